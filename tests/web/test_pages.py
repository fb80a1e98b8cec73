"""Each page family answers in each language, without cookies, under a strict policy, from the public side alone."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from tests import factories
from tests.factories import Week

LANGUAGES = {"en": "ltr", "ru": "ltr", "ar": "rtl"}

PAGES: dict[str, Callable[[Week], str]] = {
    "home": lambda _week: reverse("web:home"),
    "month": lambda _week: reverse("web:month", args=["2025-07"]),
    "week": lambda _week: reverse("web:week", args=["2025-W28"]),
    "year": lambda _week: reverse("web:year", args=["2025"]),
    "timeline": lambda _week: reverse("web:timeline"),
    "timeline of a year": lambda _week: reverse("web:timeline") + "?page=2025",
    "agenda": lambda _week: reverse("web:agenda"),
    "event": lambda _week: reverse("web:event", args=["arf-32-2025"]),
    "umbrella": lambda _week: reverse("web:event", args=["amm-week-2025"]),
    "forum": lambda _week: reverse("web:forum", args=["arf"]),
    "state": lambda _week: reverse("web:state", args=["MY"]),
    "person": lambda _week: reverse("web:person", args=["sergey-lavrov"]),
    "post": lambda _week: reverse("web:post", args=["fm-ru"]),
    "place": lambda _week: reverse("web:place", args=["kuala-lumpur"]),
    "topic": lambda _week: reverse("web:topic", args=["cybersecurity"]),
    "outcome": lambda _week: reverse("web:outcome", args=["arf-work-programme"]),
    "outcomes": lambda _week: reverse("web:outcomes"),
    "source": lambda week: reverse("web:source", args=[week.tass.pk]),
    "changes": lambda _week: reverse("web:changes"),
    "search": lambda _week: reverse("web:search") + "?q=arf",
    "filter": lambda _week: reverse("web:filter") + "?view=month&page=2025-07&name=lav",
    "report": lambda _week: reverse("web:report"),
    "report thanks": lambda _week: reverse("web:report-thanks"),
    "subscribe": lambda _week: reverse("web:subscribe"),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_every_language(page: str, week: Week, thursday: None, client: Client) -> None:
    for language, direction in LANGUAGES.items():
        with override(language):
            path = PAGES[page](week)
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 200
        assert html.startswith(f'<!doctype html>\n<html lang="{language}" dir="{direction}">')
        assert not response.cookies
        assert response["Cache-Control"] == "public, no-cache"
        assert "unsafe" not in response["Content-Security-Policy"]
        assert [bad for bad in (" style=", "<style", " onclick=", "<script>") if bad in html] == []
        assert re.findall(r'<link rel="alternate" hreflang="([a-z-]+)"', html) == ["en", "x-default", "ru", "ar"]
        assert '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">' in html
        assert f'<a href="https://creativecommons.org/licenses/by/4.0/deed.{language}" rel="license">' in html


def test_pages_are_only_read(week: Week, client: Client) -> None:
    for path in [page(week) for page in PAGES.values()]:
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_a_longer_list_asks_no_more_queries(page: str, week: Week, thursday: None, client: Client) -> None:
    path = PAGES[page](week)
    with CaptureQueriesContext(connection) as short:
        client.get(path)
    for number in (1, 2):
        more(week, number)
    with CaptureQueriesContext(connection) as long:
        client.get(path)
    assert len(long) == len(short)
    assert len(long) <= 8


def more(week: Week, number: int) -> None:
    """Another meeting like the ARF, with all that hangs on it."""
    made = factories.event(
        f"arf-{32 + number}-2025", level="ministerial", forum=week.arf, ordinal=32 + number, parent=week.umbrella,
        place=week.place, country=week.malaysia, zone="Asia/Kuala_Lumpur",
    )  # fmt: skip
    made.topics.add(week.topic)
    guest = factories.person(f"guest-{number}")
    for party in (week.lavrov, guest, week.malaysia):
        factories.participation(made, party)
    factories.cite(made, "date", week.tass)
    factories.outcome(f"statement-{number}", (made, "adopted"))
    week.programme.steps.create(event=made, progress="adopted")
    factories.publish(made, week.programme)
