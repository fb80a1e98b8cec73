"""From wall time to instants. The wall time of the city is the fact; the UTC instants follow from its zone's rules."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from .edtf import EdtfDate
from .errors import DateError
from .zones import zone

DAY_FIRST = "a time needs a date known to the day"
START_FIRST = "an end time needs a start time"
ZONE_FIRST = "a time needs the zone of its city, such as Asia/Kuala_Lumpur"


def bounds(when: EdtfDate, start: time | None, end: time | None, zone_name: str | None) -> tuple[datetime, datetime]:
    """The UTC instants between which the event lies, half-open.

    Without times: from local midnight of the first day to local midnight after the last, in the zone (UTC if none).
    With a start alone, one day: both are the start (RFC 5545, section 3.6.1: a DTSTART alone takes no time); several
    days: it lasts to the end of the last. An end earlier than the start on a one-day date is on the next day.
    A wall time that a clock change skips moves forward by the change; one that comes twice means the first (PEP 495,
    fold=0, as RFC 5545, section 3.3.5 asks). Raises DateError.
    """
    _check(when, start, end, zone_name)
    where = zone(zone_name) if zone_name else UTC
    first, last = when.span.first, when.span.last
    begins = _instant(first, start or time(), where)
    if start is None or (end is None and when.precision == "days"):
        return begins, _instant(when.span.end, time(), where)
    if end is None:
        return begins, begins
    day = last + timedelta(days=1) if when.precision == "day" and end < start else last
    return begins, max(begins, _instant(day, end, where))


def clear(moment: datetime) -> bool:
    """Whether its wall time in its zone tells the moment to every reader.

    A wall time that comes twice does not: RFC 5545 means the first, ical.js and khal show the second; nor does one that
    a clock change skips, nor the mean time of a place, whose offset has seconds.
    """
    first, second = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and first == second and not first.seconds % 60


def _check(when: EdtfDate, start: time | None, end: time | None, zone_name: str | None) -> None:
    if end is not None and start is None:
        raise DateError(when.text, START_FIRST)
    if start is not None and not when.known_to_day:
        raise DateError(when.text, DAY_FIRST)
    if start is not None and not zone_name:
        raise DateError(when.text, ZONE_FIRST)


def _instant(day: date, at: time, where: tzinfo) -> datetime:
    return datetime.combine(day, at.replace(fold=0), where).astimezone(UTC)
