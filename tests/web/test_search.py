"""The search page: what is found, by kind, with the words that were meant marked; and plain words where nothing is."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from calendar_app.models.desk import OtherName
from tests import factories
from tests.factories import Week


def ask(client: Client, text: str, language: str = "en", **more: str) -> str:
    response = client.get(f"/{language}/search/", {"q": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def headings(html: str) -> list[str]:
    main = html.partition("<main")[2].partition("<aside")[0]
    return [" ".join(re.sub("<[^>]+>", "", one).split()) for one in re.findall(r"<h2>(.*?)</h2>", main)]


def hits(html: str) -> list[str]:
    return re.findall(r'<li><a class="rec ink" href="([^"]+)">', html)


def marked(html: str) -> set[str]:
    return {unescape(word) for word in re.findall("<mark>([^<]*)</mark>", html)}


def test_each_kind_has_its_group(week: Week, thursday: None, client: Client) -> None:
    html = ask(client, "malaysia")
    assert headings(html) == ["Meetings 2", "States and organizations 1", "Places 1"]
    assert hits(html) == ["/en/states/MY/", "/en/places/kuala-lumpur/"]
    assert marked(html) == {"Malaysia"}
    assert 'href="/en/events/?q=malaysia"' in html
    assert hits(ask(client, "foreign minister")) == ["/en/posts/fm-ru/"]
    assert hits(ask(client, "cyber")) == ["/en/topics/cybersecurity/"]
    assert hits(ask(client, "programme")) == ["/en/outcomes/arf-work-programme/"]
    assert hits(ask(client, "report")) == [f"/en/sources/{week.tass.pk}/"]


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [("lavrov", "en", "Lavrov"), ("Лаврову", "ru", "Лавров"), ("لافروف", "ar", "لافروف"), ("Lavrof", "en", "Lavrov")],
)
def test_a_person_is_found_in_each_script_and_marked(
    text: str, language: str, word: str, week: Week, client: Client
) -> None:
    html = ask(client, text, language)
    assert hits(html) == [f"/{language}/people/sergey-lavrov/"]
    assert word in marked(html)
    assert f"/{language}/events/arf-32-2025/" in html


def test_another_name_that_matched_is_shown(week: Week, client: Client) -> None:
    OtherName.objects.create(person=week.lavrov, language="en", name="Kalantarov")
    factories.publish(week.lavrov)
    html = ask(client, "kalantarov", "ru")
    assert hits(html) == ["/ru/people/sergey-lavrov/"]
    assert "<mark>Kalantarov</mark>" in html


def test_a_meeting_says_by_whom_it_was_found_where_its_title_does_not(week: Week, client: Client) -> None:
    html = ask(client, "forum lavrov")
    assert "32nd ASEAN Regional <mark>Forum</mark></a>" in html
    assert "Sergey <mark>Lavrov</mark>" in html


def test_without_a_word_it_says_how_to_ask(week: Week, client: Client) -> None:
    html = ask(client, "")
    assert "<h1>Search</h1>" in html
    assert headings(html) == []


def test_nothing_found_says_which_word_nobody_says(week: Week, client: Client) -> None:
    html = ask(client, "lavrov qqqqzz")
    assert headings(html) == ["Nothing in the record says all of this"]
    assert "<mark><bdi>qqqqzz</bdi></mark>" in html
    assert "These words" not in ask(client, "58th programme")


def test_a_kind_can_be_asked_for_alone(week: Week, client: Client) -> None:
    for number in range(8):
        factories.publish(factories.person(f"rahman-{number}", f"Rahman {number}"))
    html = ask(client, "rahman")
    assert len(hits(html)) == 6
    assert 'href="?q=rahman&amp;in=person"' in html
    whole = ask(client, "rahman", **{"in": "person"})
    assert len(hits(whole)) == 8
    assert headings(whole) == ["People 8"]
    refused = client.get("/en/search/", {"q": "rahman", "in": "party"})
    assert refused.status_code == 400
    assert "no such value" in refused.content.decode()


def test_what_lies_ahead_stands_before_what_was(week: Week, thursday: None, client: Client) -> None:
    days = {
        "granite-old": "2020-01-01",
        "granite-next": "2025-08-01",
        "granite-older": "2019-01-01",
        "granite-open": "",
    }
    for slug, day in days.items():
        certainty = "confirmed" if day else "tentative"
        factories.publish(factories.event(slug, date=day, title_en=f"Granite {slug}", certainty=certainty))
    html = ask(client, "granite")
    order = ["granite-next", "granite-open", "granite-old", "granite-older"]
    assert re.findall(r'class="t" href="/en/events/([\w-]+)/"', html) == order


def test_a_source_names_its_publisher(week: Week, client: Client) -> None:
    agency = factories.organization("agency", name_en="Interpress")
    week.tass.publisher, week.tass.publisher_name, week.tass.title = agency, "Interpress", "Announcement"
    week.tass.save()
    factories.publish(agency, week.tass, now=factories.NOW + timedelta(days=1))
    assert "· Interpress</span>" in ask(client, "announcement")
    assert "TASS</bdi></span>" in ask(client, "report", asof="2025-07-02")


def test_the_past_is_searched_as_it_stood(week: Week, client: Client) -> None:
    week.lavrov.name_en = "Somebody Else"
    week.lavrov.name_ru = week.lavrov.name_ar = ""
    week.lavrov.save()
    factories.publish(week.lavrov, now=factories.NOW + timedelta(days=1))
    assert hits(ask(client, "lavrov")) == []
    assert hits(ask(client, "lavrov", asof="2025-07-02")) == ["/en/people/sergey-lavrov/?asof=2025-07-02"]


@pytest.mark.parametrize(
    ("query", "language", "said"),
    [
        ("q=%21", "en", "give at least one letter or digit"),
        ("q=the", "ar", "اكتب كلمة لا ترد في كل عنوان"),
        ("q=" + "x" * 10_000, "en", "give at most 200 printable characters"),
        ("q=a%00", "en", "give at most 200 printable characters"),
        ("q=%ff", "en", "give at most 200 printable characters"),
        ("q=%ED%A0%80", "ru", "укажите не больше 200 печатных знаков"),
        ("q=forum&forum=arf", "en", "this page does not take it"),
    ],
)
def test_what_can_not_be_looked_for_is_explained(
    query: str, language: str, said: str, week: Week, client: Client
) -> None:
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 400
    assert said in response.content.decode()


def test_the_box_stands_on_every_page_and_keeps_the_words_and_the_day(week: Week, client: Client) -> None:
    html = client.get("/en/events/?q=forum&asof=2025-07-02").content.decode()
    assert '<form class="find" role="search" action="/en/search/">' in html
    assert '<input type="hidden" name="asof" value="2025-07-02">' in html
    assert 'value="forum"><button' in html
