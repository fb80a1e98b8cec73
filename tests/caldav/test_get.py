"""GET and HEAD: objects by their validators, and a page for whoever comes with a browser."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from icalendar import Calendar

from calendar_app.caldav import shelf
from calendar_app.caldav.collection import Collection, rows
from calendar_app.caldav.members import members
from calendar_app.feeds import Options
from calendar_app.models.public import Rendering
from calendar_app.selection import Selection
from calendar_app.wording.names import Text
from tests import factories as make
from tests.entries.scenario import MOVED, Record, gone, uid

from .asking import ARF, ask

pytestmark = pytest.mark.django_db
MEETING = f"{ARF}{uid(2)}.ics"


def test_an_object_and_its_validators(events: Record) -> None:
    got, head = ask("GET", MEETING), ask("HEAD", MEETING)
    assert got.status_code == head.status_code == 200
    assert (head.content, head["Content-Length"]) == (b"", str(len(got.content)))
    assert dict(head.headers) == dict(got.headers)
    assert got["Content-Type"] == "text/calendar; charset=utf-8; component=VEVENT"
    assert got["Last-Modified"] == "Thu, 03 Jul 2025 12:30:00 GMT"
    assert got["Cache-Control"] == "public, max-age=5"
    assert got["Access-Control-Allow-Origin"] == "*"
    assert got["ETag"].startswith('"')
    assert not got.cookies
    (event,) = Calendar.from_ical(got.content).walk("VEVENT")
    assert event["UID"] == str(uid(2))


def test_what_a_program_has_already_it_does_not_get_again(events: Record) -> None:
    got = ask("GET", MEETING)
    for headers in (
        {"if_none_match": got["ETag"]},
        {"if_none_match": f'"x", W/{got["ETag"]}'},
        {"if_none_match": "*"},
        {"if_modified_since": got["Last-Modified"]},
    ):
        response = ask("GET", MEETING, **headers)
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", got["ETag"])
    for headers in (
        {"if_none_match": '"x"', "if_modified_since": got["Last-Modified"]},
        {"if_modified_since": "Wed, 02 Jul 2025 12:30:00 GMT"},
        {"if_modified_since": "yesterday"},
        {"if_match": got["ETag"]},
    ):
        assert ask("GET", MEETING, **headers).status_code == 200
    assert ask("GET", MEETING, if_match='"x"').status_code == 412


def test_the_same_object_has_another_etag_in_another_language_and_after_a_change(events: Record) -> None:
    before = ask("GET", MEETING)["ETag"]
    assert ask("GET", MEETING)["ETag"] == before
    assert ask("GET", f"/caldav/en/events/{uid(2)}.ics")["ETag"] == before
    assert ask("GET", f"/caldav/ru/arf/{uid(2)}.ics")["ETag"] != before
    events.meeting.title_en = "Forum"
    events.meeting.save()
    make.publish(events.meeting, now=MOVED + timedelta(days=1))
    assert ask("GET", MEETING)["ETag"] != before


def test_what_was_withdrawn_is_not_there(events: Record, admin_user: User) -> None:
    gone(events.meeting, admin_user)
    assert ask("GET", MEETING).status_code == 404


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/caldav/", "/ar/subscribe/"),
        ("/caldav/principal/", "/ar/subscribe/"),
        ("/caldav/ru/", "/ru/subscribe/"),
        ("/caldav/ru/events/", "/ru/subscribe/"),
        ("/caldav/ru/arf/", "/ru/subscribe/?forum=arf"),
    ],
)
def test_a_person_with_a_browser_is_led_to_the_page_that_explains(events: Record, path: str, page: str) -> None:
    for method in ("GET", "HEAD"):
        response = ask(method, path, accept_language="ar")
        assert (response.status_code, response["Location"]) == (303, page)


def test_an_object_is_rendered_where_publishing_left_nothing(events: Record) -> None:
    before = ask("GET", MEETING).content
    Rendering.objects.filter(publication__subject=uid(2)).delete()
    assert ask("GET", MEETING).content.replace(b"http://testserver", b"") == before.replace(b"http://testserver", b"")


def test_an_object_in_utc_needs_no_zone(events: Record) -> None:
    make.publish(make.event("call", id=uid(8), date="2025-10-01", start_time="14:30", zone="UTC"), now=MOVED)
    body = ask("GET", f"/caldav/en/events/{uid(8)}.ics").content
    assert b"DTSTART:20251001T143000Z\r\n" in body
    assert b"VTIMEZONE" not in body


def chosen(**options: str) -> list[bytes]:
    """What a collection of one's own would hold: a selection and options, under any path."""
    whole = Selection()
    mine = Collection(
        "/caldav/feeds/x/", "en", "x", Text("Mine", "en"), selection=whole, past=whole, options=Options(**options)
    )
    return [member.body for member in members(mine, rows(mine.listings()))]


def test_an_object_holds_the_very_entry_of_the_feed(events: Record) -> None:
    feed = ask("GET", "/ru/events.ics").content
    entries = re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", feed, re.DOTALL)
    objects = [ask("GET", f"/caldav/ru/events/{uid(number)}.ics").content for number in (4, 1, 2, 6, 3)]
    assert [body[body.index(b"BEGIN:VEVENT") :].removesuffix(b"END:VCALENDAR\r\n") for body in objects] == entries


def test_a_collection_keeps_the_options_of_its_selection(events: Record) -> None:
    assert [b"STATUS:CANCELLED" in body for body in chosen()] == [False, False, True, False, False]
    assert not any(b"STATUS:CANCELLED" in body for body in chosen(cancelled="mark"))
    assert b"SUMMARY;LANGUAGE=en:Cancelled: " in b"".join(chosen(cancelled="mark"))
    assert len(chosen(cancelled="drop")) == 4
    assert len(chosen(undated="span")) == 5


def test_a_new_forum_with_an_old_name_keeps_it(events: Record) -> None:
    arf = events.meeting.forum
    assert arf is not None
    arf.code = "regional-forum"
    arf.save()
    make.publish(arf, now=MOVED)
    other = make.forum("arf", name_en="Another")
    make.publish(other, now=MOVED + timedelta(hours=1))
    found = shelf.collection("en", "arf")
    assert found is not None
    assert (found.name.text, found.key) == ("Another", f"en/{other.pk}")
