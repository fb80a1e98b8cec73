"""The meetings of a forum as a series."""

from datetime import date

import pytest

from calendar_app.models.desk import Organization
from calendar_app.review.series import goes_on, last, meetings
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def eas() -> Organization:
    """Summits and ministerials, each counted on its own; one special meeting without a number."""
    forum = make.forum("eas")
    make.event("eas-fmm-14", forum=forum, level="ministerial", ordinal=14, date="2024-07-27")
    make.event("eas-fmm-15", forum=forum, level="ministerial", ordinal=15, date="2025-07-11")
    make.event("eas-20", forum=forum, level="summit", ordinal=20, date="2025-10-27")
    make.event("eas-special", forum=forum, level="ministerial", date="2026-03-13")
    make.event("eas-undated", forum=forum, level="ministerial", date="")
    make.event("eas-gone", forum=forum, level="summit", ordinal=99, date="2026-10-27", stage="withdrawn")
    make.event("eas-week", forum=forum, kind="umbrella", date="2026-07-08/2026-07-11")
    return forum


def test_the_newest_first_and_none_that_is_gone(eas: Organization) -> None:
    found = [event.slug for event in meetings(eas)]
    assert found == ["eas-special", "eas-20", "eas-fmm-15", "eas-fmm-14", "eas-undated"]


@pytest.mark.parametrize(
    ("level", "slug"), [("", "eas-20"), ("ministerial", "eas-fmm-15"), ("summit", "eas-20"), ("working", "eas-20")]
)
def test_the_last_is_the_newest_with_a_number(eas: Organization, level: str, slug: str) -> None:
    found = last(eas, level=level)
    assert found
    assert found.slug == slug


def test_the_last_without_numbers_and_without_meetings() -> None:
    forum = make.forum("arf")
    assert last(forum) is None
    make.event("older", forum=forum, date="2024-07-01")
    newer = make.event("newer", forum=forum, date="2025-07-01")
    assert last(forum) == newer


@pytest.mark.parametrize(
    ("slug", "first", "ordinal", "year"),
    [
        ("eas-fmm-15", date(2026, 7, 10), (15, 16), (2025, 2026)),
        ("eas-fmm-15", None, (15, 16), None),
        ("eas-fmm-15", date(2027, 7, 10), None, (2025, 2027)),  # the one of 2026 may be missing here
        ("eas-fmm-15", date(2025, 7, 11), None, None),
        ("eas-fmm-14", date(2025, 7, 10), None, (2024, 2025)),
        ("eas-special", date(2026, 7, 10), None, (2026, 2026)),
    ],
)
def test_number_and_year_go_on(
    eas: Organization, slug: str, first: date | None, ordinal: tuple[int, int] | None, year: tuple[int, int] | None
) -> None:
    found = goes_on(meetings(eas).get(slug=slug), first=first)
    assert (found.ordinal, found.year) == (ordinal, year)


def test_a_week_is_counted_by_its_chief_meeting(eas: Organization) -> None:
    week = make.event("week", forum=eas, kind="umbrella", level="ministerial", date="2025-07-08/2025-07-11")
    assert goes_on(week, first=date(2026, 7, 7), number=15).ordinal == (15, 16)
    make.event("later", forum=eas, kind="umbrella", level="ministerial", date="2026-01-08/2026-01-11")
    assert goes_on(week, first=date(2026, 7, 7), number=15).ordinal is None


def test_undated_and_outside_any_series(eas: Organization) -> None:
    undated = make.event("eas-fmm-16", forum=eas, level="ministerial", ordinal=16, date="")
    assert goes_on(undated, first=date(2026, 7, 7)).ordinal is None
    assert goes_on(undated, first=None).ordinal == (16, 17)
    assert goes_on(make.event("alone", ordinal=3), first=None).ordinal is None


def test_numbers_of_the_forums_names_stay() -> None:
    forum = make.forum("apt", name_en="ASEAN Plus Three", abbreviation_ar="آسيان +3")
    make.event("apt-26", forum=forum, ordinal=26, title_ar="الاجتماع الـ26 لوزراء خارجية آسيان +3")
    event = meetings(forum).get()
    assert goes_on(event, first=None).title(event.title_ar) == "الاجتماع الـ27 لوزراء خارجية آسيان +3"
