"""Tests mirror the rooms of the house; they are its documentation."""
