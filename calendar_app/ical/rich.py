"""What RFC 9073 adds to an event: participants, locations and structured data. Some programs lose an event over them."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from .entry import SILENT, Words
from .lines import line
from .text import escape


class Participant(NamedTuple):
    """RFC 9073 section 7.1: a person or a delegation; `active` ones speak, others watch. `uid` is one's own."""

    uid: str
    name: Words
    kind: Literal["ACTIVE", "INACTIVE"] = "ACTIVE"
    description: Words = SILENT


class Location(NamedTuple):
    """RFC 9073 section 7.2."""

    uid: str
    name: Words
    description: Words = SILENT
    geo: tuple[float, float] | None = None


class Data(NamedTuple):
    """RFC 9073 section 6.6: text in a format (`media`) whose terms `schema` (a URI) explains."""

    text: str
    media: str
    schema: str


class Rich(NamedTuple):
    """All of it for one event."""

    participants: tuple[Participant, ...] = ()
    locations: tuple[Location, ...] = ()
    data: tuple[Data, ...] = ()


def properties(rich: Rich) -> Iterator[bytes]:
    """STRUCTURED-DATA lines, which stand before any nested component."""
    for text, media, schema in rich.data:
        yield line("STRUCTURED-DATA", escape(text), VALUE="TEXT", FMTTYPE=media, SCHEMA=schema)


def components(rich: Rich) -> Iterator[bytes]:
    """PARTICIPANT and VLOCATION components, in the order of RFC 9073 section 7."""
    for participant in rich.participants:
        yield b"BEGIN:PARTICIPANT\r\n"
        yield line("UID", escape(participant.uid))
        yield line("PARTICIPANT-TYPE", participant.kind)
        yield from _texts((("SUMMARY", participant.name), ("DESCRIPTION", participant.description)))
        yield b"END:PARTICIPANT\r\n"
    for location in rich.locations:
        yield b"BEGIN:VLOCATION\r\n"
        yield line("UID", escape(location.uid))
        yield from _texts((("NAME", location.name), ("DESCRIPTION", location.description)))
        if location.geo:
            yield line("GEO", degrees(location.geo))
        yield b"END:VLOCATION\r\n"


def degrees(geo: tuple[float, float]) -> str:
    """RFC 5545 section 3.8.1.6: latitude;longitude, to six digits at most."""
    return ";".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in geo)


def _texts(given: Iterable[tuple[str, Words]]) -> Iterator[bytes]:
    for name, text in given:
        if text.text:
            yield line(name, escape(text.text), LANGUAGE=text.language)
