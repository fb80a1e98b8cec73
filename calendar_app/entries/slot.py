"""The place of an event in time: local days, or moments where its hour is known."""

from datetime import date, datetime, time
from typing import Any, TypeAlias

from calendar_app.dates import bounds, parse, zone

Slot: TypeAlias = tuple[date, date] | tuple[datetime, datetime | None]


def slot(when: dict[str, Any]) -> Slot:
    """Local days, or moments in the zone of the city; the end is exclusive, and None after a start alone.

    Raises DateError where there is no date.
    """
    known = parse(when["date"])
    if not (known.known_to_day and when["start_time"]):
        return known.span.first, known.span.end
    start, end = (time.fromisoformat(when[name]) if when[name] else None for name in ("start_time", "end_time"))
    begins, ends = (moment.astimezone(zone(when["zone"])) for moment in bounds(known, start, end, when["zone"]))
    return begins, ends if ends.timestamp() > begins.timestamp() else None
