"""When to remind of an event: from its own wall time and zone, so that a change of rules or clocks moves the reminder too."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from calendar_app.dates import bounds, parse, zone

DAY = timedelta(days=1)
Facts = dict[str, Any]


def moments(facts: Facts, spans: Iterable[timedelta], *, hour: int, home: str) -> Iterator[tuple[int, datetime]]:
    """Minutes before, and the moment (UTC), of each reminder of an event that is known to the day.

    Whole days before are the same wall time that many days earlier, in the zone of the event; the rest is exact. Where
    no hour is known it is the reader's `hour` there, whole days before; in the reader's zone `home` where none is known.
    """
    when = facts["when"]
    first = parse(when["date"]).span.first
    where = when["zone"] or home
    if when["start_time"]:
        at = time.fromisoformat(when["start_time"])
        for span in dict.fromkeys(spans):
            yield int(span.total_seconds()) // 60, wall(first - span.days * DAY, at, where) - (span - span.days * DAY)
    else:
        for days in dict.fromkeys(span.days for span in spans):
            yield days * 24 * 60, wall(first - days * DAY, time(hour), where)


def wall(day: date, at: time, where: str) -> datetime:
    """The instant of a wall time: a skipped one moves forward, of one that comes twice it is the first."""
    return datetime.combine(day, at, zone(where)).astimezone(UTC)


def begins(facts: Facts) -> datetime:
    """From when on a reminder is too late: the start; for an event without an hour, the end of its first day."""
    when = facts["when"]
    known = parse(when["date"])
    if when["start_time"]:
        return bounds(known, time.fromisoformat(when["start_time"]), None, when["zone"])[0]
    return wall(known.span.first + DAY, time(), when["zone"] or "UTC")


def slot(facts: Facts) -> str:
    """The event's date as its key writes it: in wall time, so that new rules for a zone make no new reminder."""
    when = facts["when"]
    return " ".join(filter(None, (when["date"], when["start_time"], when["zone"] if when["start_time"] else "")))
