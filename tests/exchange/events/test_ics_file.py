"""Calendars component by component: our own come back, other people's are read, broken ones are named by their line."""

import pytest

from calendar_app.exchange.events import Unreadable, ics_file, opened
from calendar_app.exchange.events.draft import Draft
from calendar_app.exchange.events.known import Known
from calendar_app.models.desk import Event
from tests import factories as make
from tests.exchange.ics.calendars import calendar, event
from tests.factories import Week

pytestmark = pytest.mark.django_db


def components(data: bytes) -> list[tuple[int, list[tuple[str, str]]]]:
    return [(row.number, row.problems) for row in opened(data, "ics").rows]


def draft(text: str, known: Event | None = None) -> Draft:
    found = ics_file.reading({ics_file.COMPONENT: text}, "")
    assert found.faults == []
    return ics_file.drafted(found.entries[0], known, Known.load(), "en")


def test_each_component_has_its_line() -> None:
    assert components(calendar(event("1"), event("2"))) == [(4, []), (10, [])]


def test_what_is_not_closed_ends_where_the_next_begins_or_the_file_does() -> None:
    broken = event("1").replace("END:VEVENT\n", "")
    rows = list(opened(calendar(broken, event("2"), broken), "ics").rows)
    assert [row.number for row in rows] == [4, 9, 15]
    faults = [ics_file.faults(ics_file.reading(row.cells, "")) for row in rows]
    assert [bool(each) for each in faults] == [True, False, True]
    assert all("the file may have been cut short" in why for each in (faults[0], faults[2]) for _, why in each[-1:])


def test_bytes_that_are_no_text_are_named() -> None:
    data = calendar(event("1"), event("2", title="é")).decode().encode("latin-1")
    assert components(data) == [(4, []), (10, [("", "It is not in UTF-8: save the file in UTF-8.")])]


def test_a_calendar_without_events() -> None:
    with pytest.raises(Unreadable, match="There is no event in this calendar"):
        opened(calendar(), "ics")


def test_a_component_may_fill_in_and_add_topics() -> None:
    week: Week = make.week()
    made = draft(event("1", "CATEGORIES:Cybersecurity\nLOCATION:Kuala Lumpur\\, Malaysia"))
    assert (made.verdict, [topic.slug for topic in made.topics or []]) == ("created", ["cybersecurity"])
    assert {name: after for name, _, after in made.changes} == {
        "title_en": "Talks", "date": "2025-07-11", "place": "kuala-lumpur", "country": "MY", "zone": "Asia/Kuala_Lumpur", "topics": "cybersecurity",
    }  # fmt: skip
    more = draft(event(str(week.umbrella.pk), "CATEGORIES:Cybersecurity", title="58th AMM week"), week.umbrella)
    assert [name for name, _, _ in more.changes] == ["date", "topics"]


def test_a_parent_of_the_same_file_is_waited_for() -> None:
    above = draft(event("1", "RELATED-TO:5f0c1f3a-0000-4000-8000-000000000001"))
    assert (above.waits, above.notes) == ("5f0c1f3a-0000-4000-8000-000000000001", [])


def test_what_is_gone_there_is_nothing_to_enter() -> None:
    stone = event("1", title="Cancelled: entry withdrawn")
    assert (draft(stone).verdict, draft(stone).notes) == (
        "unchanged",
        ["It is gone where it comes from: nothing to enter."],
    )
    here = make.event()
    assert draft(stone, here).problems[0][0] == "stage"
    here.stage = "withdrawn"
    assert draft(stone, here).verdict == "unchanged"


def test_what_no_field_takes_is_refused_at_its_column() -> None:
    assert draft(event("1", title="")).problems == [
        ("", "It has no title: give it a SUMMARY. (it has no title (SUMMARY))")
    ]
    late = draft(event("1", start="DTSTART;VALUE=DATE:23000711"))
    assert [column for column, _ in late.problems] == ["date"]
