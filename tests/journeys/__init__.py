"""Whole ways through the building, as its users walk them."""
