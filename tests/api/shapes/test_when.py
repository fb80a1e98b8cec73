"""When: the date as announced, and what follows from it; never a month as its first day."""

from typing import Any

import pytest

from calendar_app.api.shapes.when import former_dates, when
from tests.api.asking import validate


def slot(date: str, start: str | None = None, end: str | None = None, zone: str = "") -> dict[str, Any]:
    return {"date": date, "start_time": start, "end_time": end, "zone": zone}


def told(*args: Any) -> tuple[Any, ...]:
    """Known to the day, first and last day, and the instants, of a checked answer."""
    body = when(slot(*args))
    validate("When", body)
    return tuple(body[field] for field in ("known_to_day", "first_day", "last_day", "starts_at", "ends_at"))


KL = "Asia/Kuala_Lumpur"


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        (("2025-07-11",), (True, "2025-07-11", "2025-07-11", "2025-07-11T00:00:00Z", "2025-07-12T00:00:00Z")),
        (
            ("2025-07-10/2025-07-11", None, None, KL),
            (True, "2025-07-10", "2025-07-11", "2025-07-09T16:00:00Z", "2025-07-11T16:00:00Z"),
        ),
        (
            ("2025-07-11", "11:10", "12:30", KL),
            (True, "2025-07-11", "2025-07-11", "2025-07-11T03:10:00Z", "2025-07-11T04:30:00Z"),
        ),
        (("2025-07-11", "11:10", None, KL), (True, "2025-07-11", "2025-07-11", "2025-07-11T03:10:00Z", None)),
        (("2025-07",), (False, "2025-07-01", "2025-07-31", None, None)),
        (("2025-35?",), (False, "2025-07-01", "2025-09-30", None, None)),
        (("[2025-10-08,2025-10-24]",), (False, "2025-10-08", "2025-10-24", None, None)),
        (("",), (False, None, None, None, None)),
    ],
)
def test_days_and_instants_follow_from_the_date(args: tuple[Any, ...], wanted: tuple[Any, ...]) -> None:
    assert told(*args) == wanted


def test_what_was_announced_is_told_as_it_was() -> None:
    assert when(slot("2025-07-11", "11:10", "12:30", KL)) == {
        "date": "2025-07-11",
        "start_time": "11:10",
        "end_time": "12:30",
        "zone": KL,
        "known_to_day": True,
        "first_day": "2025-07-11",
        "last_day": "2025-07-11",
        "starts_at": "2025-07-11T03:10:00Z",
        "ends_at": "2025-07-11T04:30:00Z",
    }
    assert (when(slot(""))["date"], when(slot(""))["zone"]) == (None, None)


@pytest.mark.parametrize("args", [("the day after",), ("2025-07-11", "11:10", None, "Europe/Atlantis")])
def test_what_was_published_once_stays_readable(args: tuple[Any, ...]) -> None:
    body = when(slot(*args))

    assert (body["date"], body["starts_at"], body["ends_at"]) == (args[0], None, None)


def test_former_dates_say_until_when_they_stood() -> None:
    (body,) = former_dates({"former_dates": [{**slot("2025-07-10"), "replaced": "2025-07-02"}]})

    validate("FormerDate", body)
    assert (body["date"], body["last_day"], body["replaced"]) == ("2025-07-10", "2025-07-10", "2025-07-02")
