"""VTIMEZONE: RFC 5545 section 3.6.5, true for every half hour of the years asked, in forms that simple programs read.

One open RRULE with BYDAY for each side where the zone's last rule is that simple (404 of the 418 zones of zone.tab in
2026–2035), and an observance of its own for every other change: RDATE lists shift Thunderbird, ical.js and vobject by
an hour, and ruby cannot read them.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .lines import line
from .text import escape

DAY = timedelta(days=1)
#: How far apart the zone is asked: since 1939 no two changes of any zone lie less than three days apart.
STEP = timedelta(days=3)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: The weekdays of a date come round in 28 years: a rule that fits this long beyond the feed is no accident.
PROOF_YEARS = 28


class Change(NamedTuple):
    """A change of the offset, as the clock showed it just before."""

    wall: datetime
    before: timedelta
    after: timedelta
    daylight: bool
    abbreviation: str

    @property
    def side(self) -> tuple[timedelta, timedelta]:
        return self.before, self.after


class Rule(NamedTuple):
    """BYMONTH, BYDAY and the time of day of a yearly change; ordinal -1 is the last such weekday of the month."""

    month: int
    ordinal: int
    weekday: int
    time: timedelta


@lru_cache(maxsize=2048)
def vtimezone(tzid: str, first_year: int, last_year: int) -> bytes:
    """The component for local times from `first_year` to `last_year`, both included.

    Raises zoneinfo.ZoneInfoNotFoundError for a name that is not in the database.
    """
    observances = b"".join(_observances(ZoneInfo(tzid), first_year, last_year))
    return b"BEGIN:VTIMEZONE\r\n" + line("TZID", escape(tzid)) + observances + b"END:VTIMEZONE\r\n"


def _observances(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[bytes]:
    known = changes(
        zone, datetime(first_year - 1, 1, 1, tzinfo=UTC), datetime(last_year + PROOF_YEARS, 1, 1, tzinfo=UTC)
    )
    singles, ruled = _split(known, last_year + PROOF_YEARS)
    if not ruled or ruled[0][0].wall.year >= first_year:
        yield _observance(_standing(zone, first_year - 1))
    for change in singles:
        if change.wall.year <= last_year + 1:
            yield _observance(change)
    for change, rule in ruled:
        yield _observance(change, rule)


def changes(zone: ZoneInfo, since: datetime, until: datetime) -> list[Change]:
    """Every change of the offset in the half-open span."""
    found = []
    moment, offset = since, since.astimezone(zone).utcoffset()
    while moment < until:
        later = moment + STEP
        if (new := later.astimezone(zone).utcoffset()) != offset:
            found.append(_change(zone, moment, later))
        moment, offset = later, new
    return found


def _change(zone: ZoneInfo, moment: datetime, later: datetime) -> Change:
    before = moment.astimezone(zone)
    while later - moment > timedelta(seconds=1):
        middle = (moment + (later - moment) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == before.utcoffset():
            moment = middle
        else:
            later = middle
    after = later.astimezone(zone)
    old, new = _offset(before), _offset(after)
    daylight = new > old and bool(after.dst() or before.dst())
    return Change((later + old).replace(tzinfo=None), old, new, daylight, after.tzname() or "")


def _standing(zone: ZoneInfo, year: int) -> Change:
    """What is in force when the year begins."""
    start = datetime(year, 1, 1, tzinfo=zone)
    offset = _offset(start)
    return Change(start.replace(tzinfo=None), offset, offset, (start.dst() or DAY * 0) > DAY * 0, start.tzname() or "")


def _offset(moment: datetime) -> timedelta:
    """The offset in whole minutes: seconds stood in it before standard time, and make Outlook refuse the file."""
    return timedelta(minutes=round((moment.utcoffset() or timedelta()).total_seconds() / 60))


def _split(known: list[Change], end_year: int) -> tuple[list[Change], list[tuple[Change, Rule]]]:
    """Single changes, then the two that begin a yearly rule holding to the end; no rules where none holds that long."""
    years = _by_year(known)
    start = end_year
    rules: dict[tuple[timedelta, timedelta], set[Rule]] = {}
    while start - 1 in years and (tighter := _shared(rules, years[start - 1])):
        start, rules = start - 1, tighter
    if end_year - start < PROOF_YEARS:
        return known, []
    singles = [change for change in known if change.wall.year < start]
    return singles, [(change, max(rules[change.side], key=_simplicity)) for change in years[start]]


def _by_year(known: Iterable[Change]) -> dict[int, list[Change]]:
    years: dict[int, list[Change]] = {}
    for change in known:
        years.setdefault(change.wall.year, []).append(change)
    return years


def _shared(
    rules: dict[tuple[timedelta, timedelta], set[Rule]], year: list[Change]
) -> dict[tuple[timedelta, timedelta], set[Rule]]:
    """The rules that also explain this year: the same two sides, each with a rule in common; empty if there are none."""
    own = {change.side: _candidates(change) for change in year}
    if len(own) != 2 or len(year) != 2 or (rules and own.keys() != rules.keys()):
        return {}
    shared = {side: found & rules.get(side, found) for side, found in own.items()}
    return shared if all(shared.values()) else {}


def _candidates(change: Change) -> set[Rule]:
    wall = change.wall
    time = timedelta(hours=wall.hour, minutes=wall.minute)
    ordinals = {(wall.day - 1) // 7 + 1} | ({-1} if (wall + 7 * DAY).month != wall.month else set())
    return {Rule(wall.month, ordinal, wall.weekday(), time) for ordinal in ordinals}


def _simplicity(rule: Rule) -> int:
    return -rule.ordinal


def _observance(change: Change, rule: Rule | None = None) -> bytes:
    kind = "DAYLIGHT" if change.daylight else "STANDARD"
    body = line("DTSTART", f"{change.wall:%Y%m%dT%H%M%S}")
    if rule:
        body += line("RRULE", f"FREQ=YEARLY;BYMONTH={rule.month};BYDAY={rule.ordinal}{WEEKDAYS[rule.weekday]}")
    body += line("TZOFFSETFROM", _hours(change.before)) + line("TZOFFSETTO", _hours(change.after))
    body += line("TZNAME", escape(change.abbreviation))
    return f"BEGIN:{kind}\r\n".encode() + body + f"END:{kind}\r\n".encode()


def _hours(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
