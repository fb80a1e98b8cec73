"""The desk's events as files, by the page and by the list, for whoever may see them."""

import csv
import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from calendar_app.exchange.events import KINDS
from calendar_app.models.desk import Event
from tests import factories as make
from tests.admin.forms import address
from tests.factories import Week

PAGE = "/admin/export/"


def slugs(answer: Any) -> list[str]:
    return [row["slug"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_file_to_be_saved(desk: Client, week: Week, kind: str) -> None:
    make.event("draft", title_en="=cmd|' /C calc'!A0")
    answer = desk.get(PAGE, {"kind": kind})
    assert (answer["Content-Type"], answer["Content-Disposition"][:31]) == (
        KINDS[kind],
        'attachment; filename="desk-even',
    )
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


def test_drafts_are_among_them_and_formulas_are_not(desk: Client, week: Week) -> None:
    make.event("draft", title_en="=cmd|' /C calc'!A0", date="2025-07-12")
    body = desk.get(PAGE, {"kind": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert [(row["slug"], row["title_en"]) for row in rows] == [
        ("amm-week-2025", "58th AMM week"), ("arf-32-2025", "32nd ASEAN Regional Forum"), ("draft", "'=cmd|' /C calc'!A0"),
    ]  # fmt: skip
    found = json.loads(desk.get(PAGE, {"kind": "json"}).content)[1]
    assert (found["forum"], found["topics"], found["parent"], found["online"]) == (
        "arf",
        ["cybersecurity"],
        "amm-week-2025",
        False,
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["amm-week-2025", "arf-32-2025", "later", "unknown"]),
        ({"since": "2025-07-10"}, ["amm-week-2025", "arf-32-2025", "later"]),
        ({"since": "August 2025"}, ["later"]),
        ({"until": "2025-07-10"}, ["amm-week-2025"]),
        ({"since": "2025-07-11", "until": "2025"}, ["amm-week-2025", "arf-32-2025", "later"]),
        ({"stage": "published"}, ["amm-week-2025", "arf-32-2025"]),
    ],
)
def test_which(desk: Client, week: Week, asked: dict[str, str], expected: list[str]) -> None:
    make.event("later", date="2025-08")
    make.event("unknown", date="", certainty="tentative")
    assert slugs(desk.get(PAGE, {"kind": "csv", **asked})) == expected


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_page_asks(desk: Client, language: str) -> None:
    page = desk.get(PAGE, HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert ("Export events" in page, 'name="since"' in page) == (language == "en", True)
    wrong = desk.get(PAGE, {"kind": "csv", "since": "soon"}).content.decode()
    assert "“soon”" in wrong
    assert desk.get(PAGE, {"kind": "pdf"}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_events_chosen_in_the_list(desk: Client, week: Week, kind: str) -> None:
    chosen = {"action": f"export_{kind}", "_selected_action": [str(week.meeting.pk)]}
    answer = desk.post(address(Event, "changelist"), chosen)
    assert (answer.status_code, answer["Content-Type"]) == (200, KINDS[kind])
    if kind == "csv":
        assert slugs(answer) == ["arf-32-2025"]


def test_whoever_may_not_see_events_may_not_carry_them_off(client: Client, week: Week) -> None:
    user = User.objects.create(username="nobody", is_staff=True)
    client.force_login(user)
    assert client.get(PAGE, {"kind": "csv"}).status_code == 403
    user.groups.set(Group.objects.filter(name="contributor"))
    assert client.get(PAGE, {"kind": "csv"}).status_code == 200
