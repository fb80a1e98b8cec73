"""Rows of one file beside each other: what stands there twice, and families in any order."""

import pytest

from calendar_app.exchange.imports.families import refuse
from calendar_app.models.desk import Event
from calendar_app.models.imports import Upload
from tests import factories as make
from tests.exchange.ics.calendars import calendar, event
from tests.exchange.imports.carried import applied, brought, table

pytestmark = pytest.mark.django_db
HEAD = "slug,title_en,date,parent"


def said(upload: Upload) -> list[list[str]]:
    return [[why for _, why in row.problems] for row in upload.rows.all()]


def test_what_stands_there_twice_is_refused_in_each_place() -> None:
    twice = brought(table("a,A,2026,", "b,B,2026,", "a,C,2026,", head=HEAD))
    assert said(twice) == [
        ["The same event stands in 2, 4: keep one of them."],
        [],
        ["The same event stands in 2, 4: keep one of them."],
    ]
    same = brought(table("Talks,2026,", "Talks,2026,"))
    assert said(same) == [["The same event stands in 2, 3: keep one of them."]] * 2
    uids = brought(calendar(event("1"), event("1"), event("2")))
    assert [bool(each) for each in said(uids)] == [True, True, False]


def test_a_reason_is_said_once() -> None:
    upload = brought(table("a,A,soon,", head=HEAD))
    row = upload.rows.get()
    before = row.problems
    refuse(row, *before[0])
    assert row.problems == before


def test_a_cell_that_is_far_too_long_is_said_once_beside_what_else_is_wrong() -> None:
    upload = brought(table(f"a,{'x' * 100_001},soon,", head=HEAD))
    assert sorted(column for column, _ in upload.rows.get().problems) == ["date", "title_en"]


def test_children_may_stand_before_their_parents() -> None:
    upload = brought(
        table("c,Child,2026-07-11,b", "b,Meeting,2026-07-11,a", "a,Week,2026-07-10/2026-07-12,", head=HEAD)
    )
    assert [(row.slug, row.depth, row.verdict) for row in upload.rows.all()] == [
        ("c", 2, "created"), ("b", 1, "created"), ("a", 0, "created"),
    ]  # fmt: skip
    assert applied(upload).state == "done"
    assert Event.objects.get(slug="c").parent == Event.objects.get(slug="b")
    assert Event.objects.get(slug="b").parent == Event.objects.get(slug="a")


def test_calendars_name_them_by_uid() -> None:
    upload = brought(
        calendar(event("2", "RELATED-TO:1", title="Meeting"), event("1", title="Week"), event("3", "RELATED-TO:9"))
    )
    assert [(row.depth, row.verdict, row.notes) for row in upload.rows.all()] == [
        (1, "created", []), (0, "created", []), (0, "created", ["what it is part of is neither on the desk nor in this file"]),
    ]  # fmt: skip
    applied(upload)
    assert Event.objects.get(title_en="Meeting").parent == Event.objects.get(title_en="Week")


def test_a_parent_on_the_desk_is_taken_from_there() -> None:
    week = make.week()
    applied(brought(table("a,Talks,2025-07-10,amm-week-2025", head=HEAD)))
    assert Event.objects.get(slug="a").parent == week.umbrella


def test_a_family_without_a_head_is_refused() -> None:
    upload = brought(table("a,A,2026,nobody", "b,B,2026,a", "c,C,2026,d", "d,D,soon,", head=HEAD))
    assert said(upload) == [
        ["“nobody” is neither on the desk nor in this file: enter it first, or leave the cell empty."],
        ["The event that it is part of, “A”, is refused: mend that one too."],
        ["The event that it is part of, “D”, is refused: mend that one too."],
        ["“soon”: write a date such as 10–11 July 2025, July 10, 2025, 10.07.2025, July 2025, Q3 2026, 8 or 24 October 2025, TBC, or EDTF such as 2025-07-10/2025-07-11."],
    ]  # fmt: skip


def test_circles_and_towers_are_refused() -> None:
    circle = brought(table("a,A,2026,b", "b,B,2026,a", head=HEAD))
    assert all(row.verdict == "refused" for row in circle.rows.all())
    tower = brought(table("x0,X,2025,", *(f"x{n},X{n},2026,x{n - 1}" for n in range(1, 11)), head=HEAD))
    assert [row.verdict for row in tower.rows.all()] == ["created"] * 9 + ["refused"] * 2
    assert said(tower)[9] == ["It stands under more than 8 others, or under itself."]
