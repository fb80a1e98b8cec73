"""Tests of the shipped record and of its loader."""
