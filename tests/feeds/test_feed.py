"""Which bytes a feed holds, since when, and what moves them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from calendar_app.feeds import Feed, Options, feed, single
from calendar_app.ical import check
from calendar_app.models.public import Head, Rendering
from calendar_app.selection import BeforeRecord, Selection
from tests import factories as make
from tests.entries.scenario import MOVED, PUBLISHED, SITE, Record, current, gone, record, uid

pytestmark = pytest.mark.django_db
LATER = PUBLISHED + timedelta(days=5)


@pytest.fixture
def events() -> Record:
    return record()


def got(selection: Selection | None = None, language: str = "en", **options: str) -> Feed:
    return feed(selection or Selection(), language, options=Options(**options), site=SITE)


def entries(found: Feed) -> dict[str, Any]:
    """Events by the last digit of their UID, in the feed's order."""
    assert check(found.body) == []
    calendar: Any = Calendar.from_ical(found.body)
    return {str(event["UID"])[-1]: event for event in calendar.walk("VEVENT")}


def test_everything_known_to_the_day_in_date_order(events: Record) -> None:
    assert list(entries(got())) == ["4", "1", "2", "6", "3"]


def test_undated_events_come_as_their_period_if_asked_for(events: Record) -> None:
    assert list(entries(got(undated="span"))) == ["4", "1", "2", "6", "3", "5"]


def test_cancelled_events_by_choice(events: Record) -> None:
    assert entries(got())["3"]["STATUS"] == "CANCELLED"
    marked = entries(got(cancelled="mark"))["3"]
    assert "STATUS" not in marked
    assert marked["SUMMARY"] == "Cancelled: Russia–Britain talks"
    assert "3" not in entries(got(cancelled="drop"))


def test_a_selection_holds_what_it_selects(events: Record) -> None:
    assert list(entries(got(Selection(forum=("arf",))))) == ["4", "2", "6"]
    assert list(entries(got(Selection(from_=date(2025, 7, 9), to=date(2025, 7, 10))))) == ["1"]


def test_zones_are_those_in_use(events: Record) -> None:
    calendar: Any = Calendar.from_ical(got(Selection(forum=("arf",))).body)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["America/New_York", "Asia/Kuala_Lumpur"]
    assert b"VTIMEZONE" not in got(Selection(lifecycle=("postponed",))).body


def test_a_zone_in_whose_wall_time_nothing_is_written_is_not_listed(events: Record) -> None:
    havana = make.event("talks-2025", date="2025-11-02", start_time="00:30", end_time="02:00", zone="America/Havana")
    make.publish(havana, now=LATER)
    listed = Selection(from_=date(2025, 11, 2), to=date(2025, 11, 2))
    found: Any = Calendar.from_ical(got(listed).body)
    assert [event["DTSTART"].to_ical() for event in found.walk("VEVENT")] == [b"20251102T043000Z"]
    assert found.walk("VTIMEZONE") == []


def test_an_empty_feed_is_still_a_calendar(events: Record) -> None:
    found = got(Selection(kind=("press_conference",)))
    assert entries(found) == {}
    assert (found.modified, found.revision) == (PUBLISHED, 1)


def test_an_empty_record_has_a_feed_from_before_any_revision() -> None:
    found = got()
    assert entries(found) == {}
    assert (found.modified.isoformat(), found.revision) == ("1970-01-01T00:00:00+00:00", 0)


def test_uids_are_the_same_in_every_language(events: Record) -> None:
    english, russian, arabic = (list(entries(got(language=language))) for language in ("en", "ru", "ar"))
    assert english == russian == arabic
    assert f"UID:{uid(2)}\r\n".encode() in got(language="ar").body


def test_the_same_bytes_while_nothing_changes(events: Record) -> None:
    before = got()
    make.publish(make.person("somebody-else"), now=LATER)
    assert got() == before


def test_a_save_that_changes_nothing_changes_nothing(events: Record) -> None:
    before = got()
    assert make.publish(events.meeting, now=LATER) is None
    assert got() == before


def test_a_change_moves_etag_date_and_the_events_own_stamp(events: Record) -> None:
    before = got()
    events.meeting.venue_en = "City Hall"
    events.meeting.save()
    make.publish(events.meeting, now=LATER)
    after = got()
    assert (before.modified, after.modified, after.revision) == (MOVED, LATER, 3)
    assert before.etag != after.etag
    old, new = entries(before)["2"], entries(after)["2"]
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (1, 2)
    assert new["DTSTAMP"].dt == new["LAST-MODIFIED"].dt == LATER
    assert entries(after)["1"].to_ical() == entries(before)["1"].to_ical()


def test_only_the_feeds_that_hold_it_change(events: Record) -> None:
    before = got(Selection(kind=("umbrella",)))
    events.online.note_en = "A note."
    events.online.save()
    make.publish(events.online, now=LATER)
    assert got(Selection(kind=("umbrella",))) == before
    assert entries(got())["6"]["SEQUENCE"] == 0


def test_time_never_runs_back_when_an_event_leaves(events: Record) -> None:
    tentative = Selection(certainty=("confirmed",), forum=("arf",))
    assert got(tentative).modified == MOVED
    events.meeting.certainty = "tentative"
    events.meeting.save()
    make.publish(events.meeting, now=LATER)
    assert "2" not in entries(got(tentative))
    assert got(tentative).modified == LATER
    events.meeting.note_en = "Another note."
    events.meeting.save()
    make.publish(events.meeting, now=LATER + timedelta(days=1))
    assert got(tentative).modified == LATER


def test_an_event_whose_day_is_no_longer_known_leaves_and_comes_back(events: Record) -> None:
    events.meeting.date, events.meeting.start_time, events.meeting.end_time = "2025-07", None, None
    events.meeting.save()
    make.publish(events.meeting, now=LATER)
    assert "2" not in entries(got())
    assert entries(got(undated="span"))["2"]["SEQUENCE"] == 2
    assert got().modified == LATER
    events.meeting.date = "2025-07-12"
    events.meeting.save()
    make.publish(events.meeting, now=LATER + timedelta(days=1))
    assert entries(got())["2"]["SEQUENCE"] == 3


def test_a_withdrawn_event_leaves_a_tombstone_wherever_it_was(events: Record, admin_user: User) -> None:
    gone(events.meeting, admin_user)
    for found in (
        got(),
        got(Selection(forum=("arf",))),
        got(Selection(person=("sergey-lavrov",))),
        got(cancelled="mark"),
    ):
        stone = entries(found)["2"]
        assert (stone["STATUS"], stone["SEQUENCE"], stone["SUMMARY"]) == ("CANCELLED", 2, "Cancelled: entry withdrawn")
        assert b"Lavrov" not in stone.to_ical()
    assert "2" not in entries(got(cancelled="drop"))
    assert got(cancelled="drop").modified == PUBLISHED + timedelta(days=2)


def test_as_of_a_day_is_as_it_was(events: Record) -> None:
    events.umbrella.title_en = "Week of ministers"
    events.umbrella.save()
    make.publish(events.umbrella, now=LATER)
    past = got(Selection(asof=PUBLISHED.date()))
    assert entries(past)["2"]["SEQUENCE"] == 0
    assert past.modified == PUBLISHED
    assert entries(past)["1"]["SUMMARY"] == "58th AMM week"


def test_before_the_record_there_is_no_feed(events: Record) -> None:
    with pytest.raises(BeforeRecord):
        got(Selection(asof=date(2025, 7, 1)))


def test_without_stored_renderings_the_feed_is_the_same(events: Record, settings: Any) -> None:
    settings.SITE_URL = SITE
    make.publish(*_touched(events), now=LATER)
    before, marked = got(), got(cancelled="mark")
    Rendering.objects.all().delete()
    assert (got(), got(cancelled="mark")) == (before, marked)


def _touched(events: Record) -> Iterator[Any]:
    for event in vars(events).values():
        event.note_en = "Noted."
        event.save()
        yield event


def test_a_feed_takes_the_same_number_of_queries_for_one_event_and_for_many(events: Record) -> None:
    counts = []
    for selection in (Selection(kind=("umbrella",)), Selection()):
        with CaptureQueriesContext(connection) as queries:
            got(selection)
        counts.append(len(queries))
    assert counts == [5, 5]


def test_a_publication_after_the_revision_was_read_waits_for_the_next_one(events: Record) -> None:
    before = got()
    events.umbrella.title_en = "Renamed"
    events.umbrella.save()
    make.publish(events.umbrella, now=LATER)
    Head.objects.update(n=2)
    assert got() == before


def test_a_public_feed_of_one_event(events: Record) -> None:
    found = single(current(events.undated), "en", site=SITE)
    assert found is not None
    assert list(entries(found)) == ["5"]
    assert b"NAME:Diplomatic Calendar \xc2\xb7 33rd ASEAN Regional Forum\r\n" in found.body
    assert b"SOURCE;VALUE=URI:https://calendar.example/en/events/arf-33-2026.ics\r\n" in found.body


def test_an_event_without_any_date_has_no_feed(events: Record) -> None:
    assert single(current(events.unplaced), "en", site=SITE) is None


def test_a_withdrawn_event_has_no_title_any_more(events: Record, admin_user: User) -> None:
    gone(events.meeting, admin_user)
    found = single(current(events.meeting), "en", site=SITE)
    assert found is not None
    assert b"NAME:Diplomatic Calendar\r\n" in found.body
