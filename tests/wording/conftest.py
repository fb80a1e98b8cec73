"""Wording is tested in the three languages, so their catalogues are compiled before the first of these tests."""

from pathlib import Path

from calendar_app.management import catalogues

for po in catalogues.stale(Path(__file__).parents[2]):
    catalogues.compile_file(po)
