"""A record of 100,000 events as pages read it: spread over the years that the shipped one covers, one year's list whole."""

from typing import Any

from .crowd import grow

EVENTS, ROWS = 100_000, 300
YEAR, LEVEL = 2025, "ministerial"
FIRST, YEARS = 1992, 34
LISTED = f"/en/events/?page={YEAR}&level={LEVEL}"
#: Copies keep their day of the year; those that LISTED would show become another level, as they have no text.
_SPREAD = f"""
UPDATE calendar_app_listing SET
    first_day = ({FIRST} + publication_id % {YEARS}) || replace(substr(first_day, 5), '-02-29', '-02-28'),
    end_day = date(
        ({FIRST} + publication_id % {YEARS}) || replace(substr(first_day, 5), '-02-29', '-02-28'),
        (julianday(end_day) - julianday(first_day)) || ' days'
    ),
    starts_at = NULL, ends_at = NULL, parent = NULL
WHERE since_rev > 1
"""


def fill(languages: tuple[str, ...] = ("en",)) -> None:
    """Grow the record until it holds so many events, and LISTED so many rows."""
    from django.db import connection

    from calendar_app.models.public import Listing

    listed: dict[str, Any] = {"listing__first_day__year": YEAR, "listing__level": LEVEL}
    there = Listing.objects.current().filter(first_day__year=YEAR, level=LEVEL).count()
    grow(EVENTS - (ROWS - there), languages=())
    copies = Listing.objects.filter(since_rev__gt=1)
    copies.filter(first_day__isnull=True).update(first_day=f"{YEAR}-03-01", end_day=f"{YEAR}-03-02", known_to_day=True)
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD)
    copies.filter(first_day__year=YEAR, level=LEVEL).update(level="working")
    grow(EVENTS, languages, whole=listed)
