"""VTIMEZONEs agree with the zone database: read by icalendar and expanded by dateutil, which know nothing of ours."""

import random
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from calendar_app.ical.zones import changes, vtimezone

YEARS = (2026, 2035)
IRREGULAR = {
    "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "America/Edmonton", "America/Havana", "America/Inuvik",
    "America/Nuuk", "America/Santiago", "America/Scoresbysund", "America/Vancouver", "America/Winnipeg", "Asia/Gaza",
    "Asia/Hebron", "Asia/Jerusalem",
}  # fmt: skip
rrulestr: Any = import_module("dateutil.rrule").rrulestr  # it comes with icalendar, without types
HALF_HOUR = timedelta(minutes=30)


@cache
def places() -> list[str]:
    """The zones of the database's own list of places."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    return sorted(line.split("\t")[2].strip() for line in table.splitlines() if not line.startswith("#"))


class Reading:
    """The offsets that a VTIMEZONE tells an independent reader."""

    def __init__(self, written: bytes, until: int) -> None:
        onsets = []
        component: Any = Timezone.from_ical(written)
        for observance in component.subcomponents:
            start, before, after = (observance[name] for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
            rule = observance.get("RRULE")
            walls = [start.dt]
            if rule:
                endless = rrulestr(rule.to_ical().decode(), dtstart=start.dt)
                walls = endless.between(start.dt, datetime(until + 2, 1, 1), inc=True)
            onsets += [((wall - before.td).replace(tzinfo=UTC), after.td) for wall in walls]
        onsets.sort()
        self.moments = [moment for moment, _ in onsets]
        self.offsets: list[timedelta] = [offset for _, offset in onsets]

    def offset(self, moment: datetime) -> timedelta:
        return self.offsets[bisect_right(self.moments, moment) - 1]


def differences(name: str, first: int, last: int, moments: list[datetime]) -> list[str]:
    reading, zone = Reading(vtimezone(name, first, last), last), ZoneInfo(name)
    return [
        f"{name} at {moment}: {reading.offset(moment)}, not {moment.astimezone(zone).utcoffset()}"
        for moment in moments
        if reading.offset(moment) != moment.astimezone(zone).utcoffset()
    ]


def telling(name: str, first: int, last: int) -> list[datetime]:
    """Half an hour before, at and after each change, and some half hours of every year."""
    start, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    turns = [(change.wall - change.before).replace(tzinfo=UTC) for change in changes(ZoneInfo(name), start, end)]
    near = [turn + step for turn in turns for step in (-HALF_HOUR, timedelta(), HALF_HOUR)]
    seeded = random.Random(name)
    some = [start + seeded.randrange((end - start) // HALF_HOUR) * HALF_HOUR for _ in range(20)]
    return [start, *(moment for moment in near + some if start <= moment < end), end - HALF_HOUR]


def test_there_are_418_places() -> None:
    assert len(places()) == 418


@pytest.mark.no_cover  # the same few lines, 418 times
def test_every_zone_agrees_at_every_change_and_in_between() -> None:
    assert [found for name in places() for found in differences(name, *YEARS, telling(name, *YEARS))] == []


@pytest.mark.parametrize(
    "name", ["Europe/Moscow", "America/New_York", "Asia/Kuala_Lumpur", "Africa/Cairo", "Asia/Yangon"]
)
def test_a_feed_that_goes_back_to_1991_agrees_at_every_half_hour(name: str) -> None:
    start = datetime(1991, 1, 1, tzinfo=UTC)
    halves = [start + HALF_HOUR * step for step in range((datetime(2027, 1, 1, tzinfo=UTC) - start) // HALF_HOUR)]
    assert differences(name, 1991, 2026, halves[::7] + halves[::48]) == []


def test_years_with_a_single_change_agree() -> None:
    assert differences("America/Grand_Turk", 2010, 2019, telling("America/Grand_Turk", 2010, 2019)) == []


@pytest.mark.prove
@pytest.mark.parametrize("name", places())
def test_every_half_hour_of_every_zone(name: str) -> None:
    start = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    halves = (datetime(YEARS[1] + 1, 1, 1, tzinfo=UTC) - start) // HALF_HOUR
    assert differences(name, *YEARS, [start + HALF_HOUR * step for step in range(halves)]) == []


def test_only_a_few_zones_need_more_than_one_rule_a_side() -> None:
    assert {name for name in places() if vtimezone(name, *YEARS).count(b"DTSTART") > 2} == IRREGULAR


def test_there_are_no_lists_of_onsets_and_no_seconds_in_offsets() -> None:
    written = b"".join(vtimezone(name, 1960, 2035) for name in ("Africa/Monrovia", "Africa/Cairo", "Europe/Dublin"))
    assert b"RDATE" not in written
    assert {len(line) for line in written.split(b"\r\n") if line.startswith(b"TZOFFSET")} == {18, 16}


def test_a_zone_without_clock_changes() -> None:
    assert vtimezone("Asia/Kuala_Lumpur", 2025, 2026).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE", "TZID:Asia/Kuala_Lumpur", "BEGIN:STANDARD", "DTSTART:20240101T000000",
        "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:+08", "END:STANDARD", "END:VTIMEZONE", "",
    ]  # fmt: skip


def test_a_zone_with_a_simple_rule() -> None:
    assert vtimezone("America/New_York", 2025, 2026).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE", "TZID:America/New_York",
        "BEGIN:DAYLIGHT", "DTSTART:20240310T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "TZNAME:EDT", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:20241103T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "TZNAME:EST", "END:STANDARD",
        "END:VTIMEZONE", "",
    ]  # fmt: skip


def test_a_rule_that_is_younger_than_the_feed_follows_single_changes() -> None:
    written = vtimezone("America/New_York", 2005, 2026).decode()
    assert written.count("RRULE") == 2
    assert [line for line in written.split("\r\n") if line.startswith("DTSTART")] == [
        f"DTSTART:{wall}T{hour}0000"
        for wall, hour in [
            ("20040101", "00"),
            ("20040404", "02"),
            ("20041031", "02"),
            ("20050403", "02"),
            ("20051030", "02"),
            ("20060402", "02"),
            ("20061029", "02"),
            ("20070311", "02"),
            ("20071104", "02"),
        ]
    ]


def test_a_year_that_begins_in_summer_time() -> None:
    first = vtimezone("America/Santiago", 2026, 2026).decode().split("\r\n")[2:7]
    assert first == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20250101T000000",
        "TZOFFSETFROM:-0300",
        "TZOFFSETTO:-0300",
        "TZNAME:-03",
    ]


def test_the_winter_of_dublin_is_its_standard_time() -> None:
    written = vtimezone("Europe/Dublin", 2026, 2026)
    assert written.index(b"TZNAME:IST\r\nEND:DAYLIGHT") < written.index(b"TZNAME:GMT\r\nEND:STANDARD")
