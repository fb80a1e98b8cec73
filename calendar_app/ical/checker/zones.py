"""VTIMEZONEs against the zone database: the same offset at every moment of the feed's years (RFC 5545 section 3.6.5)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from calendar_app.dates import DateError, zone
from calendar_app.ical.tree import Component
from calendar_app.ical.zones import WEEKDAYS, changes

from .finding import Finding

_OFFSET = re.compile(r"([+-])([0-9][0-9])([0-5][0-9])")
_WALL = re.compile(r"[0-9]{8}T[0-9]{6}")
_RULE = re.compile(r"FREQ=YEARLY;BYMONTH=([0-9]{1,2});BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)")


def known(tzid: str) -> bool:
    """Whether the zone database has this Area/Place (or it is UTC)."""
    try:
        return bool(zone(tzid))
    except DateError:
        return False


def zones(calendar: Component, used: dict[str, int], years: tuple[int, int] | None) -> Iterator[Finding]:
    """`used` gives each TZID of the events and the line that names it; `years` are the feed's first and last."""
    seen: set[str] = set()
    for component in calendar.within("VTIMEZONE"):
        tzid = component.value("TZID")
        if tzid in seen:
            yield Finding("zone-twice", component.number, tzid)
        if tzid not in used:
            yield Finding("zone-unused", component.number, tzid or "no TZID")
        seen.add(tzid)
        yield from _zone(component, tzid, years)
    for tzid, number in used.items():
        if tzid not in seen:
            yield Finding("zone-missing", number, tzid)


def _zone(component: Component, tzid: str, years: tuple[int, int] | None) -> Iterator[Finding]:
    faults = [fault for observance in component.components for fault in _form(observance)]
    yield from faults
    if not component.components:
        yield Finding("zone-form", component.number, "no STANDARD and no DAYLIGHT")
    elif not known(tzid):
        yield Finding("zone-name", component.number, f"{tzid} is no zone of the database")
    elif not faults and years:
        yield from _truth(component, tzid, years)
    ruled = [observance.name for observance in component.components for _ in observance.all("RRULE")]
    if len(ruled) != len(set(ruled)):
        yield Finding("zone-rules", component.number, "more than one rule a side")


def _form(observance: Component) -> Iterator[Finding]:
    if observance.name not in ("STANDARD", "DAYLIGHT"):
        yield Finding("zone-form", observance.number, observance.name)
    if rdate := observance.first("RDATE"):
        yield Finding("zone-rdate", rdate.number, "lists of onsets shift several programs by an hour")
    for name in ("TZOFFSETFROM", "TZOFFSETTO"):
        if not _OFFSET.fullmatch(observance.value(name)):
            yield Finding("zone-offset", observance.number, f"{name}:{observance.value(name)}")
    if not _WALL.fullmatch(observance.value("DTSTART")) or not _moment(observance.value("DTSTART")):
        yield Finding("zone-form", observance.number, f"DTSTART:{observance.value('DTSTART')}")
    rule = observance.first("RRULE")
    if rule and not _RULE.fullmatch(rule.value):
        yield Finding("zone-rule", rule.number, rule.value)


def _truth(component: Component, tzid: str, years: tuple[int, int]) -> Iterator[Finding]:
    where, start, end = ZoneInfo(tzid), datetime(years[0], 1, 1, tzinfo=UTC), datetime(years[1] + 1, 1, 1, tzinfo=UTC)
    onsets = sorted(onset for observance in component.components for onset in _onsets(observance, end.year))
    points = {start, *(moment for moment, _ in onsets if start < moment < end)}
    points |= {(change.wall - change.before).replace(tzinfo=UTC) for change in changes(where, start, end)}
    for point in sorted(points):
        written = [offset for moment, offset in onsets if moment <= point]
        true = point.astimezone(where).utcoffset()
        if not written or written[-1] != true:
            told = written[-1] if written else "nothing"
            yield Finding("zone-truth", component.number, f"{tzid} at {point}: {told}, but {true} in the database")
            return


def _onsets(observance: Component, end_year: int) -> Iterator[tuple[datetime, timedelta]]:
    """The moments at which the observance begins, and its offset."""
    start = _moment(observance.value("DTSTART")) or datetime.min.replace(tzinfo=UTC)
    before, after = (_offset(observance.value(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    yield start - before, after
    if match := _RULE.fullmatch(observance.value("RRULE")):
        for year in range(start.year, end_year + 1):
            day = _nth(year, int(match[1]), int(match[2]), WEEKDAYS.index(match[3]))
            if day + timedelta(hours=start.hour, minutes=start.minute) > start:
                yield day + timedelta(hours=start.hour, minutes=start.minute) - before, after


def _nth(year: int, month: int, ordinal: int, weekday: int) -> datetime:
    first = datetime(year, month, 1, tzinfo=UTC)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    days = [day + timedelta(weeks=week) for week in range(5) if (day + timedelta(weeks=week)).month == month]
    return days[ordinal if ordinal < 0 else ordinal - 1]


def _offset(text: str) -> timedelta:
    match = _OFFSET.fullmatch(text)
    return (
        timedelta()
        if not match
        else timedelta(hours=int(match[2]), minutes=int(match[3])) * (1 if match[1] == "+" else -1)
    )


def _moment(text: str) -> datetime | None:
    """The time on the wall, as if it were UTC; the offset is taken off later."""
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
