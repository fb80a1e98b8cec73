"""When reminders are due: by the wall clock of the event, through every change of the clocks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from calendar_app.reminders.moments import begins, moments, slot

WEEK, DAY, HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)


def facts(date: str, start: str | None = None, zone: str = "") -> dict[str, Any]:
    return {"when": {"date": date, "start_time": start, "end_time": None, "zone": zone}}


def due(*asked: Any, span: timedelta, hour: int = 8, home: str = "UTC") -> str:
    ((_, at),) = moments(facts(*asked), (span,), hour=hour, home=home)
    return f"{at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("asked", "span", "said"),
    [
        # hours known: whole days by the wall, the rest exact
        (("2025-07-11", "14:00", "Asia/Kuala_Lumpur"), HOUR, "2025-07-11 05:00"),
        (("2025-07-11", "14:00", "Asia/Kuala_Lumpur"), WEEK, "2025-07-04 06:00"),
        (("2025-03-30", "12:00", "Europe/Berlin"), DAY, "2025-03-29 11:00"),  # the night loses an hour
        (("2025-03-30", "12:00", "Europe/Berlin"), timedelta(hours=12), "2025-03-29 22:00"),
        (("2025-10-26", "12:00", "Europe/Berlin"), DAY, "2025-10-25 10:00"),  # the night gains one
        (("2025-10-26", "02:30", "Europe/Berlin"), HOUR, "2025-10-25 23:30"),  # the first of the two
        (("2025-03-30", "02:30", "Europe/Berlin"), HOUR, "2025-03-30 00:30"),  # skipped: moved forward
        (("2025-03-31", "02:30", "Europe/Berlin"), DAY, "2025-03-30 01:30"),  # the day before lacks that hour
        (("2025-11-02", "09:00", "America/New_York"), DAY + HOUR, "2025-11-01 12:00"),
        (("2025-07-11", "09:00", "Asia/Kathmandu"), HOUR, "2025-07-11 02:15"),
        (("2025-12-30/2026-01-02", "10:00", "Asia/Tokyo"), WEEK, "2025-12-23 01:00"),
        # no hour: the reader's, in the event's zone
        (("2025-07-11", None, "Asia/Kuala_Lumpur"), DAY, "2025-07-10 00:00"),
        (("2025-07-11", None, "Asia/Kuala_Lumpur"), HOUR, "2025-07-11 00:00"),
        (("2025-10-26", None, "Europe/Berlin"), DAY, "2025-10-25 06:00"),
        (("2025-10-27", None, "Europe/Berlin"), DAY, "2025-10-26 07:00"),
        (("2025-07-11", None, ""), DAY, "2025-07-10 08:00"),
    ],
)
def test_the_table(asked: tuple[Any, ...], span: timedelta, said: str) -> None:
    assert due(*asked, span=span) == said


def test_without_any_zone_it_is_the_readers() -> None:
    assert due("2025-07-11", span=DAY, hour=20, home="Europe/Moscow") == "2025-07-10 17:00"


def test_spans_that_come_to_the_same_are_one() -> None:
    spans = (DAY, HOUR, timedelta(minutes=15))
    assert [minutes for minutes, _ in moments(facts("2025-07-11"), spans, hour=8, home="UTC")] == [1440, 0]


def test_from_when_on_it_is_too_late() -> None:
    assert begins(facts("2025-07-11", "14:00", "Asia/Kuala_Lumpur")) == datetime(2025, 7, 11, 6, tzinfo=UTC)
    assert begins(facts("2025-07-11/2025-07-12", None, "Asia/Kuala_Lumpur")) == datetime(2025, 7, 11, 16, tzinfo=UTC)
    assert begins(facts("2025-07-11")) == datetime(2025, 7, 12, tzinfo=UTC)


def test_a_slot_is_written_in_wall_time() -> None:
    assert slot(facts("2025-07-11", "14:00", "Asia/Kuala_Lumpur")) == "2025-07-11 14:00 Asia/Kuala_Lumpur"
    assert slot(facts("2025-07-11", None, "Asia/Kuala_Lumpur")) == "2025-07-11"
