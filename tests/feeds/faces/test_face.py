"""The other faces of a selection: the same events, the same UIDs, the same bytes while nothing changes."""

import csv
import io
import json
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook  # type: ignore[import-untyped] # it has no types

from calendar_app.feeds import FORMS, Feed, Options, face, feed, single_face
from calendar_app.feeds.faces.csv_file import COLUMNS
from calendar_app.review import merge
from calendar_app.selection import BeforeRecord, Selection
from tests import factories as make
from tests.entries.scenario import MOVED, PUBLISHED, SITE, Record, current, gone, record, uid

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[2] / "golden"
ATOM = {"": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
LATER = PUBLISHED + timedelta(days=5)


@pytest.fixture
def events() -> Record:
    return record()


def got(form: str, selection: Selection | None = None, language: str = "en", **options: str) -> Feed:
    return face(form, selection or Selection(), language, options=Options(**options), site=SITE)


def atom(found: Feed) -> Any:
    return ET.fromstring(found.body)


def items(found: Feed) -> dict[str, Any]:
    """JSON items by the last digit of their UID."""
    return {item["id"][-1]: item for item in json.loads(found.body)["items"]}


def rows(found: Feed) -> dict[str, dict[str, str]]:
    """CSV rows by the last digit of their UID."""
    table = csv.DictReader(io.StringIO(found.body.decode(), newline=""), strict=True)
    return {row["uid"][-1]: row for row in table}


def uids(form: str, found: Feed) -> list[str]:
    """UIDs of all events and tombstones, in order."""
    if form == "ics":
        return re.findall("UID:(.*)\r\n", found.body.decode())
    if form == "atom":
        refs = [one.get("ref") or one.findtext("id", namespaces=ATOM) for one in atom(found)]
        return [ref.removeprefix("urn:uuid:") for ref in refs if ref]
    if form == "csv":
        return [row["uid"] for row in rows(found).values()]
    if form == "xlsx":
        return [cell.value for cell in load_workbook(io.BytesIO(found.body)).active["A"][1:]]
    read = json.loads(found.body)
    every = [*read["items"], *read["_diplomatic_calendar"]["deleted"]]
    return [item["id"] for item in every]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "xlsx"])  # which is packed, by whatever zlib
@pytest.mark.parametrize("language", ["en", "ar"])
def test_golden(form: str, language: str, admin_user: User, settings: Any) -> None:
    settings.SITE_URL = SITE
    gone(record().postponed, admin_user)
    body = got(form, language=language, undated="span").body
    path = GOLDEN / f"everything.{language}.{form}"
    if os.environ.get("GOLDEN") == "write":
        path.write_bytes(body)
    assert body == path.read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_every_face_holds_what_the_calendar_holds(form: str, events: Record, admin_user: User) -> None:
    gone(events.meeting, admin_user)
    for options in ({}, {"undated": "span"}, {"cancelled": "drop"}, {"cancelled": "mark"}):
        for selection in (Selection(), Selection(forum=("arf",)), Selection(asof=MOVED.date())):
            calendar = feed(selection, "ru", options=Options(**options), site=SITE)
            found = got(form, selection, "ru", **options)
            assert sorted(uids(form, found)) == sorted(uids("ics", calendar))
            assert (found.modified, found.revision) == (calendar.modified, calendar.revision)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_while_nothing_changes(form: str, events: Record) -> None:
    before = got(form)
    make.publish(make.person("somebody-else"), events.umbrella, now=LATER)
    assert got(form) == before
    events.umbrella.venue_en = "City Hall"
    events.umbrella.save()
    make.publish(events.umbrella, now=LATER)
    after = got(form)
    assert after.etag != before.etag
    assert (before.modified, after.modified) == (MOVED, LATER)


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_face_is_whole(form: str, events: Record) -> None:
    found = got(form, Selection(kind=("press_conference",)))
    assert uids(form, found) == []
    assert (found.modified, found.revision) == (PUBLISHED, 1)


@pytest.mark.parametrize("form", FORMS)
def test_before_the_record_there_is_none(form: str, events: Record) -> None:
    with pytest.raises(BeforeRecord):
        got(form, Selection(asof=(PUBLISHED - timedelta(days=1)).date()))


@pytest.mark.parametrize("form", FORMS)
def test_one_event_whatever_is_known_of_its_date(form: str, events: Record) -> None:
    found = single_face(form, current(events.undated), "en", options=Options(), site=SITE)
    assert found is not None
    assert uids(form, found) == [str(uid(5))]
    assert single_face(form, current(events.unplaced), "en", options=Options(), site=SITE) is None


@pytest.mark.parametrize("form", FORMS)
def test_one_event_or_many_take_the_same_number_of_queries(form: str, events: Record) -> None:
    counts = []
    for selection in (Selection(kind=("umbrella",)), Selection()):
        with CaptureQueriesContext(connection) as queries:
            got(form, selection)
        counts.append(len(queries))
    assert counts == [5, 5]


# Atom


def test_an_atom_feed_says_what_it_is_and_where(events: Record) -> None:
    root = atom(got("atom", Selection(forum=("arf",)), "ru"))
    said = {name: root.findtext(name, namespaces=ATOM) for name in ("id", "title", "updated")}
    assert said == {
        "id": f"{SITE}/ru/events.atom?forum=arf",
        "title": "Дипломатический календарь · Региональный форум АСЕАН",
        "updated": "2025-07-03T12:30:00Z",
    }
    links = {(link.get("rel"), link.get("type")): link.get("href") for link in root.findall("link", ATOM)}
    assert links == {
        ("license", None): "https://creativecommons.org/licenses/by/4.0/",
        ("self", "application/atom+xml"): f"{SITE}/ru/events.atom?forum=arf",
        ("alternate", "text/html"): f"{SITE}/ru/events/?forum=arf",
        ("alternate", "text/calendar"): f"{SITE}/ru/events.ics?forum=arf",
    }


def test_an_entry_links_page_calendar_sources_and_documents(events: Record) -> None:
    entry = atom(got("atom", Selection(level=("ministerial",)))).find("entry", ATOM)
    said = {name: entry.findtext(name, namespaces=ATOM) for name in ("id", "title", "updated", "published")}
    assert said == {
        "id": f"urn:uuid:{uid(2)}",
        "title": "32nd ASEAN Regional Forum",
        "updated": "2025-07-03T12:30:00Z",
        "published": "2025-07-02T12:00:00Z",
    }
    assert [(link.get("rel"), link.get("href")) for link in entry.findall("link", ATOM)] == [
        ("alternate", f"{SITE}/en/events/arf-32-2025/"),
        ("alternate", f"{SITE}/en/events/arf-32-2025.ics"),
        ("via", "https://news.example/%D0%B1%D1%80%D0%B8%D1%84%D0%B8%D0%BD%D0%B3?day=2&lang=ru"),
        ("related", "https://arf.example/programme.pdf"),
    ]


def test_a_title_in_another_language_says_so(events: Record) -> None:
    titles = {entry.find("title", ATOM) for entry in atom(got("atom", language="ru")).findall("entry", ATOM)}
    marks = {title.text: title.get("{http://www.w3.org/XML/1998/namespace}lang") for title in titles}
    assert (marks["ARF seminar"], marks["32-й Региональный форум АСЕАН"]) == ("en", None)


def test_gone_events_are_deleted_entries(events: Record, admin_user: User) -> None:
    gone(events.online, admin_user)
    merge(events.postponed, events.meeting, by=admin_user, now=LATER, reason="The same meeting.")
    found = got("atom")
    deleted = atom(found).findall("at:deleted-entry", ATOM)
    assert {one.get("ref"): one.get("when") for one in deleted} == {
        f"urn:uuid:{uid(4)}": "2025-07-07T12:00:00Z",
        f"urn:uuid:{uid(6)}": "2025-07-04T12:00:00Z",
    }
    merged = next(one for one in deleted if one.get("ref") == f"urn:uuid:{uid(4)}")
    assert merged.findtext("at:comment", namespaces=ATOM) == "The same meeting."
    assert merged.find("link", ATOM).get("href") == f"urn:uuid:{uid(2)}"
    ours = json.loads(got("json").body)["_diplomatic_calendar"]["deleted"]
    assert ours[0] == {
        "id": str(uid(4)),
        "date_modified": "2025-07-07T12:00:00Z",
        "sequence": 1,
        "why": "merged",
        "reason": "The same meeting.",
        "merged_into": str(uid(2)),
    }
    assert (rows(got("csv"))["4"]["gone"], rows(got("csv"))["4"]["merged_into"]) == ("merged", str(uid(2)))


# JSON and CSV


def test_json_carries_the_facts(events: Record) -> None:
    item = items(got("json"))["2"]
    assert (item["url"], item["title"]) == (f"{SITE}/en/events/arf-32-2025/", "32nd ASEAN Regional Forum")
    ours = item["_diplomatic_calendar"]
    assert ours["when"] == {
        "date": "2025-07-11",
        "start_time": "11:10",
        "end_time": "12:40",
        "zone": "Asia/Kuala_Lumpur",
        "known_to_day": True,
        "first_day": "2025-07-11",
        "last_day": "2025-07-11",
        "starts_at": "2025-07-11T03:10:00Z",
        "ends_at": "2025-07-11T04:40:00Z",
    }
    assert [line["basis"] for line in ours["participants"]] == ["recorded", "recorded", "recorded", "expected"]
    assert ours["participants"][1]["person"] == {"slug": "sergey-lavrov", "name": "Sergey Lavrov"}
    assert ours["sources"][1]["publisher_name"] == "The Star"


def test_a_moment_alone_has_no_end(events: Record) -> None:
    events.meeting.end_time = None
    events.meeting.save()
    make.publish(events.meeting, now=LATER)
    when = items(got("json"))["2"]["_diplomatic_calendar"]["when"]
    assert (when["starts_at"], when["ends_at"]) == ("2025-07-11T03:10:00Z", None)


def test_cancelled_events_by_choice(events: Record) -> None:
    assert rows(got("csv"))["3"]["status"] == "CANCELLED"
    marked = rows(got("csv", cancelled="mark"))["3"]
    assert (marked["status"], marked["title"]) == ("", "Cancelled: Russia–Britain talks")
    assert items(got("json", cancelled="mark"))["3"]["_diplomatic_calendar"]["status"] is None


def test_a_table_has_the_same_columns_for_ever(events: Record) -> None:
    body = got("csv").body
    assert tuple(body.partition(b"\r\n")[0].decode().split(",")) == COLUMNS
    assert body.endswith(b"\r\n")
    row = rows(got("csv"))["2"]
    assert (row["geo"], row["participants"]) == ("geo:3.139,101.6869", "MY; sergey-lavrov; A delegation from Bangkok")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str, events: Record) -> None:
    formula = f'{start}HYPERLINK("https://evil.example","a"),b'
    events.umbrella.title_en = events.umbrella.venue_en = formula
    events.umbrella.save()
    make.publish(events.umbrella, now=LATER)
    row = rows(got("csv"))["1"]
    assert (row["title"], row["venue"]) == (f"'{formula}", f"'{formula}")


def test_markup_is_only_text(events: Record) -> None:
    events.umbrella.title_en = "<b>Q&A</b> ]]> \"x\" 'y'"
    events.umbrella.note_en = "<script>alert(1)</script>\nhttps://x.example/?a=1&b=<2>"
    events.umbrella.save()
    make.publish(events.umbrella, now=LATER)
    entry = atom(got("atom", Selection(kind=("umbrella",)))).find("entry", ATOM)
    assert entry.findtext("title", namespaces=ATOM) == events.umbrella.title_en
    tags = {element.tag.rpartition("}")[2] for element in entry.find("content", ATOM).iter()}
    assert tags == {"content", "div", "p", "br", "a"}
    assert items(got("json"))["1"]["title"] == events.umbrella.title_en
