"""One POST to whoever asked to be called: pinned to the address that was checked, no redirect followed."""

import http.client
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from time import monotonic

from .connection import AGENT, connected, ended
from .errors import Unanswered
from .target import Resolve, Target, checked, resolved, target


@dataclass(frozen=True)
class Answer:
    """The status, whatever it is, and the beginning of the body."""

    status: int
    body: bytes


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    also: str = "",
    seconds: float = 10,
    keep: int = 0,
    resolve: Resolve = resolved,
) -> Answer:
    """What a public address answers. Raises Unanswered where nothing came in time, FetchError where none may be asked.

    `keep` is how many octets of the answer's body are read; `also` is one host:port that need not be public.
    """
    deadline = monotonic() + seconds
    asked = target(url)
    addresses = checked(asked, also=also, resolve=resolve, seconds=seconds)
    failed: Exception | None = None
    answer = Answer(0, b"")
    try:
        with closing(connected(asked, addresses, deadline)) as connection, ended(connection.sock, deadline):
            answer = _asked(asked, connection, body, headers, keep)
    except (OSError, http.client.HTTPException, ValueError) as error:
        failed = error
    if monotonic() >= deadline:  # what was read until then may have been cut short by us
        raise Unanswered(asked.url, f"it took longer than {seconds:g} seconds") from failed
    if failed:
        raise Unanswered(asked.url, f"it could not be reached ({type(failed).__name__})") from failed
    return answer


def _asked(
    asked: Target, connection: http.client.HTTPConnection, body: bytes, headers: Mapping[str, str], keep: int
) -> Answer:
    connection.putrequest("POST", asked.path, skip_host=True, skip_accept_encoding=True)
    own = {"Host": asked.authority, "User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close"}
    for name, value in {**own, **headers, "Content-Length": str(len(body))}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    with closing(connection.getresponse()) as answer:
        return Answer(answer.status, _beginning(answer, keep))


def _beginning(answer: http.client.HTTPResponse, most: int) -> bytes:
    """`read` would wait for so many octets, however slowly they come; the deadline ends that too."""
    return answer.read(most) if most else b""
