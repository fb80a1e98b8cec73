"""Faults that stand in the bytes, before any line is read: RFC 5545 sections 3.1 and 3.1.4."""

import re
from collections.abc import Iterator

from calendar_app.ical.lines import LIMIT

from .finding import Finding

BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")
_OVERRIDE = re.compile(rb"\xe2\x80[\xad\xae]")
_SEPARATOR = re.compile(rb"\xe2\x80[\xa8\xa9]")


def octets(data: bytes) -> Iterator[Finding]:
    if data.startswith(BOM):
        yield Finding("bom", 1, "starts with a byte order mark")
    if not data.endswith(b"\r\n"):
        yield Finding("end", data.count(b"\n") + 1, "the last line does not end in CRLF")
    yield from _encoding(data)
    for number, raw in enumerate(data.removesuffix(b"\n").split(b"\n"), 1):
        yield from _physical(number, raw)


def _encoding(data: bytes) -> Iterator[Finding]:
    joined = data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    try:
        joined.decode()
    except UnicodeDecodeError as error:
        yield Finding("utf-8", joined.count(b"\n", 0, error.start) + 1, "not UTF-8")


def _physical(number: int, raw: bytes) -> Iterator[Finding]:
    if not raw.endswith(b"\r") or raw.count(b"\r") > 1:
        yield Finding("crlf", number, "lines end in CRLF, and CR stands nowhere else")
    piece = raw.removesuffix(b"\r")
    if not piece.strip():
        yield Finding("blank", number, "a blank line")
    if len(piece) > LIMIT:
        yield Finding("length", number, f"{len(piece)} octets")
    if _cut(piece):
        yield Finding("fold", number, "folding cuts a character")
    if _CONTROL.search(piece) or _OVERRIDE.search(piece) or _SEPARATOR.search(piece):
        yield Finding("control", number, "a control character")
    if b"\xef\xbf\xbd" in piece:
        yield Finding("replacement", number, "U+FFFD: a character was lost")


def _cut(piece: bytes) -> bool:
    start = piece[1:2] if piece[:1] in (b" ", b"\t") else piece[:1]
    return bool(start) and start[0] & 0xC0 == 0x80
