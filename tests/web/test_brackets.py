"""Timetables: days named once, and as briefly as their heading allows."""

from typing import Any

import pytest
from django.test import Client

from calendar_app.web.brackets import within_month
from tests import factories
from tests.factories import Week


def when(date: str) -> dict[str, Any]:
    return {"date": date, "start_time": None, "end_time": None, "zone": ""}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-07-11", "Fri 11"),
        ("2025-07-08/2025-07-11", "8\u2060–\u206011"),
        ("2025-07-31/2025-08-01", "31 July\u00a0– 1 August"),
        ("2025-07", "July 2025"),
        ("2025-07-11?", "11 July?"),
        ("", "to be confirmed"),
    ],
)
def test_a_day_under_the_heading_of_its_month(date: str, words: str) -> None:
    assert within_month(when(date), "en") == words


def test_each_day_is_named_once(week: Week, thursday: None, client: Client) -> None:
    for number in (1, 2):
        factories.publish(factories.event(f"meeting-{number}", date="2025-07-11", parent=week.umbrella))
    brace = client.get("/en/events/").content.decode()
    assert brace.count('<span class="d">Fri 11</span>') == 1
    assert brace.count('<span class="d"></span>') == 2


def test_a_visit_within_a_week_hangs_under_the_week(week: Week, thursday: None, client: Client) -> None:
    visit = factories.event(
        "visit", kind="umbrella", title_en="A visit", date="2025-07-10/2025-07-11", parent=week.umbrella
    )
    factories.publish(visit, factories.event("talks", title_en="Talks of the visit", date="2025-07-10", parent=visit))
    html = client.get("/en/events/").content.decode()
    assert html.count('<div class="brace"') == 1
    assert html.index("58th AMM week") < html.index("Talks of the visit")
    assert "A visit" in html
