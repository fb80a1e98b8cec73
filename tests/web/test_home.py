"""The first page, and the door that finds the reader's language."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests import factories
from tests.factories import Week


@pytest.mark.parametrize(
    ("accept", "cookie", "path"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "", "/ru/"),
        ("ar-SA", "", "/ar/"),
        ("fr,de;q=0.5", "", "/en/"),
        ("", "", "/en/"),
        ("ru", "ar", "/ar/"),
        ("ru", "xx", "/ru/"),
        ("x" * 5000, "", "/en/"),
    ],
)
def test_the_root_leads_to_the_readers_language(accept: str, cookie: str, path: str, db: None, client: Client) -> None:
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/", headers={"accept-language": accept})
    assert (response.status_code, response["Location"]) == (302, path)
    assert "Accept-Language" in response["Vary"]
    assert "Cookie" in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("path", ["//evil.example/", "/?next=https://evil.example/", "/en//evil.example/"])
def test_no_address_leads_to_another_site(path: str, db: None, client: Client) -> None:
    response = client.get(path)
    assert "evil" not in response.get("Location", "")
    assert 'href="//evil' not in response.content.decode()


def test_a_page_does_not_vary_by_language(week: Week, client: Client) -> None:
    response = client.get("/en/", headers={"accept-language": "ru"})
    assert '<html lang="en"' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


def test_crawlers_are_told_what_to_leave_alone(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/",
        "Disallow: /*?",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]


def headings(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", text) for text in re.findall(r"<h2[^>]*>(.*?)</h2>", html)]


def test_under_way_next_and_lately(week: Week, thursday: None, client: Client) -> None:
    factories.publish(
        factories.event("ahead", title_en="Summit ahead", date="2025-10"),
        factories.event("later", title_en="Later meeting", date="2026-01-10"),
        factories.event("before", title_en="Meeting before", date="2024-05-01"),
    )
    html = client.get("/en/").content.decode()
    assert "<h1>Thursday, 10 July 2025</h1>" in html
    assert headings(html)[:3] == ["Under way", "Next", "Lately"]
    assert html.index("58th AMM week") < html.index("Summit ahead") < html.index("Meeting before")
    assert re.findall(r"(\d) meetings entered in the record", html) == ["3", "2"]


def test_tomorrow_alone_is_not_under_way(week: Week, client: Client) -> None:
    with time_machine.travel(datetime(2025, 7, 7, 9, tzinfo=UTC), tick=False):
        assert headings(client.get("/en/").content.decode())[0] == "Tomorrow"


def test_a_quiet_day_says_so(week: Week, client: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        html = client.get("/en/").content.decode()
    assert "Nothing is under way, and nothing announced lies ahead in the record." in html
    assert "The year 2025" in html


def test_an_empty_record_is_an_honest_page(db: None, thursday: None, client: Client) -> None:
    html = client.get("/en/").content.decode()
    assert "Nothing is published yet." in html
    assert "The year 2025" in html


def test_the_year_has_a_tick_for_each_meeting_known_to_the_month(week: Week, thursday: None, client: Client) -> None:
    factories.publish(
        factories.event("month", date="2025-10", certainty="tentative"),
        factories.event("year", date="2025", certainty="tentative"),
        factories.event("over", date="2024-12-31/2025-01-02"),
    )
    html = client.get("/en/").content.decode()
    strip = re.findall(
        r'<li( class="this")?><span class="n">(.*?)</span><div class="k" aria-hidden="true">(.*?)</div>', html
    )
    counts = [(number, bool(this)) for this, number, ticks in strip]
    assert counts[6] == ("1", True)
    assert counts[9] == ("1", False)
    assert [number for number, _ in counts].count("&nbsp;") == 10
    assert strip[9][2] == '<i class="lv-other ct-tentative"></i>'


def test_changes_of_the_record_stand_beside(week: Week, thursday: None, client: Client) -> None:
    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    factories.publish(week.meeting, now=datetime(2025, 7, 9, tzinfo=UTC))
    html = client.get("/en/").content.decode()
    side = html[html.index("Changed lately") :]
    assert "<ins>Convention Centre</ins>" in side
