"""Cells as people write them, against the rules of the desk: what is understood, and what is refused at which column."""

from typing import Any

import pytest

from calendar_app.exchange.events.checked import drafted, meant
from calendar_app.exchange.events.draft import Draft
from calendar_app.exchange.events.known import Known
from calendar_app.models.desk import Event
from tests import factories as make
from tests.factories import Week

pytestmark = pytest.mark.django_db


@pytest.fixture
def week() -> Week:
    return make.week()


def draft(event: Event | None = None, /, **cells: str) -> Draft:
    known = Known.load()
    known.look([cells.get("parent", "")])
    return drafted({"title_en": "Talks", **cells} if event is None else cells, event, known)


def changes(one: Draft) -> dict[str, tuple[str, str]]:
    assert one.problems == []
    return {name: (before, after) for name, before, after in one.changes}


@pytest.mark.parametrize(
    ("cells", "after"),
    [
        ({"date": "10–11 July 2026"}, {"date": "2026-07-10/2026-07-11"}),
        ({"date": "١١ تموز/يوليو ٢٠٢٦"}, {"date": "2026-07-11"}),
        ({"date": "11 июля 2026"}, {"date": "2026-07-11"}),
        (
            {"date": "2026-07-11 14:30", "zone": "Asia/Tokyo"},
            {"date": "2026-07-11", "start_time": "14:30", "zone": "Asia/Tokyo"},
        ),
        (
            {"date": "11 July 2026 14:30–16:00", "start_time": "14:30", "zone": "UTC"},
            {"date": "2026-07-11", "start_time": "14:30", "end_time": "16:00", "zone": "UTC"},
        ),
        (
            {"date": "2026-07-11", "start_time": "9.05", "zone": "UTC"},
            {"date": "2026-07-11", "start_time": "09:05", "zone": "UTC"},
        ),
        (
            {"date": "2026-07-11", "start_time": "٩:٣٠", "zone": "UTC"},
            {"date": "2026-07-11", "start_time": "09:30", "zone": "UTC"},
        ),
        ({"ordinal": "٣٢"}, {"ordinal": "32"}),
        ({"kind": "Bilateral"}, {"kind": "bilateral"}),
        ({"level": "министерский уровень"}, {"level": "ministerial"}),
        ({"online": "да"}, {"online": "true"}),
        ({"kind": "", "online": "", "certainty": "", "lifecycle": "…"}, {}),
        ({"place": "Kuala Lumpur"}, {"place": "kuala-lumpur", "country": "MY", "zone": "Asia/Kuala_Lumpur"}),
        (
            {"place": "kuala-lumpur", "zone": "Asia/Tokyo", "country": "ru"},
            {"place": "kuala-lumpur", "country": "RU", "zone": "Asia/Tokyo"},
        ),
        ({"country": "Россия"}, {"country": "RU"}),
        ({"forum": "ASEAN Regional Forum"}, {"forum": "arf"}),
        ({"topics": "Cybersecurity"}, {"topics": "cybersecurity"}),
        ({"topics": "cybersecurity; ; cybersecurity"}, {"topics": "cybersecurity"}),
        ({"title_ru": " Переговоры\nв Москве "}, {"title_ru": "Переговоры в Москве"}),
        ({"note_en": "a\r\nb\x07"}, {"note_en": "a\nb"}),
        ({"parent": "amm-week-2025"}, {"parent": "amm-week-2025"}),
        ({"slug": "talks-2026"}, {"slug": "talks-2026"}),
        ({"title_en": "=1+1"}, {"title_en": "=1+1"}),
    ],
)
def test_what_is_understood(week: Week, cells: dict[str, str], after: dict[str, str]) -> None:
    found = changes(draft(**cells))
    assert {name: text for name, (_, text) in found.items()} == {"title_en": "Talks", **after}


MENDED: list[tuple[dict[str, str], str, str]] = [
    ({"date": "10 July 2569"}, "date", "“10 July 2569”: 2569 is a year of the Buddhist calendar; write the Gregorian date."),
    ({"date": "2568-07-10"}, "date", "“2568-07-10”: 2568 is a year of the Buddhist calendar; write the Gregorian date."),
    ({"date": "1447-01-15"}, "date", "“1447-01-15”: 1447 is a year of the Islamic or the Persian calendar; write the Gregorian date."),
    ({"date": "١٥ محرم ١٤٤٧"}, "date", "“١٥ محرم ١٤٤٧”: 1447 is a year of the Islamic or the Persian calendar; write the Gregorian date."),
    ({"date": "15 Muharram 2026"}, "date", "“15 Muharram 2026”: write a date such as"),
    ({"date": "1789-07-14"}, "date", "“1789-07-14”: the year lies between 1900 and 2199."),
    ({"date": "11 July 2026 14:30", "start_time": "15:00", "zone": "UTC"}, "start_time", "Another time stands beside the date: write it once."),
    ({"date": "2026-07-11", "start_time": "25:00"}, "start_time", "“25:00” is no time of day: write it as 14:30."),
    ({"date": "2026-07-11", "start_time": "14:30"}, "zone", "“2026-07-11”: a time needs"),
    ({"date": "2026-07-11", "end_time": "14:30", "zone": "UTC"}, "end_time", "“2026-07-11”: an end time ne"),
    ({"start_time": "14:30", "zone": "UTC"}, "start_time", "A time needs a date and a zone: give both, or leave the time out."),
    ({"zone": "Mars/Base"}, "zone", "“Mars/Base”:"),
    ({"place": "atlantis"}, "place", "“atlantis” is not on the desk, or means several: write its code or address, or enter it first."),
    ({"country": "arf"}, "country", "“arf” is not on the desk"),
    ({"topics": "cybersecurity; chess"}, "topics", "“chess” is not on the desk"),
    ({"level": "x" * 80}, "level", "“" + "x" * 59 + "…” is none of these: summit, ministerial, senior_officials, working."),
    ({"online": "perhaps"}, "online", "“perhaps” is neither: write true or false."),
    ({"ordinal": "3rd"}, "ordinal", "“3rd” is no number: write figures alone."),
    ({"ordinal": "0"}, "ordinal", "Meetings are counted from 1."),
    ({"ordinal": "99999"}, "ordinal", "Ensure this value is less than or equal to 32767."),
    ({"id": "12"}, "id", "“12” is no id: leave it as it was exported, or empty."),
    ({"slug": "Talks 2026"}, "slug", "“Talks 2026” is no address: use small Latin letters, digits and single hyphens."),
    ({"title_en": "x" * 301}, "title_en", "Ensure this value has at most 300 characters (it has 301)."),
    ({"title_en": ""}, "title_en", "Give a title in at least one language."),
    ({"lifecycle": "held"}, "date", "A meeting that was held has a date: give it."),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "why"), MENDED)
def test_what_is_refused_and_where(week: Week, cells: dict[str, str], column: str, why: str) -> None:
    (problem,) = draft(**cells).problems
    assert (problem[0], problem[1][: len(why)]) == (column, why)


def test_several_cells_are_refused_at_once(week: Week) -> None:
    assert [column for column, _ in draft(place="atlantis", online="perhaps", date="soon").problems] == [
        "date",
        "place",
        "online",
    ]


def test_only_what_differs_is_a_change_and_what_is_not_there_stays(week: Week) -> None:
    same = {
        "id": str(week.meeting.pk),
        "title_en": "32nd  ASEAN Regional Forum".replace("  ", " "),
        "date": "11 July 2025",
        "ordinal": "…",
    }
    assert (draft(week.meeting, **same).verdict, draft(week.meeting, **same).changes) == ("unchanged", [])
    moved = draft(week.meeting, date="12 July 2025", forum="", topics="")
    assert changes(moved) == {
        "date": ("2025-07-11", "2025-07-12"), "forum": ("arf", ""), "topics": ("cybersecurity", ""),
    }  # fmt: skip
    assert (moved.verdict, moved.topics) == ("updated", [])


def test_an_event_can_t_stand_under_itself(week: Week) -> None:
    assert draft(week.umbrella, parent="arf-32-2025").problems == [
        ("parent", "This event would stand under itself: choose another parent.")
    ]


def test_a_parent_that_is_not_there_is_waited_for(week: Week) -> None:
    found = draft(parent="next-week")
    assert (found.waits, changes(found)["parent"]) == ("next-week", ("", "next-week"))


@pytest.mark.parametrize(
    ("stage", "why"), [("in_review", "Somebody is reviewing"), ("withdrawn", "This event was withdrawn")]
)
def test_events_in_other_hands_are_left_alone(week: Week, stage: str, why: str) -> None:
    week.meeting.stage = stage
    assert draft(week.meeting, ordinal="32").verdict == "unchanged"
    (problem,) = draft(week.meeting, ordinal="33").problems
    assert (problem[0], problem[1][: len(why)]) == ("stage", why)


def test_unknown_members_are_named(week: Week) -> None:
    assert draft(**{"?colour": ""}).notes == ["left out: colour"]


def test_a_row_says_which_event_it_means() -> None:
    pk = "5f0c1f3a-0000-4000-8000-000000000001"
    assert meant({"id": pk, "slug": "talks"}) == (meant({"id": pk})[0], "talks")
    assert meant({"slug": "talks", "title_en": "Talks"}) == (None, "talks")
    assert meant({"date": "2025"}) == (None, "")
    named: Any = {"title_ru": "Переговоры", "date": "2025"}
    assert (meant(named)[0], meant(named)[1]) == (meant(dict(named))[0], "")
    assert meant(named)[0] != meant({**named, "date": "2026"})[0]
