"""Filters added by name: a page of links that keep the selection, the same list as JSON, and refusals in plain words."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import Week

JULY = {"view": "month", "page": "2025-07"}


def ask(client: Client, name: str, language: str = "en", **more: str) -> list[dict[str, Any]]:
    response = client.get(f"/{language}/filter/offers/", {**JULY, "name": name, **more})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    offers: list[dict[str, Any]] = response.json()["offers"]
    return offers


def links(html: str) -> list[tuple[str, str]]:
    """Where each line of the page leads, and how many meetings it says."""
    found = re.findall(r'<a class="rec ink" href="([^"]+)".*?<span class="st num">([^<]*)</span>', html, re.DOTALL)
    return [(unescape(href), count) for href, count in found]


def test_an_offer_says_what_it_is_and_where_it_leads(week: Week, client: Client) -> None:
    assert ask(client, "lavr") == [
        {
            "names": [{"text": "Sergey Lavrov", "lang": "en"}], "told": [{"text": "Person", "lang": ""}],
            "count": "1 meeting", "href": "/en/month/2025-07/?person=sergey-lavrov", "on": False,
        }
    ]  # fmt: skip
    place = ask(client, "kuala", "ar")[0]
    assert place["told"] == [{"text": "مكان", "lang": ""}, {"text": "ماليزيا", "lang": "ar"}]
    assert place["names"] == [{"text": "Kuala Lumpur", "lang": "en"}]


def test_the_name_that_matched_stands_beside_the_one_shown(week: Week, client: Client) -> None:
    assert ask(client, "лавр")[0]["names"] == [
        {"text": "Sergey Lavrov", "lang": "en"}, {"text": "Сергей Лавров", "lang": "ru"},
    ]  # fmt: skip
    html = client.get("/en/filter/", {**JULY, "name": "росси"}).content.decode()
    assert '<span class="quiet">– <bdi lang="ru" dir="ltr"><mark>Россия</mark></bdi></span>' in html


@pytest.mark.parametrize(
    ("view", "page", "href"),
    [
        ("month", "2025-07", "/en/month/2025-07/?forum=arf&person=sergey-lavrov"),
        ("week", "2025-W28", "/en/week/2025-W28/?forum=arf&person=sergey-lavrov"),
        ("year", "2025", "/en/year/2025/?forum=arf&person=sergey-lavrov"),
        ("agenda", "2025", "/en/events/?forum=arf&person=sergey-lavrov&page=2025"),
        ("agenda", "", "/en/events/?forum=arf&person=sergey-lavrov&page=2025"),
        ("timeline", "2020s", "/en/timeline/?forum=arf&person=sergey-lavrov&page=2020s"),
        ("timeline", "", "/en/timeline/?forum=arf&person=sergey-lavrov&page=2020s"),
    ],
)
def test_each_view_is_left_for_itself_with_the_filter(
    view: str, page: str, href: str, week: Week, thursday: None, client: Client
) -> None:
    asked = {"view": view, "page": page, "forum": "arf", "name": "lavr"}
    assert links(client.get("/en/filter/", asked).content.decode()) == [(href, "1 meeting")]
    assert [one["href"] for one in client.get("/en/filter/offers/", asked).json()["offers"]] == [href]


def test_days_of_the_selection_itself(week: Week, client: Client) -> None:
    asked = {"name": "lavr", "from": "2025-07-11", "to": "2025-07-11", "asof": "2025-07-02"}
    href = "/en/events/?person=sergey-lavrov&from=2025-07-11&to=2025-07-11&asof=2025-07-02"
    assert links(client.get("/en/filter/", asked).content.decode()) == [(href, "1 meeting")]


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("/en/month/2025-07/", {"view": "month", "page": "2025-07"}),
        ("/ru/week/2025-W28/", {"view": "week", "page": "2025-W28"}),
        ("/ar/year/2025/", {"view": "year", "page": "2025"}),
        ("/en/timeline/", {"view": "timeline", "page": "2020s"}),
        ("/en/events/", {"view": "agenda", "page": "2025"}),
        ("/en/events/?from=2025-07-01&to=2025-07-31", {"from": "2025-07-01", "to": "2025-07-31", "view": "agenda"}),
    ],
)
def test_the_box_stands_in_every_view_and_keeps_the_selection(
    path: str, at: dict[str, str], week: Week, thursday: None, client: Client
) -> None:
    address = f"{path}{'&' if '?' in path else '?'}forum=arf&asof=2025-07-02"
    form = re.search(r'<form class="add" action="([^"]+)"(.*?)</form>', client.get(address).content.decode(), re.DOTALL)
    assert form
    assert form[1] == f"/{path[1:3]}/filter/"
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[2]))
    assert hidden == {"forum": "arf", "asof": "2025-07-02", **at}
    assert client.get(form[1], {**hidden, "name": "lavr"}).status_code == 200


def test_what_is_chosen_already_can_be_taken_away(week: Week, client: Client) -> None:
    offer = ask(client, "lavr", person="sergey-lavrov", topic="cybersecurity")[0]
    assert (offer["on"], offer["href"]) == (True, "/en/month/2025-07/?topic=cybersecurity")
    html = client.get("/en/filter/", {**JULY, "name": "lavr", "person": "sergey-lavrov"}).content.decode()
    assert '<a class="rec ink" href="/en/month/2025-07/" aria-current="true">' in html


def test_of_many_the_first_are_listed_while_typing(week: Week, client: Client) -> None:
    made = factories.event("many", date="2025-07-11")
    for number in range(13):
        factories.participation(made, factories.person(f"zora-{number}"))
    factories.publish(made)
    answer = client.get("/en/filter/offers/", {**JULY, "name": "zora"}).json()
    assert (answer["said"], len(answer["offers"])) == ("13 matches; “Find” lists them all", 12)
    assert len(links(client.get("/en/filter/", {**JULY, "name": "zora"}).content.decode())) == 13
    assert client.get("/ru/filter/offers/", {**JULY, "name": "zora-1"}).json()["said"] == "1 совпадение"


def test_without_a_name_it_says_how_to_ask(week: Week, thursday: None, client: Client) -> None:
    html = client.get("/en/filter/?name=+").content.decode()
    assert "<h1>Add a filter</h1>" in html
    assert "The first letters are enough." in html
    assert '<a href="/en/events/?page=2025">Back to the calendar</a>' in html
    assert '<meta name="robots" content="noindex">' in html


def test_nothing_found_leads_to_the_search(week: Week, client: Client) -> None:
    html = client.get("/en/filter/", {**JULY, "name": "qqqqzz"}).content.decode()
    assert "Nothing that a meeting in the record names is called so" in html
    assert '<a href="/en/search/?q=qqqqzz">Search</a>' in html
    assert ask(client, "qqqqzz") == []


@pytest.mark.parametrize(
    ("query", "language", "said"),
    [
        ("name=l", "en", "give at least two letters"),
        ("name=%21%21", "ru", "укажите не меньше двух букв"),
        ("name=" + "x" * 10_000, "en", "give at most 200 printable characters"),
        ("name=a%00", "en", "give at most 200 printable characters"),
        ("name=%ff", "ar", "اكتب 200 حرف مطبوع على الأكثر"),
        ("name=" + "+".join(f"w{n}" for n in range(11)), "en", "give at most 10 words"),
        ("name=lav&name=serg", "en", "give it once"),
        ("name=lav&view=day", "en", "no such value"),
        ("name=lav&view=month", "en", "write a month, such as 2025-07"),
        ("name=lav&view=month&page=2025-13", "en", "a month is 01 to 12, a quarter 33 to 36"),
        ("name=lav&view=week&page=2025-W60", "en", "this year has no such ISO week"),
        ("name=lav&view=year&page=9999", "en", "the year lies between 1900 and 2199"),
        ("name=lav&view=timeline&page=205", "en", "write a day (2025-07-10), a month (2025-07) or a year (2025)"),
        ("name=lav&person=nobody", "en", "not in the record"),
        ("name=lav&fold=x", "en", "no such parameter"),
    ],
)
def test_what_can_not_be_read_is_explained(query: str, language: str, said: str, week: Week, client: Client) -> None:
    for path in ("filter/", "filter/offers/"):
        response = client.get(f"/{language}/{path}?{query}")
        assert response.status_code == 400
        told = response.json()["said"] if path == "filter/offers/" else response.content.decode()
        assert said in told


def test_nothing_typed_offers_nothing(week: Week, client: Client) -> None:
    assert client.get("/en/filter/offers/").json() == {"said": "give at least two letters"}


def test_before_the_record_began(week: Week, client: Client) -> None:
    for path in ("filter/", "filter/offers/"):
        response = client.get(f"/en/{path}", {**JULY, "name": "lavr", "asof": "2025-07-01"})
        assert response.status_code == 404
        assert "This record begins on 2 July 2025" in response.content.decode()


@pytest.mark.parametrize("path", ["filter/", "filter/offers/"])
@pytest.mark.parametrize("more", [{}, {"country": "MY", "level": "ministerial", "asof": "2025-07-02"}])
def test_more_names_ask_no_more_queries(path: str, more: dict[str, str], week: Week, client: Client) -> None:
    asked = {**JULY, "name": "la", **more}
    with CaptureQueriesContext(connection) as short:
        client.get(f"/en/{path}", asked)
    made = factories.event("many", date="2025-07-11")
    for name in ("larissa", "lana"):
        factories.participation(made, factories.person(name))
    factories.publish(made)
    with CaptureQueriesContext(connection) as long:
        client.get(f"/en/{path}", asked)
    assert len(ask(client, "la")) == 3
    assert len(long) == len(short)
