"""VCALENDAR: RFC 5545 section 3.4 and RFC 7986 section 5, around ready VEVENTs. No METHOD, and no UID: vdirsyncer
takes a calendar's UID for that of its events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from .entry import SILENT, Words
from .event import duration, words
from .lines import line
from .text import escape, name, uri

CLOSING = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a calendar says of itself. `color` is a CSS name and the same colour as #RRGGBB; empty texts are left out."""

    product: str
    name: str
    description: Words = SILENT
    source: str = ""
    url: str = ""
    refresh: timedelta = timedelta(hours=1)
    color: tuple[str, str] = ("", "")


def calendar(head: Head, bodies: Iterable[bytes], zones: Iterable[bytes] = ()) -> bytes:
    """One VCALENDAR: its head, the VTIMEZONEs, then the components in the order given."""
    return b"".join((opening(head, zones), *bodies, CLOSING))


def opening(head: Head, zones: Iterable[bytes] = ()) -> bytes:
    """What stands before the components of a VCALENDAR; CLOSING stands after them."""
    return b"".join((_head(head), *zones))


def _head(head: Head) -> bytes:
    title, every = name(head.name), duration(head.refresh)
    described = head.description.text
    properties = [
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        line("PRODID", escape(head.product)),
        b"CALSCALE:GREGORIAN\r\n",
        line("NAME", escape(title)),
        line("X-WR-CALNAME", escape(title)),
        words("DESCRIPTION", head.description) if described else b"",
        line("X-WR-CALDESC", escape(described)) if described else b"",
        line("SOURCE", uri(head.source), VALUE="URI") if head.source else b"",
        line("URL", uri(head.url)) if head.url else b"",
        line("REFRESH-INTERVAL", every, VALUE="DURATION"),
        line("X-PUBLISHED-TTL", every),
    ]
    if head.color[0]:
        properties += [line("COLOR", head.color[0]), line("X-APPLE-CALENDAR-COLOR", head.color[1])]
    return b"".join(properties)
