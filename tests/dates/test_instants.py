"""Wall times of many cities against UTC instants worked out by hand from their zones' published rules."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.dates import DateError, bounds, clear, parse, zone
from calendar_app.dates import instants as rules
from calendar_app.dates.zones import UNKNOWN, names


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("day", "clock", "name", "instant"),
    [
        ("2025-07-11", "11:10", "Asia/Kuala_Lumpur", "2025-07-11T03:10"),
        ("2025-07-10", "00:00", "Europe/Moscow", "2025-07-09T21:00"),
        ("2010-07-10", "12:00", "Europe/Moscow", "2010-07-10T08:00"),  # summer time then
        ("2012-01-10", "12:00", "Europe/Moscow", "2012-01-10T08:00"),  # +4 all year, 2011 to 2014
        ("2025-07-10", "12:00", "Asia/Kathmandu", "2025-07-10T06:15"),
        ("2025-07-10", "12:00", "Asia/Yangon", "2025-07-10T05:30"),
        ("2025-07-10", "12:00", "Pacific/Kiritimati", "2025-07-09T22:00"),
        ("2025-07-10", "12:00", "Pacific/Honolulu", "2025-07-10T22:00"),
        ("2015-08-14", "12:00", "Asia/Pyongyang", "2015-08-14T03:00"),
        ("2015-08-15", "12:00", "Asia/Pyongyang", "2015-08-15T03:30"),
        ("2025-01-10", "12:00", "Europe/Dublin", "2025-01-10T12:00"),
        ("2025-07-10", "12:00", "Europe/Dublin", "2025-07-10T11:00"),
        ("2025-07-10", "12:00", "UTC", "2025-07-10T12:00"),
        # skipped by a clock change: forward by the change
        ("2025-03-09", "02:30", "America/New_York", "2025-03-09T07:30"),  # reads 03:30 EDT
        ("2025-03-30", "01:30", "Europe/London", "2025-03-30T01:30"),  # reads 02:30 BST
        ("2011-03-27", "02:30", "Europe/Moscow", "2011-03-26T23:30"),  # reads 03:30 MSK, then +4
        ("2025-10-05", "02:15", "Australia/Lord_Howe", "2025-10-04T15:45"),  # half an hour: reads 02:45
        ("2025-03-30", "02:00", "Antarctica/Troll", "2025-03-30T02:00"),  # two hours: reads 04:00
        # twice on that day: the first
        ("2025-11-02", "01:30", "America/New_York", "2025-11-02T05:30"),
        ("2025-10-26", "01:30", "Europe/London", "2025-10-26T00:30"),
        ("2014-10-26", "01:30", "Europe/Moscow", "2014-10-25T21:30"),
        ("2025-04-06", "01:45", "Australia/Lord_Howe", "2025-04-05T14:45"),
        ("2025-10-30", "23:30", "Africa/Cairo", "2025-10-30T20:30"),
    ],
)
def test_wall_time_to_instant(day: str, clock: str, name: str, instant: str) -> None:
    assert bounds(parse(day), wall(clock), None, name) == (at(instant), at(instant))


@pytest.mark.parametrize(
    ("text", "name", "starts", "ends"),
    [
        ("2025-07-10", None, "2025-07-10T00:00", "2025-07-11T00:00"),
        ("2025-07-10", "Asia/Kuala_Lumpur", "2025-07-09T16:00", "2025-07-10T16:00"),
        ("2025-07-10/2025-07-11", "Asia/Kuala_Lumpur", "2025-07-09T16:00", "2025-07-11T16:00"),
        ("2025-07", "Europe/Moscow", "2025-06-30T21:00", "2025-07-31T21:00"),
        ("2025-35", None, "2025-07-01T00:00", "2025-10-01T00:00"),
        ("2025", None, "2025-01-01T00:00", "2026-01-01T00:00"),
        ("[2025-10-08,2025-10-24]", "Asia/Kuala_Lumpur", "2025-10-07T16:00", "2025-10-24T16:00"),
        ("2025-03-09", "America/New_York", "2025-03-09T05:00", "2025-03-10T04:00"),  # 23 hours
        ("2025-11-02", "America/New_York", "2025-11-02T04:00", "2025-11-03T05:00"),  # 25 hours
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00", "2018-11-05T02:00"),  # midnight skipped: from 01:00
        ("2025-11-02", "America/Havana", "2025-11-02T04:00", "2025-11-03T05:00"),  # midnight twice: from the first
        ("2011-12-29", "Pacific/Apia", "2011-12-29T10:00", "2011-12-30T10:00"),
        ("2011-12-30", "Pacific/Apia", "2011-12-30T10:00", "2011-12-30T10:00"),  # a day that Samoa left out
        ("2199-12-31", None, "2199-12-31T00:00", "2200-01-01T00:00"),
    ],
)
def test_whole_days(text: str, name: str | None, starts: str, ends: str) -> None:
    assert bounds(parse(text), None, None, name) == (at(starts), at(ends))


@pytest.mark.parametrize(
    ("text", "clocks", "name", "starts", "ends"),
    [
        ("2025-07-11", "11:10-12:40", "Asia/Kuala_Lumpur", "2025-07-11T03:10", "2025-07-11T04:40"),
        ("2025-07-11", "11:10-11:10", "Asia/Kuala_Lumpur", "2025-07-11T03:10", "2025-07-11T03:10"),
        ("2025-07-11", "22:00-01:30", "Asia/Kuala_Lumpur", "2025-07-11T14:00", "2025-07-11T17:30"),
        ("2025-12-31", "22:00-00:00", "UTC", "2025-12-31T22:00", "2026-01-01T00:00"),
        ("2025-07-10/2025-07-11", "15:00-11:00", "Asia/Kuala_Lumpur", "2025-07-10T07:00", "2025-07-11T03:00"),
        ("2025-07-10/2025-07-11", "15:00-", "Asia/Kuala_Lumpur", "2025-07-10T07:00", "2025-07-11T16:00"),
        ("2025-03-09", "01:30-03:30", "America/New_York", "2025-03-09T06:30", "2025-03-09T07:30"),
        ("2025-03-09", "02:45-03:15", "America/New_York", "2025-03-09T07:45", "2025-03-09T07:45"),
        ("2025-11-02", "00:30-01:30", "America/New_York", "2025-11-02T04:30", "2025-11-02T05:30"),
        ("2025-03-08", "23:00-02:30", "America/New_York", "2025-03-09T04:00", "2025-03-09T07:30"),
    ],
)
def test_times(text: str, clocks: str, name: str, starts: str, ends: str) -> None:
    start, end = clocks.split("-")
    assert bounds(parse(text), wall(start), wall(end), name) == (at(starts), at(ends))


def test_a_fold_written_into_the_time_does_not_count() -> None:
    assert bounds(parse("2025-11-02"), time(1, 30, fold=1), None, "America/New_York")[0] == at("2025-11-02T05:30")


@pytest.mark.parametrize(
    ("text", "clocks", "name", "named", "why"),
    [
        ("2025-07", "11:10-", "UTC", "2025-07", rules.DAY_FIRST),
        ("[2025-10-08,2025-10-24]", "11:10-", "UTC", "[2025-10-08,2025-10-24]", rules.DAY_FIRST),
        ("2025-07-11", "-11:10", "UTC", "2025-07-11", rules.START_FIRST),
        ("2025-07-11", "11:10-", None, "2025-07-11", rules.ZONE_FIRST),
        ("2025-07-11", "11:10-", "", "2025-07-11", rules.ZONE_FIRST),
        ("2025-07-11", "-", "Europe", "Europe", UNKNOWN),
    ],
)
def test_refuses(text: str, clocks: str, name: str | None, named: str, why: str) -> None:
    when, (start, end) = parse(text), clocks.split("-")
    with pytest.raises(DateError) as caught:
        bounds(when, wall(start), wall(end), name)
    assert (caught.value.text, caught.value.why) == (named, why)


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 30)),
    st.integers(0, 3),
    st.none() | st.times(),
    st.none() | st.times(),
    st.sampled_from(sorted(names())),
)
def test_no_event_ends_before_it_starts(
    first: date, more: int, start: time | None, end: time | None, name: str
) -> None:
    last = min(first + timedelta(days=more), date(2199, 12, 31))
    starts, ends = bounds(parse(f"{first}/{last}"), start, end if start else None, name)
    assert starts <= ends
    assert starts.utcoffset() == timedelta(0)
    local = starts.astimezone(zone(name))
    assert timedelta(0) <= local.replace(tzinfo=None) - datetime.combine(first, start or time()) <= timedelta(days=1)


@pytest.fixture
def _kuala_lumpur_on_tokyo_time(tmp_path: Path) -> Iterator[None]:
    """A later release of the zone database, in which Kuala Lumpur has moved its clocks by an hour."""
    before = zoneinfo.TZPATH
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Kuala_Lumpur").write_bytes(files("tzdata.zoneinfo.Asia").joinpath("Tokyo").read_bytes())
    zoneinfo.reset_tzpath(to=[tmp_path])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=before)
    zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.usefixtures("_kuala_lumpur_on_tokyo_time")
def test_when_a_zone_changes_its_rules_the_wall_time_stays_and_the_instant_moves() -> None:
    assert bounds(parse("2025-07-11"), time(11, 10), time(12, 40), "Asia/Kuala_Lumpur") == (
        at("2025-07-11T02:10"),
        at("2025-07-11T03:40"),
    )


@pytest.mark.parametrize(
    ("name", "wall_time", "plain"),
    [
        ("America/New_York", "2025-11-02T00:59", True),
        ("America/New_York", "2025-11-02T01:00", False),
        ("America/New_York", "2025-11-02T01:59", False),
        ("America/New_York", "2025-11-02T02:00", True),
        ("America/New_York", "2026-03-08T02:30", False),
        ("America/New_York", "2026-03-08T03:00", True),
        ("Australia/Lord_Howe", "2026-04-05T01:29", True),
        ("Australia/Lord_Howe", "2026-04-05T01:30", False),
        ("Africa/Monrovia", "1971-05-01T10:00", False),
        ("UTC", "2025-11-02T01:30", True),
    ],
)
def test_wall_times_that_tell_the_moment(name: str, wall_time: str, plain: bool) -> None:
    moment = datetime.fromisoformat(wall_time).replace(tzinfo=zone(name))
    assert [clear(moment), clear(moment.replace(fold=1)), clear(moment.astimezone(UTC))] == [plain, plain, True]


def test_a_floating_time_tells_no_moment() -> None:
    assert not clear(datetime(2025, 11, 2, 1, 30))
