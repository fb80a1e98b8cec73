"""Before Django: a feed or page that was served once is served again after one look at the revision.

A reader's program asks for the same feed every hour and mostly holds it already; a page that is kept open, or that many
look at, reads the same until something is published or the day ends. To find that out through middleware, routing,
selection and rendering costs far more CPU than to say so; hence what Django answered is kept for as long as the record
stands at the revision it was answered at. Everything else goes to Django untouched (docs/adr/0016).
"""

import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any, NamedTuple, TypeAlias

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from calendar_app.models.public import Head

from .door import PAGE
from .served import MARK, coding, known

Environ: TypeAlias = dict[str, Any]
Headers: TypeAlias = list[tuple[str, str]]
App: TypeAlias = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

ROOM = 32 * 1_048_576  # octets of bodies that are kept
LARGEST = 2 * 1_048_576  # of a larger body its headers are kept, which is enough to answer that it has not changed
PLAIN = 4096  # octets that an answer without a body counts as
DAY = 86_400  # seconds; pages say what is past and what lies ahead by the day in UTC
_PAGE = re.compile(r"/[a-z]{2}/(?:.*/)?")
_FEED = re.compile(r"/[a-z]{2}/[^/].*\.(?:ics|atom|json|csv|xlsx|pdf)")
_ASKED = ("HTTP_HOST", "wsgi.url_scheme", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
_NUMBER = str(Head.objects.values_list("n").query)
#: What 304 says: of the answer's own headers those of RFC 9110 section 15.4.5, and who may read it.
_SAID = {
    "ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin", "X-Content-Type-Options",
}  # fmt: skip
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


@dataclass(frozen=True)
class Kept:
    """Django's answer to a GET at a revision; `body` is None where it was too large to keep.

    `day` is that of which a page speaks, in days since 1970 (UTC); a feed speaks of none. `modified` is None for a page.
    """

    revision: int
    day: int | None
    etag: str
    modified: float | None
    headers: Headers
    bodiless: Headers
    body: bytes | None

    @property
    def size(self) -> int:
        return PLAIN + len(self.body or b"")


class Heard(NamedTuple):
    """What Django said: its status line and headers, and the body still to be read."""

    status: str
    headers: Headers
    body: Iterable[bytes]


class Gate:
    """A WSGI application (PEP 3333) round Django's."""

    def __init__(self, inner: App) -> None:
        self._inner = inner
        self._kept: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from what is kept, or as Django does."""
        path = environ.get("PATH_INFO", "")
        feed = _FEED.fullmatch(path)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not (feed or _PAGE.fullmatch(path)):
            return self._inner(environ, start_response)
        revision = _revision()
        if revision is None:
            return self._inner(environ, start_response)
        packed = coding(environ.get("HTTP_ACCEPT_ENCODING", "")) if feed else ""
        key, day = (*map(environ.get, _ASKED), packed), int(time.time() // DAY)
        kept = self._find(key, revision, day)
        if kept and (kept.body is not None or _without_body(environ, kept)):
            return _answered(environ, kept, [kept.body or b""], start_response)
        return self._asked(environ, key, revision, day, start_response)

    def _asked(
        self, environ: Environ, key: tuple[Any, ...], revision: int, day: int, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Ask Django for the whole and answer from that. What is neither feed nor page comes as Django gives it."""
        whole = {name: value for name, value in environ.items() if name not in _CONDITIONS} | {"REQUEST_METHOD": "GET"}
        heard = _heard(self._inner, whole)
        said = dict(heard.headers)
        if found := whole.get(MARK):
            read = _read(heard.body) if int(said["Content-Length"]) <= LARGEST else None
            kept = Kept(
                revision, None, found.etag, found.modified.timestamp(), heard.headers, _bodiless(heard.headers), read
            )
        elif whole.get(PAGE):
            read = _read(heard.body)
            kept = _page(read, heard.headers, revision, day)
        else:
            start_response(heard.status, heard.headers)
            return heard.body if environ["REQUEST_METHOD"] == "GET" else _closed(heard.body)
        settled = (
            kept.day is not None or "Last-Modified" in said
        )  # else a further change may come within the same second
        if settled and kept.size <= PLAIN + LARGEST:
            self._keep(key, kept)
        return _answered(environ, kept, heard.body if read is None else [read], start_response)

    def _find(self, key: tuple[Any, ...], revision: int, day: int) -> Kept | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.revision != revision or kept.day not in (None, day):
                return None
            self._kept.move_to_end(key)
            return kept

    def _keep(self, key: tuple[Any, ...], kept: Kept) -> None:
        """The latest asked for stay; the others go once there is no room."""
        with self._lock:
            if old := self._kept.pop(key, None):
                self._size -= old.size
            self._kept[key] = kept
            self._size += kept.size
            while self._size > ROOM:
                self._size -= self._kept.popitem(last=False)[1].size


def _revision() -> int | None:
    """The number of the record's revision; None where the database does not say, which Django then tells the reader.

    Asked of the driver itself, since Django's way there takes five times as long as the answer.
    """
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    try:
        if wrapper.connection is None:
            wrapper.connect()
        row = wrapper.connection.execute(_NUMBER).fetchone()
    except (DatabaseError, wrapper.Database.Error):
        wrapper.close()
        return None
    return row[0] if row else None


def _page(body: bytes, headers: Headers, revision: int, day: int) -> Kept:
    """A page, which is known again by what it says: its ETag outlives a revision that changes nothing in it."""
    etag = hashlib.blake2b(body, digest_size=16).hexdigest()
    tagged = [*headers, ("ETag", f'"{etag}"')]
    return Kept(revision, day, etag, None, tagged, _bodiless(tagged), body)


def _bodiless(headers: Headers) -> Headers:
    return [pair for pair in headers if pair[0] in _SAID]


def _heard(inner: App, environ: Environ) -> Heard:
    said: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, _info: object = None) -> None:
        said.append((status, headers))

    body = inner(environ, start_response)
    return Heard(*said[-1], body)


def _read(body: Iterable[bytes]) -> bytes:
    """All of it, and closed, so that Django ends the request."""
    try:
        return b"".join(body)
    finally:
        _closed(body)


def _closed(body: Iterable[bytes]) -> list[bytes]:
    if close := getattr(body, "close", None):
        close()
    return []


def _without_body(environ: Environ, kept: Kept) -> bool:
    return environ["REQUEST_METHOD"] == "HEAD" or _has_it(environ, kept)


def _has_it(environ: Environ, kept: Kept) -> bool:
    tags, since = (environ.get(name, "") for name in _CONDITIONS)
    if kept.modified is None:
        return bool(tags) and known(tags, "", etag=kept.etag, modified=0)
    return known(tags, since, etag=kept.etag, modified=kept.modified)


def _answered(
    environ: Environ, kept: Kept, body: Iterable[bytes], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """The body, its headers alone, or 304 (RFC 9110 section 15.4.5) with the headers that are not about a body."""
    if _has_it(environ, kept):
        start_response("304 Not Modified", kept.bodiless)
    else:
        start_response("200 OK", kept.headers)
        if environ["REQUEST_METHOD"] == "GET":
            return body
    return _closed(body)
