"""When, as the desk writes it, and whether it was that before."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calendar_app.exchange.ics.slots import Slot, same, slot
from calendar_app.ical import Entry
from calendar_app.models.desk import Event
from tests.ical.examples import entry, kuala_lumpur

NEW_YORK = ZoneInfo("America/New_York")
KL = "Asia/Kuala_Lumpur"


def at(start: date | datetime, end: date | datetime | None, edtf: str = "") -> Entry:
    return entry(start=start, end=end, edtf=edtf)


def new_york(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=NEW_YORK)  # type: ignore[arg-type, misc] # a few numbers


CASES = [
    (at(date(2025, 7, 11), date(2025, 7, 12)), Slot("2025-07-11")),
    (at(date(2025, 7, 8), date(2025, 7, 12)), Slot("2025-07-08/2025-07-11")),
    (at(date(2026, 7, 1), date(2026, 8, 1), "2026-07"), Slot("2026-07")),
    (at(date(2025, 10, 8), date(2025, 10, 25), "[2025-10-08,2025-10-24]"), Slot("[2025-10-08,2025-10-24]")),
    (at(date(2025, 7, 11), date(2025, 7, 12), "2025-07-11?"), Slot("2025-07-11?")),
    (at(date(2025, 7, 11), date(2025, 7, 12), "2026"), Slot("2025-07-11")),
    (at(date(2025, 7, 11), date(2025, 7, 12), "soon"), Slot("2025-07-11")),
    (at(kuala_lumpur(2025, 7, 11, 10, 10, 30), None), Slot("2025-07-11", time(10, 10), None, KL)),
    (at(kuala_lumpur(2025, 7, 11, 10), kuala_lumpur(2025, 7, 11, 12)), Slot("2025-07-11", time(10), time(12), KL)),
    (at(kuala_lumpur(2025, 7, 10, 10), kuala_lumpur(2025, 7, 11, 12)), Slot("2025-07-10/2025-07-11", time(10), time(12), KL)),
    (at(new_york(2025, 9, 1, 23, 30), new_york(2025, 9, 2, 0, 30), "2025-09-01?"),
     Slot("2025-09-01?", time(23, 30), time(0, 30), "America/New_York")),
    (at(new_york(2025, 9, 1, 15), new_york(2025, 9, 2, 10)),
     Slot("2025-09-01/2025-09-02", time(15), time(10), "America/New_York")),
    (at(datetime(2025, 7, 11, 2, tzinfo=UTC), kuala_lumpur(2025, 7, 11, 11)), Slot("2025-07-11", time(2), time(3), "UTC")),
]  # fmt: skip


@pytest.mark.parametrize(("given", "read"), CASES)
def test_slots(given: Entry, read: Slot) -> None:
    assert slot(given) == read


@pytest.mark.parametrize(("given", "read"), CASES[:1] + CASES[1:5] + CASES[8:])
def test_an_event_with_that_slot_is_that_entry(given: Entry, read: Slot) -> None:
    assert same(settled(vars(read)), given)


def settled(fields: dict[str, Any]) -> Event:
    event = Event(title_en="Talks", **fields)
    event.settle()
    return event


@pytest.mark.parametrize(
    "fields",
    [
        {"date": ""},
        {"date": "2025-07-12"},
        {"date": "2025-07-11", "start_time": time(10), "zone": KL},
        {"date": "2025-07-10/2025-07-11"},
    ],
)
def test_an_event_on_another_day_or_hour_is_not(fields: dict[str, Any]) -> None:
    assert not same(settled(fields), at(date(2025, 7, 11), date(2025, 7, 12)))


def test_the_same_days_known_otherwise_are_not_the_same() -> None:
    month = at(date(2026, 7, 1), date(2026, 8, 1), "2026-07")
    assert same(settled({"date": "2026-07"}), replace_edtf(month, ""))
    assert not same(settled({"date": "2026-07-01/2026-07-31"}), month)


def replace_edtf(given: Entry, edtf: str) -> Entry:
    return at(given.start, given.end, edtf)


def test_the_same_moment_in_another_zone_is_another_entry_unless_it_is_utc() -> None:
    event = settled({"date": "2025-07-11", "start_time": time(10), "end_time": time(12), "zone": KL})
    assert same(event, at(datetime(2025, 7, 11, 2, tzinfo=UTC), datetime(2025, 7, 11, 4, tzinfo=UTC)))
    singapore = ZoneInfo("Asia/Singapore")
    assert not same(event, at(datetime(2025, 7, 11, 10, tzinfo=singapore), datetime(2025, 7, 11, 12, tzinfo=singapore)))
