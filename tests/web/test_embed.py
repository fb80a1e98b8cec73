"""The calendar for other sites' pages: what it shows, who may frame it, and what it refuses."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import Week

from .test_pages import more

EMBED = "/en/embed/"


def test_what_is_ahead_as_a_list(week: Week, thursday: None, client: Client) -> None:
    factories.publish(factories.event("over", title_en="Over", date="2025-07-09"))
    html = client.get(EMBED).content.decode()
    assert "<h1>Ahead</h1>" in html
    assert "32nd ASEAN Regional Forum" in html
    assert "Over" not in html
    assert (
        "No meeting in the record yet."
        in client.get(EMBED, {"person": "sergey-lavrov", "from": "2026"}).content.decode()
    )


def test_a_period_as_a_list(week: Week, client: Client) -> None:
    for query, heading in (
        ({"page": "2025"}, "2025"),
        ({"from": "2025-07-11", "to": "2025-07-11"}, "Friday, 11 July 2025"),
    ):
        html = client.get(EMBED, query).content.decode().replace("\u00a0", " ")
        assert f"<h1>{heading}</h1>" in html
        assert "32nd ASEAN Regional Forum" in html


def test_a_month_turns_inside_the_frame(week: Week, thursday: None, client: Client) -> None:
    html = client.get("/ar/embed/", {"view": "month", "forum": "arf", "paper": "ffffff"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert '<base target="_blank">' in html
    turns = re.findall(r'<a href="([^"]*)" target="_self">', html)
    assert [unescape(turn) for turn in turns] == [
        f"?forum=arf&view=month&paper=ffffff&page=2025-0{number}" for number in (6, 8)
    ]
    for turn in turns:
        assert client.get("/ar/embed/" + unescape(turn)).status_code == 200
    assert "fold=" not in client.get(EMBED, {"view": "month"}).content.decode()
    ends = {
        page: client.get(EMBED, {"view": "month", "page": page}).content.decode() for page in ("1900-01", "2199-12")
    }
    assert [html.count('target="_self"') for html in ends.values()] == [1, 1]


def test_it_alone_may_be_framed(week: Week, thursday: None, client: Client) -> None:
    response = client.get(EMBED)
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert not re.findall(r"<script|<form|<style| style=", response.content.decode())
    other = client.get("/en/events/")
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("query", "full"),
    [
        ("", "/en/events/"),
        ("forum=arf&page=2025", "/en/events/?forum=arf&page=2025"),
        ("forum=arf&view=month&ink=000000", "/en/month/2025-07/?forum=arf"),
    ],
)
def test_the_full_page_is_the_canonical_one(query: str, full: str, week: Week, thursday: None, client: Client) -> None:
    html = client.get(f"{EMBED}?{query}").content.decode()
    assert '<meta name="robots" content="noindex">' in html
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', html)
    assert unescape(canonical) == f"http://127.0.0.1:8000{full}"
    assert client.get(full).status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("view=year", "no such value"),
        ("view=month&page=2025", "write a month, such as 2025-07"),
        ("page=2025-13", "a month is 01 to 12"),
        ("ink=red", "write a colour as six hexadecimal digits"),
        ("paper=ffffff&paper=000000", "give it once"),
        ("paper=ffffff&ink=cccccc", "too close to the colour behind it"),
        ("paper=808080", "too close to the colour behind it"),
        ("fold=amm-week-2025", "no such parameter"),
        ("forum=nothing", "not in the record"),
    ],
)
def test_what_is_asked_wrongly_is_said(query: str, said: str, week: Week, client: Client) -> None:
    response = client.get(f"{EMBED}?{query}")
    assert response.status_code == 400
    assert said in response.content.decode()


def test_colours_come_as_a_style_sheet_of_ours(week: Week, client: Client) -> None:
    html = client.get(EMBED, {"paper": "101010"}).content.decode()
    (sheet,) = re.findall(r'href="(/embed.css[^"]*)"', html)
    response = client.get(unescape(sheet))
    assert response["Content-Type"] == "text/css; charset=utf-8"
    css = response.content.decode()
    assert css.startswith(
        ":root { color-scheme: dark; --sheet: #101010; --paper: #101010; --ink: #e8ecea; --link: #86cbd6; "
    )
    assert "color-scheme: dark" in client.get("/embed.css?ink=ffffff&link=ffff00").content.decode()
    assert "/embed.css" not in client.get(EMBED).content.decode()
    assert client.get("/embed.css").content == b""
    assert client.get("/embed.css?ink=}body{").status_code == 400


def test_the_subscribe_page_gives_the_line(week: Week, client: Client) -> None:
    html = client.get("/en/subscribe/", {"forum": "arf", "state": "MY"}).content.decode()
    (said,) = re.findall(r'id="embed"[^>]*>([^<]*)</p>', html)
    (address,) = re.findall(r'^<iframe src="http://127.0.0.1:8000([^"]*)" title="[^"]+" width=', unescape(said))
    assert unescape(address) == "/en/embed/?forum=arf&state=MY"
    assert client.get(unescape(address)).status_code == 200


@pytest.mark.parametrize("view", ["agenda", "month"])
def test_a_longer_list_asks_no_more_queries(view: str, week: Week, thursday: None, client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(EMBED, {"view": view})
        return len(queries)

    short = asked()
    for number in (1, 2):
        more(week, number)
    assert asked() == short
