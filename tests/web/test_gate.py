"""The gate before Django: whatever it keeps, readers get what Django would say now."""

import gzip
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections, connection
from django.test import RequestFactory
from django.utils import timezone
from django.utils.http import http_date

from calendar_app.models.desk import Event
from calendar_app.web import gate
from calendar_app.web.gate import Gate
from tests import factories as make
from tests.entries.scenario import MOVED
from tests.kept import kept

pytestmark = pytest.mark.django_db
FEED = "/en/events.ics"


class Said(NamedTuple):
    """A whole answer."""

    status: str
    headers: dict[str, str]
    body: bytes


class Counting:
    """Django, and what it was asked."""

    def __init__(self) -> None:
        self.django = WSGIHandler()
        self.asked: list[tuple[str, str]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        return self.django(environ, start_response)


@pytest.fixture(autouse=True)
def _connected() -> Iterator[None]:
    """The handler would close the connection that holds the test's transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def meeting() -> Event:
    return _meeting()


@kept
def _meeting() -> Event:
    made = make.event(title_ru="Встреча", title_ar="اجتماع")
    make.publish(made, now=MOVED)
    return made


@pytest.fixture
def django() -> Counting:
    return Counting()


@pytest.fixture
def door(django: Counting) -> Gate:
    return Gate(django)


def ask(app: Any, path: str = FEED, method: str = "GET", **headers: str) -> Said:
    factory = RequestFactory(headers={name.replace("_", "-"): value for name, value in headers.items()})
    environ = factory.generic(method, path).environ
    heard: list[Any] = []
    body = app(environ, lambda status, headers, *_: heard.append((status, dict(headers))))
    (status, said), *_ = heard
    answer = Said(status, said, b"".join(body))
    if close := getattr(body, "close", None):
        close()
    return answer


@pytest.mark.parametrize("form", ["ics", "atom", "json", "csv", "xlsx", "pdf"])
@pytest.mark.parametrize("coding", ["", "gzip", "br", "zstd", "gzip;q=0.5, br;q=0.1", "zzz"])
def test_an_answer_that_is_kept_is_djangos_in_every_header(
    door: Gate, django: Counting, form: str, coding: str, meeting: Event
) -> None:
    path = f"/ar/events.{form}"
    fresh = ask(django, path, accept_encoding=coding)
    assert ask(door, path, accept_encoding=coding) == fresh
    asked = len(django.asked)
    assert ask(door, path, accept_encoding=coding) == fresh
    assert ask(door, path, method="HEAD", accept_encoding=coding) == fresh._replace(body=b"")
    assert len(django.asked) == asked


@pytest.mark.parametrize("condition", ["etag", "weak", "date", "any"])
def test_who_has_it_gets_304_the_first_time_and_later(
    door: Gate, django: Counting, condition: str, meeting: Event
) -> None:
    whole = ask(django)
    given = {
        "etag": {"if_none_match": whole.headers["ETag"]},
        "weak": {"if_none_match": f'W/{whole.headers["ETag"]}, "other"'},
        "date": {"if_modified_since": whole.headers["Last-Modified"]},
        "any": {"if_none_match": "*"},
    }[condition]
    django.asked.clear()
    for method in ("GET", "HEAD", "GET"):
        said = ask(door, method=method, **given)
        assert (said.status, said.body) == ("304 Not Modified", b"")
        names = {"ETag", "Cache-Control", "Vary", "Last-Modified", "Access-Control-Allow-Origin"}
        assert said.headers == {name: whole.headers[name] for name in (*names, "X-Content-Type-Options")}
    assert django.asked == [("GET", FEED)]


def test_who_has_another_or_an_older_one_gets_it_whole(door: Gate, meeting: Event) -> None:
    older = http_date((MOVED - timedelta(days=1)).timestamp())
    now = http_date(timezone.now().timestamp())
    for given in ({"if_none_match": '"0123"'}, {"if_modified_since": older}, {"if_modified_since": "yesterday"},
                  {"if_none_match": '"0123"', "if_modified_since": now}):  # fmt: skip
        assert ask(door, **given) == ask(door)


def test_a_publication_is_in_the_next_answer(door: Gate, django: Counting, meeting: Event) -> None:
    first = ask(door)
    make.publish(make.event(slug="second", title_en="A second meeting"), now=MOVED + timedelta(hours=1))
    second = ask(door)
    assert b"A second meeting" in second.body
    assert second.headers["ETag"] != first.headers["ETag"]
    assert ask(door, if_none_match=first.headers["ETag"]).status == "200 OK"
    assert ask(door) == second == ask(django)


def test_a_change_elsewhere_leaves_the_etag_and_the_date(door: Gate, django: Counting, meeting: Event) -> None:
    path = f"/en/events/{meeting.slug}.ics"
    first = ask(door, path)
    make.publish(make.event(slug="second", title_en="Elsewhere"), now=MOVED + timedelta(hours=1))
    assert ask(door, path) == first
    assert ask(door, path, if_none_match=first.headers["ETag"]).status == "304 Not Modified"
    assert len(django.asked) == 2


def test_a_change_of_this_very_second_is_not_kept(door: Gate, django: Counting, meeting: Event) -> None:
    """A further one could bear the same date."""
    make.publish(make.event(slug="second", title_en="Just now"), now=timezone.now())
    assert "Last-Modified" not in ask(door).headers
    ask(door)
    assert len(django.asked) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((FEED, {}), ("/ru/events.ics", {})),
        ((FEED, {}), (f"{FEED}?cancelled=drop", {})),
        ((FEED, {"accept_encoding": "gzip"}), (FEED, {})),
        ((FEED, {"host": "localhost"}), (FEED, {"host": "127.0.0.1"})),
    ],
)
def test_what_is_asked_otherwise_is_another_answer(
    door: Gate, django: Counting, one: Any, other: Any, meeting: Event
) -> None:
    for path, headers in (one, other, one, other):
        assert ask(door, path, **headers) == ask(Counting(), path, **headers)
    assert len(django.asked) == 2


def test_a_compressed_answer_unpacks_to_the_plain_one(door: Gate, meeting: Event) -> None:
    for _ in range(2):
        assert gzip.decompress(ask(door, accept_encoding="gzip").body) == ask(door).body


@pytest.mark.parametrize(
    "path", ["/en/events.ics?stat=MY", "/en/forums/none.ics", "/en/events/none.csv", "/xx/events.ics"]
)
def test_refusals_are_djangos_and_never_kept(door: Gate, django: Counting, path: str, meeting: Event) -> None:
    for _ in range(2):
        said = ask(door, path)
        assert said == ask(Counting(), path)
        assert said.status.startswith("4")
        assert ask(door, path, method="HEAD") == said._replace(body=b"")
    assert len(django.asked) == 4


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", FEED, "405"), ("OPTIONS", FEED, "204"), ("POST", "/en/events/", "403"), ("GET", "/healthz", "200"),
     ("GET", "/en/../events.ics/x", "404")],
)  # fmt: skip
def test_everything_else_goes_to_django_untouched(
    door: Gate, django: Counting, method: str, path: str, status: str, meeting: Event
) -> None:
    assert ask(door, path, method=method, if_none_match="*").status.startswith(status)
    assert django.asked == [(method, path)]


def test_a_host_that_is_not_ours_is_refused_though_the_feed_is_kept(door: Gate, meeting: Event) -> None:
    ask(door)
    assert ask(door, host="evil.example").status.startswith("400")


def test_in_an_empty_record_django_answers(door: Gate, django: Counting) -> None:
    assert [ask(door).status for _ in range(2)] == ["200 OK"] * 2
    assert len(django.asked) == 2


def test_of_a_large_feed_the_headers_are_kept(
    door: Gate, django: Counting, meeting: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LARGEST", 100)
    first = ask(door)
    assert ask(door) == first
    assert len(django.asked) == 2
    assert ask(door, if_none_match=first.headers["ETag"]).status == "304 Not Modified"
    assert ask(door, method="HEAD") == first._replace(body=b"")
    assert len(django.asked) == 2


def test_what_was_asked_for_longest_ago_goes_first(
    door: Gate, django: Counting, meeting: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"/{language}/events.ics" for language in ("en", "ru", "ar")]
    sizes = [len(ask(django, path).body) + gate.PLAIN for path in paths]
    monkeypatch.setattr(gate, "ROOM", sum(sizes) - 1)
    django.asked.clear()
    for path in (paths[0], paths[1], paths[0], paths[2]):
        ask(door, path)
    assert [path for _, path in django.asked] == paths
    django.asked.clear()
    for path in (paths[0], paths[2], paths[1]):
        ask(door, path)
    assert django.asked == [("GET", paths[1])]


PAGE = "/en/events/?page=2025"


@pytest.mark.parametrize("path", [PAGE, "/ar/", "/ru/events/arf-32-2025/?asof=2026-01-01", "/en/embed/?view=month"])
def test_a_page_that_is_kept_is_djangos_but_for_its_etag(
    door: Gate, django: Counting, path: str, meeting: Event
) -> None:
    fresh = ask(django, path)
    asked = len(django.asked)
    first = ask(door, path)
    etag = first.headers.pop("ETag")
    assert first == fresh
    assert ask(door, path, cookie="sessionid=editor") == fresh._replace(headers={**fresh.headers, "ETag": etag})
    assert ask(door, path, method="HEAD").body == b""
    for condition in (etag, f"W/{etag}", '"other", ' + etag, "*"):
        said = ask(door, path, if_none_match=condition)
        assert (said.status, said.body) == ("304 Not Modified", b"")
        assert said.headers == {
            "Cache-Control": "public, no-cache", "X-Content-Type-Options": "nosniff", "ETag": etag
        }  # fmt: skip
    for other in ({"if_none_match": '"0123"'}, {"if_modified_since": http_date(timezone.now().timestamp())}):
        assert ask(door, path, **other).body == fresh.body
    assert len(django.asked) == asked + 1


def test_a_page_reads_as_published_at_once_and_a_change_elsewhere_leaves_its_etag(door: Gate, meeting: Event) -> None:
    path = "/en/month/2024-01/"
    first, listed = ask(door, path), ask(door, PAGE)
    make.publish(make.event(slug="second", title_en="A second meeting"), now=MOVED + timedelta(hours=1))
    assert b"A second meeting" in ask(door, PAGE).body
    assert ask(door, PAGE, if_none_match=listed.headers["ETag"]).status == "200 OK"
    assert ask(door, path, if_none_match=first.headers["ETag"]).status == "304 Not Modified"


def test_a_page_ends_with_the_day_it_speaks_of(door: Gate, django: Counting, meeting: Event) -> None:
    """On its last day a meeting is confirmed; from the next it is one that nobody has reported."""
    with time_machine.travel(datetime(2025, 7, 11, 23, 59, 59, tzinfo=UTC), tick=False):
        before = [ask(door, PAGE) for _ in range(2)]
    with time_machine.travel(datetime(2025, 7, 12, tzinfo=UTC), tick=False):
        after = [ask(door, PAGE) for _ in range(2)]
    assert len(django.asked) == 2
    assert [b"Not yet confirmed as held" in page.body for page in (*before, *after)] == [False, False, True, True]


def test_what_is_saved_at_the_desk_alone_changes_no_page(door: Gate, django: Counting, meeting: Event) -> None:
    first = ask(door, PAGE)
    make.event(slug="secret", title_en="Secret talks")
    assert ask(door, PAGE) == first
    assert b"Secret talks" not in ask(Counting(), PAGE).body
    assert len(django.asked) == 1


@pytest.mark.parametrize(
    ("path", "status"), [("/en/nothing/", "404"), ("/en/events/?page=2025-13", "400"), ("/en/events/none/", "404"),
                         ("/en/subscribe/private/", "302"), ("/en/events/?asof=1999-01-01", "404")],
)  # fmt: skip
def test_what_is_no_page_is_asked_for_each_time(
    door: Gate, django: Counting, path: str, status: str, meeting: Event
) -> None:
    for _ in range(2):
        said = ask(door, path, if_none_match="*")
        assert said.status.startswith(status)
        assert "ETag" not in said.headers
    assert len(django.asked) == 2


def test_a_page_too_large_is_answered_and_not_kept(
    door: Gate, django: Counting, meeting: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LARGEST", 100)
    assert ask(door, PAGE) == ask(door, PAGE)
    assert len(django.asked) == 2


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_left_and_the_reader_is_answered(door: Gate, django: Counting) -> None:
    make.publish(make.event(), now=MOVED)
    first = ask(door)
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    try:
        assert ask(door) == first
        assert len(django.asked) == 2
        assert ask(door) == first
        assert len(django.asked) == 2
    finally:
        connection.close()  # whatever became of it, the next test has one that works


@pytest.mark.django_db(transaction=True)
def test_a_closed_connection_is_opened_again(door: Gate) -> None:
    make.publish(make.event(), now=MOVED)
    first = ask(door)
    connection.close()
    assert ask(door) == first
