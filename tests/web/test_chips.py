"""Chips: every filter of every view with its count, of the days in view and beside the other filters."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import Week

from .test_pages import more

VIEWS = [
    "/en/month/2025-07/?", "/en/week/2025-W28/?", "/en/year/2025/?", "/en/events/?page=2025&", "/en/timeline/?page=2025&",
]  # fmt: skip


def chips(client: Client, path: str) -> list[str]:
    html = client.get(path).content.decode()
    found = re.search(r'<nav class="chips".*?</nav>', html, re.DOTALL)
    assert found
    return [" ".join(re.sub("<[^>]+>", "", one).split()) for one in re.findall("<a [^>]*>(.*?)</a>", found[0])]


@pytest.fixture
def crowd(week: Week) -> Week:
    """Talks in the same week, and a meeting of the forum a year later."""
    talks = factories.event("talks", kind="bilateral", date="2025-07-10")
    for party in (week.lavrov, week.hasan):
        factories.participation(talks, party)
    factories.publish(talks, week.hasan, factories.event("later", forum=week.arf, date="2026-07-10"))
    return week


@pytest.mark.parametrize("view", VIEWS)
def test_each_chip_counts_the_days_in_view(view: str, crowd: Week, thursday: None, client: Client) -> None:
    assert chips(client, view) == ["All 2", "ARF 1", "Bilaterals 1"]
    assert chips(client, f"{view}person=sergey-lavrov&person=mohamad-hasan&level=ministerial") == [
        "All 1", "ARF 1", "Mohamad Hasan 1 ×remove", "Sergey Lavrov 1 ×remove", "Ministerial 1 ×remove",
    ]  # fmt: skip
    assert chips(client, f"{view}kind=bilateral&person=sergey-lavrov&topic=cybersecurity") == [
        "All 1", "ARF 1", "Bilaterals 0", "Sergey Lavrov 0 ×remove", "Cybersecurity 0 ×remove",
    ]  # fmt: skip


def test_an_umbrella_with_a_forum_counts_where_nothing_else_does(week: Week, thursday: None, client: Client) -> None:
    week.umbrella.forum = week.arf
    week.umbrella.save()
    factories.publish(week.umbrella)
    assert chips(client, VIEWS[0]) == ["All 1", "ARF 1"]
    assert chips(client, VIEWS[0] + "kind=umbrella&from=2025-07-08") == [
        "All 1", "ARF 1", "Ministerial week or visit 1 ×remove", "from 2025-07-08 1 ×remove",
    ]  # fmt: skip
    assert chips(client, "/en/week/2025-W28/?to=2025-07-10") == ["All 1", "ARF 1", "to 2025-07-10 1 ×remove"]


def test_the_past_counts_what_it_held(crowd: Week, thursday: None, client: Client) -> None:
    crowd.meeting.participations.all().delete()
    factories.publish(crowd.meeting, now=factories.NOW.replace(day=9))
    view = VIEWS[0] + "person=sergey-lavrov"
    assert "Sergey Lavrov 2 ×remove" in chips(client, f"{view}&asof=2025-07-08")


def test_a_feed_and_the_changes_count_the_whole_record(crowd: Week, client: Client) -> None:
    for page in ("subscribe", "changes"):
        assert chips(client, f"/en/{page}/?forum=arf&level=ministerial") == [
            "ASEAN Regional Forum 1 ×remove", "Ministerial 1 ×remove",
        ]  # fmt: skip


@pytest.mark.parametrize("view", [*VIEWS, "/en/subscribe/?", "/en/changes/?"])
def test_more_events_ask_no_more_queries(view: str, week: Week, thursday: None, client: Client) -> None:
    path = view + "person=sergey-lavrov&topic=cybersecurity&country=MY&q=forum"
    with CaptureQueriesContext(connection) as short:
        client.get(path)
    for number in (1, 2):
        more(week, number)
    with CaptureQueriesContext(connection) as long:
        client.get(path)
    assert len(long) == len(short)
