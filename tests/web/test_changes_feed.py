"""The feed of changes alone, and the selection that it shares with its page."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date

from calendar_app.models.public import Publication
from calendar_app.review import merge, withdraw
from calendar_app.web.telling import line
from calendar_app.wording.differences import Change
from calendar_app.wording.names import Text
from tests import factories
from tests.factories import Week

ATOM = "{http://www.w3.org/2005/Atom}"
AT = datetime(2025, 7, 15, 8, 0, tzinfo=UTC)
FEED = "/{}/changes.atom"
VENUE = "Venue: now Convention Centre, was not given"


def entries(client: Client, query: str = "", language: str = "en") -> list[Any]:
    return ET.fromstring(client.get(FEED.format(language) + query).content).findall(f"{ATOM}entry")


def told(client: Client, query: str = "") -> list[tuple[str, str, str]]:
    """Title, category and text of each entry."""
    return [
        (
            str(one.findtext(f"{ATOM}title")),
            one.find(f"{ATOM}category").get("term"),
            " | ".join(one.find(f"{ATOM}content").itertext()),
        )
        for one in entries(client, query)
    ]


def moved(week: Week, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(week.meeting, name, value)
    week.meeting.save()
    factories.publish(week.meeting, now=AT, reason="The host said so")


def test_each_change_is_an_entry_newest_first(week: Week, client: Client) -> None:
    moved(week, venue_en="Convention Centre", date="2025-07-12")
    assert told(client) == [
        (
            "32nd ASEAN Regional Forum",
            "changed",
            f"Date and time: now Saturday, 12 July 2025, was Friday, 11 July 2025 | {VENUE} | The host said so",
        ),
        ("58th AMM week", "entered", "Entered in the record: 8\u2060–\u206011 July 2025"),
        ("32nd ASEAN Regional Forum", "entered", "Entered in the record: Friday, 11 July 2025"),
    ]


def test_an_entry_keeps_its_id_in_every_language(week: Week, client: Client) -> None:
    moved(week, venue_en="Convention Centre")
    ids = [[one.findtext(f"{ATOM}id") for one in entries(client, language=code)] for code in ("en", "ru", "ar")]
    assert ids[0] == ids[1] == ids[2]
    assert len(set(ids[0])) == 3
    assert ids[0][0] == f"urn:uuid:{uuid5(week.meeting.pk, '2')}"
    newest = entries(client, language="ru")[0]
    assert newest.findtext(f"{ATOM}updated") == "2025-07-15T08:00:00Z"
    assert newest.find(f"{ATOM}link").get("href") == "http://127.0.0.1:8000/ru/events/arf-32-2025/"
    assert newest.find(f"{ATOM}title").attrib == {}
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert entries(client, language="ar")[0].find(f"{ATOM}title").attrib == {lang: "en"}


def test_http_as_for_every_feed(week: Week, client: Client) -> None:
    moved(week, venue_en="Convention Centre")
    answer = client.get(FEED.format("en"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["Last-Modified"] == http_date(AT.timestamp())
    assert (answer["Access-Control-Allow-Origin"], answer["Cache-Control"]) == ("*", "public, max-age=5")
    assert answer["Content-Disposition"] == 'inline; filename="changes.atom"'
    assert not answer.cookies
    assert client.get(FEED.format("en"), headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get(FEED.format("en"), headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304
    assert client.post(FEED.format("en")).status_code == 405
    assert client.get(FEED.format("en")).content == answer.content


def test_a_selection_holds_what_came_changed_and_left(week: Week, client: Client) -> None:
    assert [title for title, *_ in told(client, "?forum=arf")] == ["32nd ASEAN Regional Forum"]
    moved(week, forum=None)
    assert [(what, text) for _, what, text in told(client, "?forum=arf")] == [
        ("changed", "Forum: no longer given, was ASEAN Regional Forum | The host said so"),
        ("entered", "Entered in the record: Friday, 11 July 2025"),
    ]
    moved(week, venue_en="Hall")
    assert len(told(client, "?forum=arf")) == 2
    html = client.get("/en/changes/?forum=arf").content.decode()
    assert html.count('<section class="block" id="r') == 2
    assert '<link rel="alternate" type="application/atom+xml" href="/en/changes.atom?forum=arf">' in html
    assert '<a class="on" href="/en/changes/">ASEAN Regional Forum' in html
    assert "Nothing under this selection" in client.get("/en/changes/?kind=press_conference").content.decode()


def test_the_menu_keeps_the_selection(week: Week, client: Client) -> None:
    assert 'href="/en/changes/?forum=arf"' in client.get("/en/events/?forum=arf").content.decode()


def test_as_of_a_day(week: Week, client: Client) -> None:
    moved(week, venue_en="Convention Centre")
    assert [what for _, what, _ in told(client, "?asof=2025-07-14")] == ["entered", "entered"]


@pytest.mark.parametrize(
    ("query", "said"),
    [("?form=arf", "form=arf: no such parameter."), ("?asof=2025-07-01", "asof=2025-07-01: This record begins on")],
)
def test_what_cannot_be_read_is_refused(query: str, said: str, week: Week, client: Client) -> None:
    answer = client.get(FEED.format("en") + query)
    assert (answer.status_code, answer.content.decode().startswith(said)) == (400, True)
    page = client.get(f"/en/changes/{query}")
    assert page.status_code == (404 if "asof" in query else 400)


def test_what_went_says_why(week: Week, client: Client, admin_user: User) -> None:
    other = factories.event("arf-twice", title_en="ARF again")
    factories.publish(other, now=AT)
    merge(other, week.meeting, by=admin_user, now=AT, reason="The same meeting.")
    withdraw(week.umbrella, by=admin_user, now=AT + timedelta(days=1), reason="Entered twice.")
    assert [(what, text) for _, what, text in told(client)][:1] == [("withdrawn", "Withdrawn: Entered twice.")]
    assert ("merged", "Merged with another entry: The same meeting.") in [
        (what, text) for _, what, text in told(client)
    ]


def test_whom_an_event_no_longer_names_is_named_still(week: Week, client: Client) -> None:
    guest = factories.person("a-guest")
    line = factories.participation(week.meeting, guest)
    moved(week)
    line.delete()
    moved(week)
    assert [text for _, _, text in told(client)][:2] == [
        "Participants: removed A Guest | The host said so",
        "Participants: added A Guest | The host said so",
    ]
    assert "<del>A Guest</del>" in client.get("/en/changes/").content.decode()


def test_names_alone_changed(week: Week, client: Client) -> None:
    week.lavrov.name_en = "Sergey V. Lavrov"
    week.lavrov.save()
    factories.publish(week.lavrov, now=AT)
    assert told(client)[0][1:] == ("changed", "The names of others that it shows changed.")


def test_the_newest_only(week: Week, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calendar_app.web.changes_feed.MOST", 1)
    assert len(entries(client)) == 1


def test_an_empty_feed_is_whole(week: Week, client: Client) -> None:
    root = ET.fromstring(client.get(FEED.format("en") + "?kind=press_conference").content)
    assert (root.findtext(f"{ATOM}updated"), root.findall(f"{ATOM}entry")) == ("2025-07-02T12:00:00Z", [])


def test_an_empty_record_has_a_feed(db: None, client: Client) -> None:
    assert not Publication.objects.exists()
    assert "<updated>1970-01-01T00:00:00Z</updated>" in client.get(FEED.format("en")).content.decode()


def test_one_change_or_three_ask_the_same(week: Week, client: Client) -> None:
    counts = []
    for venue in ("A", "B", "C"):
        moved(week, venue_en=venue)
        with CaptureQueriesContext(connection) as queries:
            client.get(FEED.format("en"))
        counts.append(len(queries))
    assert counts == [2, 2, 2]


NOW, WAS = Text("A", "en"), Text("B", "en")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("Venue", NOW, WAS), "Venue: now A, was B"),
        (Change("Venue", NOW), "Venue: now A, was not given"),
        (Change("Venue", was=WAS), "Venue: no longer given, was B"),
        (Change("Topics", added=[NOW, WAS], removed=[NOW]), "Topics: added A, B; removed A"),
        (Change("Topics"), "Topics: details changed"),
    ],
)
def test_a_change_in_one_line(change: Change, said: str) -> None:
    assert line(change) == said
