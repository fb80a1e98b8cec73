"""A week to come after the pattern of the last one."""

from datetime import date

import pytest

from calendar_app.models.desk import Event, Place
from calendar_app.review.patterns import Planned, left_out, planned, weeks
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def last() -> Event:
    """The 58th week: its chief meeting, two more, one that was called off, one of no series, and who met on the margins."""
    amm, arf, eas = (make.forum(code, name_en=code.upper()) for code in ("amm", "arf", "eas"))
    week = make.event(
        "amm-week-2025", kind="umbrella", level="ministerial", forum=amm, title_en="58th AMM week", title_ru="Неделя 58-го совещания",
        date="2025-07-08/2025-07-11",
    )  # fmt: skip
    common = {"parent": week, "level": "ministerial"}
    make.event("amm-58-2025", forum=amm, ordinal=58, title_en="58th AMM", date="2025-07-09", **common)
    make.event(
        "arf-32-2025", forum=arf, ordinal=32, title_en="32nd ARF", title_ru="Тридцать 2-я", date="2025-07-11", **common
    )
    make.event(
        "eas-2025", forum=eas, title_en="EAS ministers", date="2025-07", lifecycle="cancelled", reason_en="x", **common
    )
    make.event("opening", title_en="Opening", date="2025-07-08/2025-07-09", **common)
    make.event("talks", kind="bilateral", date="2025-07-10", **common)
    make.event("gone", forum=arf, date="2025-07-10", stage="withdrawn", **common)
    return week


@pytest.fixture
def manila() -> Place:
    return make.place("manila", make.state("PH"), zone="Asia/Manila")


def plan(week: Event, place: Place, first: date = date(2026, 7, 21)) -> dict[str, Planned]:
    return {one.like.slug: one for one in planned(week, first=first, place=place, zone="Asia/Manila")}


def test_each_on_its_day_with_its_number(last: Event, manila: Place) -> None:
    found = plan(last, manila)
    rows = {
        name: (one.event.slug, one.event.title_en, one.event.ordinal, one.event.date, one.event.certainty)
        for name, one in found.items()
    }
    assert rows == {
        "amm-week-2025": ("amm-week-2026", "59th AMM week", None, "2026-07-21/2026-07-24", "tentative"),
        "eas-2025": ("eas-2026", "EAS ministers", None, "", "projected"),
        "opening": ("", "Opening", None, "2026-07-21/2026-07-22", "projected"),
        "amm-58-2025": ("amm-59-2026", "59th AMM", 59, "2026-07-22", "projected"),
        "arf-32-2025": ("arf-33-2026", "33rd ARF", 33, "2026-07-24", "projected"),
    }
    assert next(iter(found)) == "amm-week-2025"
    assert Event.objects.count() == 7


def test_where_it_is_and_in_which_series(last: Event, manila: Place) -> None:
    event = plan(last, manila)["arf-32-2025"].event
    assert (event.place, event.country, event.zone) == (manila, manila.country, "Asia/Manila")
    assert (event.kind, event.level, event.forum and event.forum.code) == ("meeting", "ministerial", "arf")
    assert (event.lifecycle, event.stage, event.parent, event.venue) == ("scheduled", "draft", None, "")


def test_what_is_uncertain_is_left_to_the_editor(last: Event, manila: Place) -> None:
    found = plan(last, manila)
    assert {name: one.doubts for name, one in found.items() if one.doubts} == {
        "eas-2025": ("date",),
        "opening": ("slug",),
        "arf-32-2025": ("title_ru",),
    }
    assert found["amm-week-2025"].event.title_ru == "Неделя 59-го совещания"
    later = plan(last, manila, date(2028, 7, 21))
    assert later["amm-58-2025"].doubts == ("title_en", "ordinal", "slug")
    assert (later["amm-week-2025"].doubts, later["amm-week-2025"].event.slug) == (
        ("title_en", "title_ru"),
        "amm-week-2028",
    )


def test_two_chief_meetings_leave_the_week_without_a_number(last: Event, manila: Place) -> None:
    make.event("amm-57-2025", forum=last.forum, ordinal=57, level="ministerial", parent=last, date="2025-07-08")
    assert plan(last, manila)["amm-week-2025"].event.title_en == ""


def test_what_is_wanted(last: Event, manila: Place) -> None:
    """Neither what was called off, nor what belongs to no series."""
    assert [name for name, one in plan(last, manila).items() if one.wanted] == [
        "amm-week-2025",
        "amm-58-2025",
        "arf-32-2025",
    ]


def test_what_stands_at_the_desk_already(last: Event, manila: Place) -> None:
    """In these days, or with the next number and no day yet; nothing that is gone, earlier, or another format."""
    arf = Event.objects.get(slug="arf-32-2025").forum
    common = {"forum": arf, "level": "ministerial"}
    make.event("other-level", forum=arf, level="summit", date="2026-07-24")
    make.event("other-kind", kind="press_conference", date="2026-07-24", **common)
    make.event("withdrawn", date="2026-07-24", stage="withdrawn", **common)
    make.event("before", date="2026-07-20", **common)
    make.event("after", date="2026-07-25", **common)
    assert {name: one.standing for name, one in plan(last, manila).items() if one.standing} == {}
    in_the_week = make.event("arf-2026", date="2026-07-21", **common)
    undated = make.event("amm-59", forum=last.forum, level="ministerial", ordinal=59, date="")
    found = plan(last, manila)
    assert {name: one.standing for name, one in found.items() if one.standing} == {
        "arf-32-2025": in_the_week,
        "amm-58-2025": undated,
    }
    assert [name for name, one in found.items() if one.wanted] == ["amm-week-2025"]


def test_which_weeks_are_patterns(last: Event) -> None:
    forum = last.forum
    older = make.event("week-2024", kind="umbrella", forum=forum, date="2024-07-21/2024-07-27")
    make.event("amm-57", forum=forum, parent=older, date="2024-07-25")
    common = {"kind": "umbrella", "forum": forum}
    make.event("empty", date="2023-07-11", **common)
    without = [
        make.event("vague", date="2022-07", **common),
        make.event("gone-week", date="2021-07-11", stage="withdrawn", **common),
        make.event("visit", date="2020-07-11", kind="umbrella"),
    ]
    for week in without:
        make.event(f"in-{week.slug}", parent=week, date="2020-07-11")
    assert list(weeks()) == [last, older]
    assert (left_out(last), left_out(older)) == (1, 0)


def test_a_week_without_days_is_no_pattern(manila: Place) -> None:
    week = make.event("undated", kind="umbrella", date="")
    assert planned(week, first=date(2026, 7, 21), place=manila, zone="Asia/Manila") == []
