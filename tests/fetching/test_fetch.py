"""Fetching: what is asked, what is refused, and what a hostile server can't do."""

import socket
import time
from collections.abc import Sequence

import pytest

from calendar_app.fetching import Fetched, FetchError, Limits, fetch

from .server import Server, moved, ok, serving

SOON = Limits(seconds=0.4)
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def here(server: Server, path: str = "/a.ics") -> str:
    return f"http://127.0.0.1:{server.port}{path}"


def refusal(url: str, **options: object) -> str:
    with pytest.raises(FetchError) as raised:
        fetch(url, **options)  # type: ignore[arg-type] # as given
    return raised.value.why


def allowed(server: Server) -> str:
    return f"127.0.0.1:{server.port}"


def test_one_plain_question_and_the_whole_answer() -> None:
    with serving(ok(CALENDAR, "Content-Type: text/calendar")) as server:
        found = fetch(here(server, "/a.ics?x=1"), also=allowed(server))
    assert found == Fetched(here(server, "/a.ics?x=1"), CALENDAR, "text/calendar")
    assert server.requests == [
        f"GET /a.ics?x=1 HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUser-Agent: DiplomaticCalendar/1.0\r\n"
        "Accept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n".encode()
    ]


def test_an_answer_without_a_length_ends_where_it_ends() -> None:
    with serving(b"HTTP/1.0 200 OK\r\n\r\n" + CALENDAR) as server:
        assert fetch(here(server), also=allowed(server)).body == CALENDAR


# Nobody inside is asked


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "localhost.", "LOCALHOST", "127.1", "0x7f.1", "2130706433", "017700000001", "0", "0.0.0.0",
     "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "①②⑦.0.0.1"],
)  # fmt: skip
def test_loopback_in_any_spelling_gets_no_connection(host: str) -> None:
    with serving(ok(CALENDAR)) as canary:
        why = refusal(f"http://{host}:{canary.port}/", also=f"127.0.0.1:{canary.port + 1}", limits=Limits(seconds=3))
        assert canary.connections == 0
    assert why.endswith("is no public address, and nothing else is fetched") or why in (
        "this name is not known",
        "this is no name of a host",
    )


@pytest.mark.parametrize("answer", [["10.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["64:ff9b::7f00:1"], ["fe80::1%lo"]])
def test_one_inner_address_spoils_the_name(answer: list[str]) -> None:
    why = refusal("http://calendar.example/", resolve=lambda name, port: answer)
    assert why == f"{answer[-1]} is no public address, and nothing else is fetched"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_inside_is_not_followed(status: int) -> None:
    with serving(ok(CALENDAR)) as canary, serving(moved(f"http://127.0.0.1:{canary.port}/", status)) as server:
        why = refusal(here(server), also=allowed(server))
        assert canary.connections == 0
    assert why == "127.0.0.1 is no public address, and nothing else is fetched"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://user@127.0.0.1/", "http://[", "//127.0.0.1:22/"])
def test_a_redirect_to_what_is_no_address_is_not_followed(location: str) -> None:
    with serving(moved(location)) as server:
        refusal(here(server), also=allowed(server))
        assert server.connections == 1


def test_a_name_is_resolved_once_a_hop_and_what_was_checked_is_asked() -> None:
    asked: list[tuple[str, int]] = []

    def resolve(name: str, port: int) -> Sequence[str]:
        asked.append((name, port))
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with serving(ok(CALENDAR)) as server:
        found = fetch(
            f"http://rebinding.example:{server.port}/", also=f"rebinding.example:{server.port}", resolve=resolve
        )
    assert found.body == CALENDAR
    assert asked == [("rebinding.example", server.port)]
    assert f"Host: rebinding.example:{server.port}".encode() in server.requests[0]


def test_the_next_address_of_a_name_is_tried() -> None:
    with serving(ok(CALENDAR)) as server:
        where = f"two.example:{server.port}"
        found = fetch(f"http://{where}/", also=where, resolve=lambda name, port: ["127.0.0.2", "::1", "127.0.0.1"])
    assert found.body == CALENDAR


def test_a_name_without_addresses() -> None:
    assert refusal("http://calendar.example/", resolve=lambda name, port: []) == "this name has no address"


def test_a_name_nobody_knows() -> None:
    def resolve(name: str, port: int) -> Sequence[str]:
        raise socket.gaierror

    assert refusal("http://calendar.example/", resolve=resolve) == "this name is not known"


# Limits


def test_five_redirects_and_no_more() -> None:
    with serving(*[moved("/next")] * 5, ok(CALENDAR)) as server:
        assert fetch(here(server), also=allowed(server)).url == here(server, "/next")
    with serving(*[moved("/next")] * 6, ok(CALENDAR)) as server:
        assert refusal(here(server), also=allowed(server)) == "it redirects more than 5 times"
        assert server.connections == 6


@pytest.mark.parametrize("head", ["Content-Length: 1001\r\n", "", "Transfer-Encoding: chunked\r\n"])
def test_a_body_larger_than_allowed(head: str) -> None:
    body = b"3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n" if "chunked" in head else b"x" * 1001
    with serving(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body) as server:
        assert len(fetch(here(server), also=allowed(server), limits=Limits(size=1001)).body) == 1001
        why = refusal(here(server), also=allowed(server), limits=Limits(size=1000))
    assert why == "it is larger than 1000 octets"


@pytest.mark.parametrize(
    "answer",
    [ok(CALENDAR * 10), b"HTTP/1.0 200 OK\r\n\r\n" + CALENDAR * 10, b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 90,
     b"HTTP/1.1 100 Continue\r\n\r\n" * 90],
)  # fmt: skip
def test_a_slow_server_is_left(answer: bytes) -> None:
    with serving(answer, pause=0.05) as server:
        begun = time.monotonic()
        assert refusal(here(server), also=allowed(server), limits=SOON) == "it took longer than 0.4 seconds"
    assert time.monotonic() - begun < 5


def test_a_slow_resolver_is_left() -> None:
    def resolve(name: str, port: int) -> Sequence[str]:
        time.sleep(1)
        return ["127.0.0.1"]

    assert refusal("http://calendar.example/", resolve=resolve, limits=SOON) == "its name was not found in time"


def test_a_deadline_is_one_for_all_redirects() -> None:
    with serving(moved("/next"), pause=0.002) as server:
        begun = time.monotonic()
        refusal(here(server), also=allowed(server), limits=Limits(seconds=0.3))
    assert time.monotonic() - begun < 5


# What can't be used


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "it answers 404"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "it answers 204"),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "it answers 302"),
        (ok(CALENDAR, "Content-Encoding: gzip"), "it comes packed (gzip), though it was asked for as it is"),
        (ok(CALENDAR)[:-5], "it breaks off"),
        (b"", "it could not be read (RemoteDisconnected)"),
        (b"SSH-2.0-OpenSSH\r\n", "it could not be read (BadStatusLine)"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "it could not be read (HTTPException)"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "it could not be read (IncompleteRead)"),
    ],
)
def test_answers_that_are_none(answer: bytes, why: str) -> None:
    with serving(answer) as server:
        assert refusal(here(server), also=allowed(server)) == why


def test_nobody_listens() -> None:
    with serving(ok(CALENDAR)) as server:
        pass
    assert refusal(here(server), also=allowed(server)) == "it could not be read (ConnectionRefusedError)"


def test_a_server_without_tls_is_no_secure_one() -> None:
    with serving(b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        why = refusal(f"https://127.0.0.1:{server.port}/", also=allowed(server))
    assert why.startswith("it could not be read (SSL")
