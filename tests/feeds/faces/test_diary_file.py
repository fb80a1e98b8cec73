"""The diary on paper: what an agency prints, in three languages, the same bytes while nothing changes."""

import io
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from calendar_app.feeds import Options, diary_file
from calendar_app.feeds.feed import Feed
from calendar_app.selection import BeforeRecord, Selection, SelectionError
from tests import factories as make
from tests.entries.scenario import MOVED, PUBLISHED, SITE, Record, gone, record

pytestmark = pytest.mark.django_db
LATER = PUBLISHED + timedelta(days=5)


@pytest.fixture
def events() -> Record:
    return record()


def got(selection: Selection | None = None, language: str = "en", **options: str) -> Feed:
    return diary_file(selection or Selection(), language, options=Options(**options), site=SITE)


def read(found: Feed) -> PdfReader:
    return PdfReader(io.BytesIO(found.body))


def text(found: Feed) -> str:
    return "\n".join(page.extract_text() for page in read(found).pages)


def links(found: Feed) -> list[str]:
    return [note.get_object()["/A"]["/URI"] for page in read(found).pages for note in page.get("/Annots", [])]


def test_a_page_as_agencies_print_it(events: Record) -> None:
    said = text(got(Selection(from_=date(2025, 7, 10), to=date(2025, 7, 11))))
    assert "Thursday, July 10, 2025\nKUALA LUMPUR – 58th AMM week (to July 11)\n" in said
    friday = said.partition("Friday, July 11, 2025\n")[2]
    assert friday.startswith("KUALA LUMPUR – 58th AMM week (final day)\n")
    assert "KUALA LUMPUR – 32nd ASEAN Regional Forum\n11:10–12:40, Kuala Lumpur time, UTC+8\n" in friday
    assert "July 8" not in said
    assert "Last changed 3 July 2025, 12:30 UTC" in said


def test_it_says_who_it_is_in_which_language_and_leads_to_every_meeting(events: Record) -> None:
    found = got(Selection(forum=("arf",)), "ru")
    reader = read(found)
    assert reader.metadata
    assert reader.metadata.title == "Дипломатический календарь · Региональный форум АСЕАН"
    assert reader.metadata.creation_date == MOVED
    assert str(reader.root_object["/Lang"]) == "ru"
    assert f"{SITE}/ru/events/?forum=arf" in links(found)
    assert f"{SITE}/ru/events/arf-32-2025/" in links(found)
    assert "КУАЛА-ЛУМПУР – 32-й Региональный форум АСЕАН" in text(found)
    assert len(reader.outline) == 4


def test_what_has_no_day_has_a_place_of_its_own_and_cancelled_ones_their_reason(events: Record) -> None:
    said = text(got())
    loose = said.partition("Day not known yet\n")[2]
    assert "33rd ASEAN Regional Forum\nJuly 2026 · Projected\n" in loose
    assert "ARF retreat\ndate to be confirmed · Tentative\n" in loose
    assert "Cancelled: No reason was given." in said
    assert "Postponed: The hall is being repaired." in said
    assert "No reason was given." not in text(got(cancelled="drop"))


def test_arabic_is_shaped_and_runs_from_right_to_left(events: Record) -> None:
    found = got(Selection(from_=date(2025, 7, 8), to=date(2025, 7, 8)), "ar")
    said = text(found)
    assert "كوالالمبور" in said
    assert "الأسبوع الوزاري" in said
    assert str(read(found).root_object["/Lang"]) == "ar"


def test_new_is_what_came_or_moved_lately_and_not_what_the_record_began_with(events: Record) -> None:
    assert "** KUALA" not in text(got(Selection(kind=("umbrella",))))
    make.publish(make.event("newcomer", title_en="Newcomer", date="2025-08-01"), now=LATER)
    events.umbrella.date = "2025-07-09/2025-07-11"
    events.umbrella.save()
    make.publish(events.umbrella, now=LATER)
    said = text(got())
    assert "** Newcomer" in said
    assert "** KUALA LUMPUR – 58th AMM week (to July 11)" in said
    assert "** LONDON" not in said
    assert "LONDON – Russia–Britain talks" in said
    assert "** marks what is new, or has a new date, since 30 June 2025." in said


def test_long_meetings_stand_on_their_first_and_last_day(events: Record) -> None:
    make.publish(make.event("session", title_en="Long session", date="2025-12-20/2026-01-30"), now=LATER)
    said = text(got(Selection(q="session")))
    assert said.count("Long session") == 2
    assert "Long session (to January 30, 2026)" in said
    clipped = text(got(Selection(q="session", from_=date(2026, 1, 5), to=date(2026, 1, 6))))
    assert "(to January 30)" in clipped.partition("Monday, January 5, 2026")[2]


def test_an_empty_selection_says_so(events: Record) -> None:
    assert "No meeting in the record matches this selection." in text(got(Selection(kind=("press_conference",))))


def test_the_same_bytes_while_nothing_changes_and_withdrawn_ones_go(events: Record, admin_user: User) -> None:
    before = got()
    make.publish(make.person("somebody-else"), now=LATER)
    assert got() == before
    gone(events.meeting, admin_user, days=6)
    after = got()
    assert "32nd ASEAN Regional Forum" not in text(after)
    assert (before.modified, after.modified) == (MOVED, PUBLISHED + timedelta(days=6))


def test_before_the_record_there_is_none_and_too_many_are_refused(
    events: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BeforeRecord):
        got(Selection(asof=(PUBLISHED - timedelta(days=1)).date()))
    monkeypatch.setattr(sys.modules[diary_file.__module__], "MOST", 2)
    with pytest.raises(SelectionError, match="at most 2 meetings"):
        got()


def test_one_event_or_many_take_the_same_number_of_queries(events: Record) -> None:
    counts = []
    for selection in (Selection(kind=("umbrella",)), Selection()):
        with CaptureQueriesContext(connection) as queries:
            got(selection)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_many_days_take_many_pages_each_with_its_number(events: Record) -> None:
    make.publish(*(make.event(f"m{n:03}", date=f"2025-09-{1 + n % 28:02}") for n in range(60)), now=LATER)
    pages = read(got()).pages
    assert len(pages) > 2
    assert [page.extract_text().split("\n")[-1] for page in pages] == [str(n + 1) for n in range(len(pages))]


def test_over_http(client: Client, events: Record, settings: Any) -> None:
    settings.SITE_URL = SITE
    answer = client.get("/ru/forums/arf.pdf?cancelled=drop")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="arf.pdf"'
    assert (
        client.get("/ru/events.pdf", headers={"if-none-match": client.get("/ru/events.pdf")["ETag"]}).status_code == 304
    )
    refused = client.get("/ru/events.pdf?undated=span")
    assert (refused.status_code, b"undated" in refused.content) == (400, True)
    assert client.get("/ru/events/arf-32-2025.pdf").status_code == 404
    page = client.get("/ru/events/?forum=arf").content.decode()
    assert '<link rel="alternate" type="application/pdf" href="/ru/events.pdf?forum=arf">' in page
    assert 'href="/ru/events.pdf?forum=arf"' in client.get("/ru/subscribe/?forum=arf").content.decode()
    assert ".pdf" not in client.get("/ru/events/arf-32-2025/").content.decode()
