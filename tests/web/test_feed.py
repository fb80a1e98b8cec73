"""The door of calendar programs: what HTTP says of a feed."""

import gzip
import hashlib
from datetime import timedelta
from typing import Any

import brotli
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from calendar_app.feeds import Options, feed
from calendar_app.models.desk import Event
from calendar_app.selection import Selection
from tests import factories as make
from tests.entries.scenario import MOVED, SITE, Record, gone, record
from tests.kept import kept

pytestmark = pytest.mark.django_db
FEED = "/en/events.ics"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def events() -> Record:
    """One event of each sort."""
    return record()


@pytest.fixture
@kept
def meeting() -> Event:
    """A single event, where only HTTP is asked about."""
    made = make.event(title_ru="Встреча", title_ar="اجتماع")
    make.publish(made, now=MOVED)
    return made


def body(language: str = "en", selection: Selection | None = None, **options: str) -> bytes:
    return feed(selection or Selection(), language, options=Options(**options), site=SITE).body


def test_a_feed_is_a_calendar_in_utf_8_for_anybody(client: Client, meeting: Event) -> None:
    answer = client.get(FEED)
    assert (answer.status_code, answer.content) == (200, body())
    said = {name: answer.headers[name] for name in HEADERS}
    assert said == HEADERS | {"Content-Length": str(len(body())), "Last-Modified": http_date(MOVED.timestamp())}
    assert answer.headers["ETag"] == f'"{hashlib.sha256(body()).hexdigest()[:32]}"'
    assert answer.cookies == {}


HEADERS = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="events.ics"',
    "Cache-Control": "public, max-age=5",
    "Vary": "Accept-Encoding",
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Last-Modified": "",
    "Content-Length": "",
}


@pytest.mark.parametrize("accept", ["", "text/html", "application/x-unheard-of", "*/*;q=0"])
def test_any_accept_header_gets_it(client: Client, accept: str, meeting: Event) -> None:
    assert client.get(FEED, headers={"accept": accept}).content == body()


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_language_is_the_addresss_own(client: Client, language: str, meeting: Event) -> None:
    assert client.get(f"/{language}/events.ics", headers={"accept-language": "fr"}).content == body(language)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("forums/arf", "forum=arf"), ("states/MY", "state=MY"), ("organizations/arf", "organization=arf"),
        ("people/sergey-lavrov", "person=sergey-lavrov"), ("posts/fm-ru", "post=fm-ru"), ("places/london", "place=london"),
        ("topics/cybersecurity", "topic=cybersecurity"),
    ],
)  # fmt: skip
def test_each_nouns_feed_is_the_selection_of_it(client: Client, path: str, query: str, events: Record) -> None:
    answer = client.get(f"/ru/{path}.ics")
    assert answer.status_code == 200
    assert answer.content == client.get(f"/ru/events.ics?{query}").content
    assert answer.headers["Content-Disposition"] == f'inline; filename="{path.partition("/")[2]}.ics"'


def test_a_nouns_feed_takes_a_selection_and_options_of_its_own(client: Client, events: Record) -> None:
    answer = client.get("/en/forums/arf.ics?level=ministerial&undated=span&utm_source=x")
    assert answer.content == body(selection=Selection(forum=("arf",), level=("ministerial",)), undated="span")


def test_one_event_is_a_feed(client: Client, events: Record) -> None:
    answer = client.get("/ar/events/arf-33-2026.ics?fbclid=1")
    assert answer.status_code == 200
    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert answer.headers["Content-Disposition"] == 'inline; filename="arf-33-2026.ics"'


def test_an_event_keeps_its_former_address(client: Client, events: Record) -> None:
    events.meeting.slug = "arf-32-kuala-lumpur"
    events.meeting.save()
    make.publish(events.meeting)
    old, new = (client.get(f"/en/events/{slug}.ics") for slug in ("arf-32-2025", "arf-32-kuala-lumpur"))
    assert (old.status_code, old.content) == (200, new.content)


def test_a_withdrawn_event_says_so(client: Client, events: Record, admin_user: User) -> None:
    gone(events.meeting, admin_user)
    assert b"STATUS:CANCELLED\r\n" in client.get("/en/events/arf-32-2025.ics").content


# Conditional requests


def test_either_validator_is_answered_by_304(client: Client, meeting: Event) -> None:
    first = client.get(FEED)
    for headers in (
        {"if-none-match": first.headers["ETag"]},
        {"if-none-match": f'"other", W/{first.headers["ETag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": first.headers["Last-Modified"]},
        {"if-modified-since": http_date((MOVED + timedelta(days=1)).timestamp())},
    ):
        again = client.get(FEED, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Last-Modified"] == first.headers["Last-Modified"]
        assert (again.headers["Cache-Control"], again.headers["Vary"]) == ("public, max-age=5", "Accept-Encoding")


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": '"0123456789abcdef"'},
        {
            "if-none-match": '"0123456789abcdef"',
            "if-modified-since": http_date((MOVED + timedelta(days=1)).timestamp()),
        },
        {"if-none-match": "no tag at all"},
        {"if-modified-since": http_date((MOVED - timedelta(seconds=1)).timestamp())},
        {"if-modified-since": "yesterday"},
        {"if-modified-since": "Wed, 99 Foo 2025 25:61:61 GMT"},
        {"if-modified-since": ""},
    ],
)
def test_anything_else_gets_the_feed(client: Client, headers: dict[str, str], meeting: Event) -> None:
    assert client.get(FEED, headers=headers).content == body()


def test_after_a_change_old_validators_get_the_new_feed(client: Client, meeting: Event) -> None:
    old = client.get(FEED)
    meeting.venue_en = "City Hall"
    meeting.save()
    make.publish(meeting, now=MOVED + timedelta(days=1))
    for headers in ({"if-none-match": old.headers["ETag"]}, {"if-modified-since": old.headers["Last-Modified"]}):
        new = client.get(FEED, headers=headers)
        assert new.status_code == 200
        assert new.headers["ETag"] != old.headers["ETag"]
        assert new.headers["Last-Modified"] == http_date((MOVED + timedelta(days=1)).timestamp())


def test_no_date_is_given_while_its_second_is_not_over(client: Client, meeting: Event) -> None:
    make.publish(make.event("just-now"), now=timezone.now())
    assert "Last-Modified" not in client.get(FEED).headers


# Codings


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None), ("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br, zstd", "br"), ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0", None), ("identity", None), ("*", None), ("deflate", None), ("GZIP", "gzip"), (" br ; q=0.001", "br"),
        ("gzip;q=abc", None), ("gzip;q=1.2.3", None), (",;,", None), ("gzip;" * 2000, None),
    ],
)  # fmt: skip
def test_compressed_only_on_request(client: Client, accepted: str, coding: str | None, meeting: Event) -> None:
    answer = client.get(FEED, headers={"accept-encoding": accepted} if accepted else {})
    assert answer.headers.get("Content-Encoding") == coding
    unpack: Any = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[coding]
    assert unpack(answer.content) == body()
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_each_coding_has_its_own_strong_etag_and_each_is_recognized(client: Client, meeting: Event) -> None:
    answers = [client.get(FEED, headers={"accept-encoding": coding}) for coding in ("identity", "gzip", "br")]
    tags = [answer.headers["ETag"] for answer in answers]
    assert len(set(tags)) == 3
    for tag in tags:
        again = client.get(FEED, headers={"if-none-match": tag, "accept-encoding": "gzip"})
        assert (again.status_code, again.headers["ETag"]) == (304, tags[1])
        assert "Content-Encoding" not in again.headers


# Methods


def test_head_says_what_get_says(client: Client, meeting: Event) -> None:
    got, head = client.get(FEED), client.head(FEED)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("path", [FEED, "/en/forums/arf.ics", "/en/events/arf-32-2025.ics"])
def test_writing_is_not_allowed(method: str, path: str, meeting: Event) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, path, b"BEGIN:VCALENDAR")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.content == b"This is a calendar to read: use GET or HEAD.\n"


def test_scripts_of_other_sites_may_ask_with_validators(client: Client, meeting: Event) -> None:
    answer = client.options(FEED, headers={"origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match, If-Modified-Since"


# Refusals


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en/events.ics?form=arf", "form=arf: no such parameter. Allowed: forum, from."),
        ("/en/events.ics?cancelled=no", "cancelled=no: no such value. Allowed: status, mark, drop."),
        (
            "/en/events.ics?level=tea&undated=x",
            "level=tea: no such value. Allowed: summit, ministerial, senior_officials, working.\nundated=x: no such value. Allowed: omit, span.",
        ),
        ("/en/forums/arf.ics?forum=eas", "forum=arf: the address itself says it already."),
        ("/en/events/arf-32-2025.ics?forum=arf", "forum=arf: the address itself names the event, and takes no selection."),
        ("/en/events.ics?asof=2020-01-01", "asof=2020-01-01: This record begins on 2025-07-02."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_what_is_allowed(
    client: Client, path: str, said: str, events: Record
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content.decode()) == (400, f"{said}\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en/forums/nato.ics", "There is no forum nato in this record."),
        ("/en/states/arf.ics", "There is no state arf in this record."),
        ("/en/events/nothing.ics", "There is no such event in this record, or it has no date yet."),
        ("/en/events/arf-retreat.ics", "There is no such event in this record, or it has no date yet."),
    ],
)
def test_what_is_not_there_is_not_found(client: Client, path: str, said: str, events: Record) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content.decode()) == (404, f"{said}\n")


def test_a_draft_is_not_there(client: Client, meeting: Event) -> None:
    make.event("secret")
    before = client.get(FEED)
    assert client.get("/en/events/secret.ics").status_code == 404
    assert client.get(FEED).content == before.content
