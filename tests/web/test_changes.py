"""The list of changes, and the words in which a difference is told."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from calendar_app.models.public import Publication, Revision
from calendar_app.web import history
from tests import factories
from tests.factories import Week

Facts = dict[str, Any]

AT = datetime(2025, 7, 15, 8, 0, tzinfo=UTC)
CARDS = {
    "my": {"kind": "organization", "slug": "MY", "name": {"en": "Malaysia", "ru": "", "ar": ""}},
    "lavrov": {"kind": "person", "slug": "lavrov", "name": {"en": "Sergey Lavrov", "ru": "Сергей Лавров", "ar": ""}},
    "plan": {"kind": "outcome", "slug": "plan", "name": {"en": "Plan", "ru": "", "ar": ""}},
    "tass": {"kind": "source", "slug": "tass", "name": {"en": "", "ru": "", "ar": ""}, "publisher_name": "TASS"},
}


def publication(
    *changes: Facts, kind: str = "event", cards: dict[str, Facts] | None = None, **fields: Any
) -> Publication:
    facts = {"title": {"en": "A – B's meeting", "ru": "", "ar": ""}}
    return Publication(
        pk=1, kind=kind, number=2, slug="a", since=Revision(n=2, at=AT), changes=list(changes),
        snapshot={"facts": facts, "derived": {}, "cards": CARDS if cards is None else cards}, **fields,
    )  # fmt: skip


def told(*changes: Facts, **fields: Any) -> list[tuple[str, str | None, str | None, list[str], list[str]]]:
    one = publication(*changes, **fields)
    return [
        (
            change.field,
            change.now and change.now.text,
            change.was and change.was.text,
            [text.text for text in change.added],
            [text.text for text in change.removed],
        )
        for change in history.entry(one, one.cards, "en").changes
    ]


WHEN = {"date": "2025-07-11", "start_time": "11:10", "end_time": None, "zone": "Asia/Kuala_Lumpur"}


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        (
            "when",
            {**WHEN, "date": "", "start_time": None},
            WHEN,
            ("Date and time", "Friday, 11 July 2025, 11:10", "date to be confirmed"),
        ),
        ("certainty", "tentative", "confirmed", ("Certainty", "confirmed", "tentative")),
        ("lifecycle", "scheduled", "held", ("What became of it", "held", "scheduled")),
        ("kind", "meeting", "umbrella", ("Kind", "ministerial week or visit", "meeting")),
        ("venue", {"en": "", "ru": "", "ar": ""}, {"en": "KLCC", "ru": "", "ar": ""}, ("Venue", "KLCC", None)),
        ("country", None, "my", ("Country", "Malaysia", None)),
        ("parent", "my", "secret", ("Part of", None, "Malaysia")),
        ("ordinal", 31, 32, ("Number in the series", "32", "31")),
        ("online", False, True, ("Held online", "yes", "no")),
        ("reason", {"en": "Why", "ru": "", "ar": ""}, {}, ("Reason", None, "Why")),
    ],
)
def test_a_change_of_one_value(field: str, before: Any, after: Any, words: tuple[str, str | None, str | None]) -> None:
    assert told({"field": field, "before": before, "after": after}) == [(*words, [], [])]


def test_what_says_nothing_is_left_out() -> None:
    assert (
        told(
            {"field": "former_dates", "added": [{}], "removed": []},
            {"field": "parent", "before": None, "after": "secret"},
        )
        == []
    )


def test_kinds_of_other_nouns_have_their_own_words() -> None:
    assert told({"field": "kind", "before": "forum", "after": "organization"}, kind="organization") == [
        ("Kind", "organization", "forum", [], [])
    ]
    assert told({"field": "kind", "before": "a", "after": "b"}, kind="post") == [("Kind", "b", "a", [], [])]


@pytest.mark.parametrize(
    ("field", "row", "words"),
    [
        ("participations", {"person": "lavrov", "organization": None, "raw_name": ""}, ["Sergey Lavrov"]),
        ("participations", {"person": None, "organization": None, "raw_name": "A guest"}, ["A guest"]),
        ("outcomes", {"outcome": "plan", "progress": "adopted"}, ["Plan (adopted)"]),
        ("outcomes", {"outcome": "secret", "progress": "adopted"}, []),
        ("citations", {"source": "tass"}, ["TASS"]),
        ("citations", {"source": "secret"}, []),
        ("topics", "plan", ["Plan"]),
        ("topics", "secret", []),
        ("members", {"member": "my"}, ["Malaysia"]),
        ("memberships", {"organization": "secret"}, []),
        ("agenda", {"topic": None, "title": {"en": "Item", "ru": "", "ar": ""}}, ["Item"]),
        ("other_names", {"language": "en", "name": "Lavrov"}, ["Lavrov"]),
        ("identifiers", {"scheme": "wikidata", "value": "Q1"}, ["Q1"]),
        ("others", "plain", ["plain"]),
    ],
)
def test_rows_come_and_go_by_name(field: str, row: Any, words: list[str]) -> None:
    (change,) = told({"field": field, "added": [row], "removed": []})
    assert change[3:] == (words, [])
    (change,) = told({"field": field, "added": [], "removed": [row, row]})
    assert change[3:] == ([], words)


def test_who_stands_on_both_sides_only_changed_in_detail() -> None:
    row = {"person": "lavrov", "organization": None, "raw_name": "", "attendance": "announced"}
    change = {"field": "participations", "added": [{**row, "attendance": "attended"}], "removed": [row]}
    assert told(change) == [("Participants", None, None, [], [])]


def test_names_that_are_gone_come_from_the_publication_before() -> None:
    old = publication(cards=CARDS)
    old.number, old.pk = 1, 1
    new = publication({"field": "country", "before": "my", "after": None}, cards={})
    new.pk = 2
    newest, first = history.entries([old, new], "en")
    assert newest.changes[0].was == ("Malaysia", "en")
    assert first.first
    assert first.title == ("A – B's meeting", "en")


def test_a_source_is_called_by_its_publisher_where_it_has_no_title() -> None:
    one = publication(kind="source")
    one.snapshot["facts"] = {"title": "", "publisher_name": "TASS", "language": "ru"}
    assert history.title(one, "en") == ("TASS", "ru")


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_revisions_newest_first_with_what_each_changed_and_entered(week: Week, client: Client) -> None:
    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    factories.publish(week.meeting, now=AT, reason="The host named the hall")
    html = client.get("/en/changes/").content.decode()
    assert re.findall(r'<section class="block" id="(r\d+)">', html) == ["r2", "r1"]
    words = plain(html)
    assert "15 July 2025, 08:00 UTC · The host named the hall" in words
    assert "32nd ASEAN Regional Forum Venue: now Convention Centre , was not given" in words
    assert "Entered in the record 2" in words


def test_rows_and_renamed_nouns_are_told(week: Week, client: Client) -> None:
    week.lavrov.name_en = "Sergey V. Lavrov"
    week.lavrov.save()
    factories.publish(week.lavrov, now=AT)
    assert "The names of others that it shows changed." in client.get("/en/changes/").content.decode()
    week.meeting.participations.all().delete()
    factories.participation(week.meeting, week.hasan)
    factories.participation(week.meeting, week.malaysia, role="host")
    week.meeting.venue_en, week.meeting.date = "Hall", "2025-07-12"
    week.meeting.save()
    factories.publish(week.meeting, now=AT)
    week.meeting.venue_en = ""
    week.meeting.save()
    factories.publish(week.meeting, now=AT)
    words = plain(client.get("/en/changes/").content.decode())
    assert "Participants: added Malaysia , Mohamad Hasan ; removed Sergey V. Lavrov" in words or (
        "Participants: added Mohamad Hasan , Malaysia ; removed Sergey V. Lavrov" in words
    )
    assert "Venue: no longer given, was Hall" in words


def test_many_changes_have_pages(week: Week, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calendar_app.web.changes.PAGE", 1)
    assert 'href="?page=2" rel="next"' in client.get("/en/changes/").content.decode()
    assert 'href="?asof=2025-07-03&amp;page=2"' in client.get("/en/changes/?asof=2025-07-03").content.decode()
    assert 'rel="next"' not in client.get("/en/changes/?page=2").content.decode()
    assert client.get("/en/changes/?page=3").status_code == 400


def test_nothing_is_published_yet(db: None, client: Client) -> None:
    assert "Nothing is published yet." in client.get("/en/changes/").content.decode()
    assert "Nothing is published yet." in client.get("/en/").content.decode()
