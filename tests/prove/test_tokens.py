"""Private feeds of a real house, used, moved, ended and broken: then every log, file and database is searched for tokens."""

import base64
import http.client
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
import redis

from tests.services import postgres, valkey

from .house import UP, House, standing

pytestmark = pytest.mark.prove
OURS = {"Sec-Fetch-Site": "same-origin"}
TABLE = "calendar_app_privatefeed"


@dataclass
class Feed:
    """The tokens of a private feed that the site showed to whoever made it."""

    feed: str
    manage: str


class Reader:
    """A browser and a calendar program in one; it sends the worst Referer there is."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.seen: list[str] = []  # every token ever shown

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", int(self.house.environment["PORT"]), timeout=20)
        referer = {"Referer": f"{self.house.url}/feeds/manage/{self.seen[-1]}/"} if self.seen else {}
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        try:
            connection.request(method, path, body, {**referer, **form, **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def make(self, language: str) -> Feed:
        status, page = self.ask("POST", f"/{language}/subscribe/private/", urlencode({"alarms": "P1D"}), **OURS)
        assert status == http.HTTPStatus.OK, page
        feed, manage = self.tokens(page)
        return Feed(feed, manage)

    def rotate(self, feed: Feed) -> None:
        status, page = self.ask("POST", f"/feeds/manage/{feed.manage}/rotate/", "", **OURS)
        assert status == http.HTTPStatus.OK
        (feed.feed,) = self.tokens(page)

    def tokens(self, page: str) -> list[str]:
        found = sorted(set(re.findall(r"dc[fm]_[\w-]{43}", page)))
        self.seen += found
        return found

    def late(self, path: str) -> float:
        """Seconds until the address no longer answers, all of the house's workers asked."""
        began = ended = time.monotonic()
        for _ in range(40):
            if self.ask("GET", path)[0] == http.HTTPStatus.OK:
                ended = time.monotonic()
        return ended - began


@pytest.fixture(params=["SQLite", "PostgreSQL and Valkey"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    settings = {
        "LOG_LEVEL": "debug",
        "ACCESS_LOG": "true",
        "STATIC_HASHED": "",
        "DATABASE_URL": "",
        "REDIS_URL": "",
    }
    with ExitStack() as stack:
        if request.param != "SQLite":
            settings["DATABASE_URL"] = stack.enter_context(postgres())
            settings["REDIS_URL"] = stack.enter_context(valkey())
        yield stack.enter_context(standing(UP, tmp_path, **settings))


def test_no_token_is_anywhere(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    reader = Reader(house)
    feeds = [reader.make(language) for language in ("en", "ru", "ar")]
    for feed in feeds:
        _used(reader, feed)
    _broken(house, reader, feeds[0])
    moved = feeds[0].feed
    reader.rotate(feeds[0])
    waits = [reader.late(f"/feeds/{moved}.ics")]
    _used(reader, feeds[0])
    for feed in feeds[:2]:
        assert reader.ask("POST", f"/feeds/manage/{feed.manage}/revoke/", "", **OURS)[0] == http.HTTPStatus.OK
        waits += [reader.late(f"/feeds/{feed.feed}.ics"), reader.late(f"/feeds/manage/{feed.manage}/")]
    assert max(waits) <= 5
    assert reader.ask("GET", f"/feeds/{feeds[2].feed}.ics")[0] == http.HTTPStatus.OK

    places = dict(_searched(house))
    told = places[str(house.log)].decode()
    assert "GET /feeds/dcf_….ics? HTTP/1.1" in told
    assert "Internal Server Error: /feeds/dcf_….ics" in told
    assert "celery" in told
    assert len(set(reader.seen)) == 7
    kept = sha256(feeds[2].feed.encode()).hexdigest().encode()
    assert any(kept in content for content in places.values())  # the search finds what is there
    leaks = [(place, form) for place, content in places.items() for form in _forms(reader.seen) if form in content]
    assert leaks == []
    with capsys.disabled():
        size = sum(map(len, places.values())) / 1_000_000
        print(  # noqa: T201 - the figures are what it is for
            f"\n{len(set(reader.seen))} tokens, {len(places)} logs, files and tables of {size:.1f} MB: 0 leaks; "
            f"revoked or moved within {max(waits):.2f} s"
        )


def _used(reader: Reader, feed: Feed) -> None:
    """Read, mistyped, attacked, by calendar programs and by people."""
    own, collection, page = f"/feeds/{feed.feed}.ics", f"/caldav/feeds/{feed.feed}/", f"/feeds/manage/{feed.manage}/"
    asked = [
        ("GET", own),
        ("HEAD", own),
        ("POST", own),
        ("GET", own.replace("dcf_", "%64cf%5F")),
        ("GET", own + "?a=" + feed.feed),
    ]
    asked += [
        ("GET", own[:-4]),
        ("GET", own + "/"),
        ("GET", "/nowhere" + own),
        ("GET", f"/api/v1{own}"),
        ("GET", own + "%00"),
    ]
    asked += [("PROPFIND", collection), ("REPORT", collection), ("PUT", collection + "x.ics"), ("DELETE", collection)]
    asked += [
        ("GET", page),
        ("GET", page[:-1]),
        ("GET", page + "rotate/"),
        ("PUT", page),
        ("GET", f"/feeds/manage/{feed.feed}/"),
    ]
    asked += [
        ("GET", f"/en/events.ics?forum={feed.feed}"),
        ("GET", f"/en/events/?q={feed.feed}"),
        ("GET", f"/admin/{feed.manage}/"),
    ]
    answers = {(method, path): reader.ask(method, path, Depth="0")[0] for method, path in asked}
    assert [answers["GET", path] for path in (own, page)] == [200, 200]
    assert answers["PROPFIND", collection] == http.HTTPStatus.MULTI_STATUS
    assert max(answers.values()) < http.HTTPStatus.INTERNAL_SERVER_ERROR, answers


def _broken(house: House, reader: Reader, feed: Feed) -> None:
    """Errors at those addresses, with all that frameworks say of them."""
    _run(house, f"ALTER TABLE {TABLE} RENAME TO away")
    paths = [f"/feeds/{feed.feed}.ics", f"/feeds/manage/{feed.manage}/", f"/caldav/feeds/{feed.feed}/"]
    try:
        assert [reader.ask("GET", path)[0] for path in paths] == [500, 500, 500]
        assert reader.ask("POST", paths[1] + "rotate/", "", **OURS)[0] == http.HTTPStatus.INTERNAL_SERVER_ERROR
    finally:
        _run(house, f"ALTER TABLE away RENAME TO {TABLE}")


def _run(house: House, statement: str) -> None:
    if url := house.environment.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as postgresql:
            postgresql.execute(statement)
        return
    with closing(sqlite3.connect(house.data / "calendar.sqlite3", timeout=20)) as sqlite, sqlite:
        sqlite.execute(statement)


def _searched(house: House) -> Iterator[tuple[str, bytes]]:
    """Every file of the house and its stores, and every database as text."""
    folders = [house.data]
    if url := house.environment.get("DATABASE_URL"):
        with psycopg.connect(url) as postgresql:
            rows = postgresql.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            for (table,) in rows:
                with postgresql.cursor().copy(f'COPY "{table}" TO STDOUT') as copy:
                    yield table, b"".join(bytes(block) for block in copy)
            (folder,) = postgresql.execute("SHOW data_directory").fetchone() or ("",)
            postgresql.execute("CHECKPOINT")
            folders.append(Path(folder).parent)  # its log too
        yield "Valkey", _dumped(house.environment["REDIS_URL"])
    else:
        with closing(sqlite3.connect(house.data / "calendar.sqlite3")) as sqlite:
            yield "dump", "\n".join(sqlite.iterdump()).encode()
    yield str(house.log), house.log.read_bytes()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "programs" not in path.parts:
                yield str(path), path.read_bytes()


def _dumped(url: str) -> bytes:
    parts = urlsplit(url)
    with redis.Redis(host=str(parts.hostname), port=int(parts.port or 0)) as store:
        keys = list(store.scan_iter())
        return b"\n".join(bytes(key) + (store.dump(key) or b"") for key in keys)


def _forms(tokens: list[str]) -> Iterator[bytes]:
    """Each token's random part, whole and in halves, plain, percent-encoded, and as the bytes that it stands for."""
    for token in set(tokens):
        secret = token[4:]
        yield from (half.encode() for half in (secret[:22], secret[-22:]))
        raw = base64.urlsafe_b64decode(secret + "=")
        yield from (raw, raw.hex().encode())
