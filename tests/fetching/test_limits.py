"""Each limit of a fetch just below and just above, whatever a server does: 5 MB, 10 seconds, 5 redirects, nothing packed."""

import gzip
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from calendar_app.fetching import FetchError, Limits, fetch

from .server import Answer, Server, dripped, endless, moved, ok, serving

SIZE = 5 * 1_048_576
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
CLOSED = b"HTTP/1.0 200 OK\r\n\r\n"
SOON = Limits(seconds=0.4)
IN_TIME = Limits(seconds=6)  # for what must arrive, though a busy machine stands still for a while
SLACK = 4.0  # seconds that a busy machine may add


def asked(server: Server, limits: Limits | None = None, scheme: str = "http") -> bytes:
    where = f"127.0.0.1:{server.port}"
    return fetch(f"{scheme}://{where}/a.ics", also=where, limits=limits).body


def refused(server: Server, limits: Limits | None = None, scheme: str = "http") -> str:
    with pytest.raises(FetchError) as raised:
        asked(server, limits, scheme)
    return raised.value.why


def chunked(body: bytes, size: int) -> bytes:
    chunks = (body[at : at + size] for at in range(0, len(body), size))
    return CHUNKED + b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in chunks) + b"0\r\n\r\n"


def test_the_limits_are_those_promised() -> None:
    assert Limits() == Limits(size=5 * 1024 * 1024, seconds=10, redirects=5)


# Size


@pytest.mark.parametrize("framed", [ok, lambda body: CLOSED + body, lambda body: chunked(body, 70_001)])
def test_a_body_of_just_5_mb_and_one_octet_more(framed: Callable[[bytes], bytes]) -> None:
    with serving(framed(b"x" * SIZE)) as server:
        assert asked(server) == b"x" * SIZE
    with serving(framed(b"x" * (SIZE + 1))) as server:
        assert refused(server) == f"it is larger than {SIZE} octets"


@pytest.mark.parametrize(
    "answer",
    [
        endless(CLOSED, b"x" * 65_536),
        endless(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
        endless(CHUNKED + b"ffffffffffffffff\r\n", b"x" * 65_536),
        endless(CHUNKED + b"-1\r\n", b"x" * 65_536),
    ],
    ids=["no length", "chunks", "one chunk beyond all", "a negative chunk"],
)
def test_a_body_without_end_is_left_at_5_mb(answer: Answer) -> None:
    tracemalloc.start()
    try:
        with serving(answer) as server:
            assert refused(server) == f"it is larger than {SIZE} octets"
        assert tracemalloc.get_traced_memory()[1] < 4 * SIZE  # what it held at most, the server included
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("length", [SIZE + 1, 99_999_999_999_999])
def test_a_length_that_is_too_large_is_refused_before_anything_is_read(length: int) -> None:
    with serving(dripped(OK + b"Content-Length: %d\r\n\r\n" % length, b"x" * 100, seconds=5)) as server:
        begun = time.monotonic()
        assert refused(server) == f"it is larger than {SIZE} octets"
    assert time.monotonic() - begun < SLACK


@pytest.mark.parametrize(
    ("length", "body"),
    [("5", b"12345"), ("0", b""), ("-7", b"1234567890"), ("ten", b"1234567890"), ("", b"1234567890")],
)
def test_a_length_that_is_not_the_bodys(length: str, body: bytes) -> None:
    """A shorter one ends the body; one that is none leaves it to the connection's end."""
    with serving(OK + f"Content-Length: {length}\r\n\r\n".encode() + b"1234567890") as server:
        assert asked(server) == body


@pytest.mark.parametrize("answer", [OK + b"Content-Length: 11\r\n\r\n1234567890", chunked(b"1234567890", 5)[:-5]])
def test_a_body_that_ends_too_soon_is_none(answer: bytes) -> None:
    with serving(answer) as server:
        assert refused(server) in ("it breaks off", "it could not be read (IncompleteRead)")


# Time


@pytest.mark.parametrize("head", [OK + b"Content-Length: 4000\r\n\r\n", CLOSED], ids=["length", "no length"])
def test_a_slow_body_just_in_time_and_just_too_late(head: bytes) -> None:
    with serving(dripped(head, b"x" * 4000, seconds=0.1)) as server:
        assert asked(server, IN_TIME) == b"x" * 4000
    with serving(dripped(head, b"x" * 4000, seconds=0.8)) as server:
        late(server, SOON)


@pytest.mark.parametrize(
    "answer",
    [
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        endless(CHUNKED + b"5\r\nabcde\r\n0\r\n", b"Trailer: x\r\n" * 1000),
        endless(CHUNKED, b"1\r\nx\r\n" * 1000),
        dripped(CHUNKED + b"5\r\nabcde\r\n", b"", seconds=30),
        dripped(OK + b"X-Long: ", b"y" * 60_000, seconds=30),
        dripped(b"", OK, seconds=30),
    ],
    ids=[
        "100 for ever",
        "trailers for ever",
        "tiny chunks for ever",
        "the last chunk never comes",
        "a header never ends",
        "a status never ends",
    ],
)
def test_an_answer_without_end_is_left_in_time(answer: Answer) -> None:
    with serving(answer) as server:
        late(server, SOON)


def late(server: Server, limits: Limits, scheme: str = "http") -> None:
    begun = time.monotonic()
    why = refused(server, limits, scheme)
    took = time.monotonic() - begun
    assert limits.seconds - 0.05 <= took < limits.seconds + SLACK
    assert why == f"it took longer than {limits.seconds:g} seconds"


def test_headers_without_end_are_refused_at_once() -> None:
    for piece in (b"X: y\r\n" * 1000, b"y" * 65_536):
        with serving(endless(OK, piece)) as server:
            assert refused(server, SOON).startswith("it could not be read (")


def test_a_server_that_never_shakes_hands_is_left_in_time() -> None:
    with serving(dripped(b"", b"\x16\x03\x03\x40\x00" + b"\x02" * 60_000, seconds=30)) as server:
        late(server, SOON, scheme="https")


@contextmanager
def deaf(host: str, port: int) -> Iterator[None]:
    """An address that takes no connection and refuses none: its queue is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex((host, port))
        yield


def test_a_deaf_address_does_not_take_the_time_of_the_next() -> None:
    with serving(ok(b"here")) as server, deaf("127.0.0.3", server.port), deaf("127.0.0.4", server.port):
        where = f"many.example:{server.port}"
        answer = fetch(
            f"http://{where}/", also=where, limits=IN_TIME,
            resolve=lambda name, port: ["127.0.0.3", "127.0.0.4", "127.0.0.1"],
        )  # fmt: skip
    assert answer.body == b"here"


def test_of_many_addresses_four_are_tried_and_all_of_them_deaf_in_time() -> None:
    with serving(ok(b"here")) as server, ExitStack() as stack:
        silent = [f"127.0.0.{last}" for last in range(3, 7)]
        for host in silent:
            stack.enter_context(deaf(host, server.port))
        where, begun = f"many.example:{server.port}", time.monotonic()
        with pytest.raises(FetchError, match="it took longer than"):
            fetch(f"http://{where}/", also=where, limits=SOON, resolve=lambda name, port: [*silent, "127.0.0.1"])
        assert time.monotonic() - begun < SOON.seconds + SLACK
        assert server.connections == 0


def test_a_server_that_answers_late_is_heard_though_it_has_many_addresses() -> None:
    """What is left of the time belongs to the address that answered."""
    with serving(dripped(CLOSED[:5], CLOSED[5:] + b"x" * 20, seconds=2)) as server:
        where = f"many.example:{server.port}"
        addresses = ["127.0.0.1", "127.0.0.3", "127.0.0.4", "127.0.0.5"]
        answer = fetch(f"http://{where}/", also=where, limits=IN_TIME, resolve=lambda name, port: addresses)
    assert answer.body == b"x" * 20


# Redirects


def test_loops_end_after_five() -> None:
    for loop in ([moved("/a.ics")], [moved("/b"), moved("/a.ics")] * 4, [moved(f"/{n}", 308) for n in range(9)]):
        with serving(*loop) as server:
            assert refused(server) == "it redirects more than 5 times"
            assert server.connections == 6


def test_what_a_redirect_says_beside_is_not_read() -> None:
    flood = endless(b"HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n", b"x" * 65_536)
    with serving(flood, ok(b"here")) as server:
        assert asked(server, IN_TIME) == b"here"


def test_slow_redirects_share_one_deadline() -> None:
    """Had each its own, the sixth would be refused as one too many, none as too slow."""
    with serving(dripped(b"", moved("/next"), seconds=0.16)) as server:
        late(server, SOON)
        assert 1 <= server.connections <= 3


# Nothing packed


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "br", "deflate", "x-gzip", "identity, gzip", "zstd", "gzip, gzip"])
def test_a_packed_body_is_refused_unread(coding: str) -> None:
    with serving(ok(gzip.compress(b"here"), f"Content-Encoding: {coding}")) as server:
        assert refused(server).startswith("it comes packed (")


@pytest.mark.parametrize("coding", ["gzip", "gzip, chunked", "identity, gzip"])
def test_a_packed_transfer_is_refused_too(coding: str) -> None:
    with serving(OK + f"Transfer-Encoding: {coding}\r\n\r\n".encode() + gzip.compress(b"here")) as server:
        assert refused(server) == f"it comes packed ({coding}), though it was asked for as it is"


@pytest.mark.parametrize("header", ["Content-Encoding: identity", "Content-Encoding: ", "Content-Encoding: Identity "])
def test_identity_is_no_packing(header: str) -> None:
    with serving(ok(b"here", header)) as server:
        assert asked(server) == b"here"


def test_packed_octets_that_are_called_nothing_are_left_as_they_are() -> None:
    packed = gzip.compress(b"here")
    with serving(ok(packed)) as server:
        assert asked(server) == packed


# In full: the ten seconds themselves


@pytest.mark.prove
@pytest.mark.parametrize("head", [OK + b"Content-Length: 4000\r\n\r\n", CLOSED], ids=["length", "no length"])
def test_nine_seconds_and_eleven(head: bytes) -> None:
    with serving(dripped(head, b"x" * 4000, seconds=9)) as server:
        assert asked(server) == b"x" * 4000
    with serving(dripped(head, b"x" * 4000, seconds=11)) as server:
        late(server, Limits())
