"""VEVENT: RFC 5545 section 3.6.1, with the properties of RFC 9253. One entry in, bytes out, the same bytes each time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from calendar_app.dates import clear

from .entry import Entry, Words
from .lines import line
from .rich import Rich, components, degrees, properties
from .text import clean, escape, uri


def vevent(entry: Entry, rich: Rich | None = None) -> bytes:
    """The whole component, CRLF at its end.

    Times are written in their zones, so that the city's wall time stays; in UTC, both of them, where one is not clear.

    `rich` is what RFC 9073 adds, for the programs that asked for it.
    """
    return b"".join(_lines(entry, rich or Rich()))


def _lines(entry: Entry, rich: Rich) -> Iterator[bytes]:
    yield b"BEGIN:VEVENT\r\n"
    yield from _identity(entry)
    yield from _slot(entry)
    if entry.edtf:
        yield line("X-EDTF", escape(entry.edtf))
    yield from _texts(entry)
    yield from _state(entry)
    yield from _relations(entry)
    yield from properties(rich)
    for span in entry.alarms:
        yield from _alarm(entry, span)
    yield from components(rich)
    yield b"END:VEVENT\r\n"


def _identity(entry: Entry) -> Iterator[bytes]:
    yield line("UID", escape(entry.uid))
    yield line("DTSTAMP", utc(entry.stamp))
    yield line("LAST-MODIFIED", utc(entry.stamp))
    yield line("SEQUENCE", str(entry.sequence))


def _state(entry: Entry) -> Iterator[bytes]:
    if entry.status:
        yield line("STATUS", entry.status)
    yield line("TRANSP", "TRANSPARENT" if entry.transparent else "OPAQUE")
    yield line("CLASS", "PUBLIC")


def _texts(entry: Entry) -> Iterator[bytes]:
    yield words("SUMMARY", entry.summary)
    if clean(entry.location.text):
        yield words("LOCATION", entry.location)
    if entry.geo:
        yield line("GEO", degrees(entry.geo))
    if clean(entry.description.text):
        yield words("DESCRIPTION", entry.description)
    if entry.url:
        yield line("URL", uri(entry.url))
    categories = [(escape(text), language) for text, language in entry.categories if clean(text)]
    for language in dict.fromkeys(language for _, language in categories):
        of = [text for text, its in categories if its == language]
        yield line("CATEGORIES", ",".join(of), LANGUAGE=language)


def _relations(entry: Entry) -> Iterator[bytes]:
    for concept in entry.concepts:
        yield line("CONCEPT", uri(concept))
    if entry.reference:
        yield line("REFID", escape(entry.reference))
    for uid, kind in entry.relations:
        yield line("RELATED-TO", escape(uid), RELTYPE=kind)
    for address, relation, label in entry.links:
        yield line(
            "LINK",
            uri(address),
            VALUE="URI",
            LINKREL=relation,
            LABEL=label.text,
            LANGUAGE=label.text and label.language,
        )


def _alarm(entry: Entry, span: timedelta) -> Iterator[bytes]:
    yield b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
    yield line("TRIGGER", f"-{duration(span)}")
    yield words("DESCRIPTION", entry.summary)
    yield b"END:VALARM\r\n"


def words(name: str, value: Words) -> bytes:
    """A TEXT property and its language (RFC 5545 section 3.2.10)."""
    return line(name, escape(value.text), LANGUAGE=value.language)


def utc(moment: datetime) -> str:
    """RFC 5545 section 3.3.5, form 2."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def duration(span: timedelta) -> str:
    """RFC 5545 section 3.3.6: P1D, PT6H, PT90M. Whole minutes, at least one."""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes % 1440 == 0:
        return f"P{minutes // 1440}D"
    return f"PT{minutes // 60}H" if minutes % 60 == 0 else f"PT{minutes}M"


def _slot(entry: Entry) -> Iterator[bytes]:
    known = {"DTSTART": entry.start} | ({"DTEND": entry.end} if entry.end is not None else {})
    local = all(clear(moment) for moment in known.values() if isinstance(moment, datetime))
    for name, moment in known.items():
        yield _moment(name, moment, local=local)


def _moment(name: str, moment: date | datetime, *, local: bool) -> bytes:
    if not isinstance(moment, datetime):
        return line(name, f"{moment:%Y%m%d}", VALUE="DATE")
    zone = getattr(moment.tzinfo, "key", "UTC")
    if zone == "UTC" or not local:
        return line(name, utc(moment))
    return line(name, f"{moment:%Y%m%dT%H%M%S}", TZID=zone)
