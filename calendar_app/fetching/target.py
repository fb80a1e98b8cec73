"""Where a URL leads: scheme, host and port, and the addresses behind the name, each checked before anybody connects."""

import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from .addresses import public
from .errors import FetchError

LONGEST = 2000
MOST = 4  # addresses of one name that are tried
PORTS = {"http": 80, "https": 443}
UNPRIVILEGED = 1024
_SAFE = "%/:=&?~+!$,;'@()*[]-._"

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True)
class Target:
    """One address to ask: `path` holds the query as well."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The Host header's value (RFC 9110 section 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str) -> Target:
    """The parts of a URL. Raises FetchError for anything but http and https at a usual port."""
    shown = url[:LONGEST]
    if len(url) > LONGEST or not url.isprintable() or " " in url:
        raise FetchError(shown[:80], f"an address has {LONGEST} printable characters at most and no spaces")
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise FetchError(shown, "this is no address") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchError(shown, "give an address that begins with http:// or https://")
    if "@" in parts.netloc:
        raise FetchError(shown, "give the address without a user name")
    if port not in PORTS.values() and port < UNPRIVILEGED:
        raise FetchError(shown, f"nothing is fetched from port {port}")
    return Target(shown, parts.scheme, _ascii(shown, parts.hostname), port, _path(parts))


def resolved(name: str, port: int) -> Sequence[str]:
    """What the system's resolver knows of a name. Raises OSError."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)))


def checked(asked: Target, *, also: str, resolve: Resolve, seconds: float) -> list[str]:
    """The addresses to connect to, all of them public, or FetchError: one that isn't spoils the name.

    `also` is the one host:port that may lead anywhere.
    """
    found = _within(asked, resolve, seconds)
    if not found:
        raise FetchError(asked.url, "this name has no address")
    if also and f"{asked.host}:{asked.port}" == also:
        return found
    if inside := [address for address in found if not public(address)]:
        raise FetchError(asked.url, f"{inside[0]} is no public address, and nothing else is fetched")
    return found


def _within(asked: Target, resolve: Resolve, seconds: float) -> list[str]:
    """Resolve in a thread of its own, since the system's resolver knows no deadline."""
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found.extend(resolve(asked.host, asked.port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if thread.is_alive():
        raise FetchError(asked.url, "its name was not found in time")
    if failed:
        raise FetchError(asked.url, "this name is not known")
    return found[:MOST]


def _ascii(url: str, host: str) -> str:
    """The host as DNS writes it (RFC 3490)."""
    try:
        return host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise FetchError(url, "this is no name of a host") from None


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path
