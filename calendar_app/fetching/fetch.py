"""One GET, as far as its limits allow: pinned to the address that was checked, redirects each checked anew.

What is asked for is left unpacked (identity coding), so that its size on the wire is its size in memory.
"""

import http.client
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urljoin

from .connection import AGENT, connected, ended
from .errors import FetchError
from .target import Resolve, Target, checked, resolved, target

MOVED = (301, 302, 303, 307, 308)
CHUNK = 65_536
#: What a body that is not packed may say of itself.
PLAIN = {"Content-Encoding": ("", "identity"), "Transfer-Encoding": ("", "chunked")}


@dataclass(frozen=True)
class Limits:
    """What one fetch may cost: octets of the body, seconds for everything, redirects."""

    size: int = 5 * 1_048_576
    seconds: float = 10
    redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """`url` is where it was found in the end; `media` its Content-Type, as told."""

    url: str
    body: bytes
    media: str


def fetch(url: str, *, also: str = "", limits: Limits | None = None, resolve: Resolve = resolved) -> Fetched:
    """What stands at a public http or https address. Raises FetchError.

    `also` is one host:port that need not be public, for tests on loopback. `resolve` gives the addresses of a name.
    """
    limits = limits or Limits()
    deadline = monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        asked = target(url)
        addresses = checked(asked, also=also, resolve=resolve, seconds=deadline - monotonic())
        found = _get(asked, addresses, deadline, limits)
        if isinstance(found, Fetched):
            return found
        url = found
    raise FetchError(url, f"it redirects more than {limits.redirects} times")


def _get(asked: Target, addresses: list[str], deadline: float, limits: Limits) -> Fetched | str:
    """The answer, or where it sends us."""
    failed: Exception | None = None
    try:
        with closing(connected(asked, addresses, deadline)) as connection, ended(connection.sock, deadline):
            found = _read(asked, connection, limits)
    except (FetchError, OSError, http.client.HTTPException, ValueError) as error:
        failed = error
    if monotonic() >= deadline:  # what was read until then may have been cut short by us
        raise FetchError(asked.url, f"it took longer than {limits.seconds:g} seconds") from failed
    if isinstance(failed, FetchError):
        raise failed
    if failed:
        raise FetchError(asked.url, f"it could not be read ({type(failed).__name__})") from failed
    return found


def _read(asked: Target, connection: http.client.HTTPConnection, limits: Limits) -> Fetched | str:
    connection.putrequest("GET", asked.path, skip_host=True, skip_accept_encoding=True)
    headers = {"Host": asked.authority, "User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    for name, value in {**headers, "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    with closing(connection.getresponse()) as answer:
        return _taken(asked, answer, limits)


def _taken(asked: Target, answer: http.client.HTTPResponse, limits: Limits) -> Fetched | str:
    if answer.status in MOVED and (location := answer.getheader("Location")):
        return urljoin(asked.url, location)
    if answer.status != http.HTTPStatus.OK:
        raise FetchError(asked.url, f"it answers {answer.status}")
    for name, plain in PLAIN.items():
        if (coding := answer.getheader(name, "").strip().lower()) not in plain:
            raise FetchError(asked.url, f"it comes packed ({coding[:20]}), though it was asked for as it is")
    return Fetched(asked.url, _body(asked, answer, limits), answer.getheader("Content-Type", ""))


def _body(asked: Target, answer: http.client.HTTPResponse, limits: Limits) -> bytes:
    body = bytearray()
    too_large = FetchError(asked.url, f"it is larger than {limits.size} octets")
    if answer.length and answer.length > limits.size:  # it says so itself
        raise too_large
    while chunk := answer.read1(CHUNK):  # `read` would take a chunk of negative size for all that ever comes
        body += chunk
        if len(body) > limits.size:
            raise too_large
    if answer.length:
        raise FetchError(asked.url, "it breaks off")
    return bytes(body)
