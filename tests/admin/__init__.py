"""Tests of the editors' door."""
