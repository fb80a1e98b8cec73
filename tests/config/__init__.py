"""Tests of the building's address: settings, servers and the clock."""
