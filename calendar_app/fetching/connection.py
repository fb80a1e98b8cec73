"""A connection to an address that was checked, and an end to it at the deadline."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from .target import Target

AGENT = "DiplomaticCalendar/1.0"


def connected(asked: Target, addresses: list[str], deadline: float) -> http.client.HTTPConnection:
    """A connection to the first of the addresses that answers, and to nothing else. Raises OSError.

    Each address gets its share of the time that is left, so that a deaf one leaves some to the next.
    """
    failed: OSError = TimeoutError()
    for position, address in enumerate(addresses):
        try:
            share = _left(deadline) / (len(addresses) - position)
            raw = socket.create_connection((address, asked.port), timeout=share)
        except OSError as error:
            failed = error
            continue
        raw.settimeout(_left(deadline))
        connection = http.client.HTTPConnection(asked.host, asked.port)
        connection.sock = _secured(raw, asked.host) if asked.scheme == "https" else raw
        return connection
    raise failed


def _secured(raw: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS for the name that was asked for, whatever address it has; the whole handshake within the socket's timeout."""
    try:
        return ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    except (OSError, ValueError):
        raw.close()
        raise


def _left(deadline: float) -> float:
    return max(0.001, deadline - monotonic())


@contextmanager
def ended(sock: socket.socket, deadline: float) -> Iterator[None]:
    """Hang up at the deadline: a timeout of the socket begins anew with every octet that a slow server sends."""

    def hang_up() -> None:
        with suppress(OSError):  # it may be closed already
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(_left(deadline), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
