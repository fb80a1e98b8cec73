"""When an entry is, as the desk writes it: an EDTF date, wall times, a zone; and whether an event is then already."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from calendar_app.dates import DateError, parse
from calendar_app.ical import Entry
from calendar_app.models.desk import Event

ONE_DAY = timedelta(days=1)
NIGHT = timedelta(hours=12)


@dataclass(frozen=True)
class Slot:
    """`zone` is empty where no hour is known."""

    date: str
    start_time: time | None = None
    end_time: time | None = None
    zone: str = ""


def slot(entry: Entry) -> Slot:
    """The entry's days or moments. Seconds are dropped, since nobody announces them."""
    if not isinstance(entry.start, datetime):
        assert entry.end is not None, "an entry of days has an end"  # noqa: S101 - narrows the type
        return Slot(_unsure(entry, entry.start) or _days(entry.start, entry.end - ONE_DAY))
    start = entry.start.replace(second=0)
    zone = getattr(start.tzinfo, "key", "UTC")
    if not isinstance(entry.end, datetime):
        return Slot(_unsure(entry, start.date()) or _days(start.date(), start.date()), start.time(), None, zone)
    end = entry.end.astimezone(start.tzinfo).replace(second=0)
    last = start.date() if _one_evening(start, end) else end.date()
    return Slot(_unsure(entry, start.date()) or _days(start.date(), last), start.time(), end.time(), zone)


def same(event: Event, entry: Entry) -> bool:
    """Whether the event's own slot would be exported as this entry's."""
    if not isinstance(entry.start, datetime):
        dated = event.date == entry.edtf if entry.edtf else True
        return dated and event.start_time is None and (event.first_day, event.end_day) == (entry.start, entry.end)
    end = entry.end if isinstance(entry.end, datetime) else entry.start
    moments = entry.start.astimezone(UTC), end.astimezone(UTC)
    zone = getattr(entry.start.tzinfo, "key", "UTC")
    return event.start_time is not None and (event.starts_at, event.ends_at) == moments and zone in (event.zone, "UTC")


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first}/{last}"


def _unsure(entry: Entry, first: date) -> str:
    """The date that X-EDTF gives, if it begins on the entry's first day; else the property is somebody else's."""
    try:
        known = parse(entry.edtf)
    except DateError:
        return ""
    return known.text if known.span.first == first else ""


def _one_evening(start: datetime, end: datetime) -> bool:
    """Whether a meeting that ends on the next day is still one of its first day, which runs past midnight."""
    return end.date() == start.date() + ONE_DAY and end.time() < start.time() and end - start <= NIGHT
