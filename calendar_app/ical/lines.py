"""Content lines: RFC 5545 section 3.1, folded at 75 octets, never inside a character or an escape.

The icalendar package could write them, but it turns a text's own "\\N" into a line break, is twenty times slower, and
its next release may fold elsewhere, which would give every feed a new ETag. It reads what we write, in the tests.
"""

import re

from .text import clean

LIMIT = 75
CRLF = b"\r\n"
_QUOTED = re.compile(r"[:;,]")
_UNFIT_IN_PARAMETERS = str.maketrans({'"': "'", "\n": " ", "\t": " "})


def line(name: str, value: str, **parameters: str) -> bytes:
    """One content line, CRLF included. The value must be escaped already; empty parameters are left out."""
    given = "".join(f";{key}={_parameter(text)}" for key, text in parameters.items() if text)
    raw = f"{name}{given}:{value}".encode()
    return raw + CRLF if len(raw) <= LIMIT else folded(raw) + CRLF


def folded(raw: bytes) -> bytes:
    """The line in pieces of at most 75 octets, each further one led by a space."""
    pieces = []
    start, room = 0, LIMIT
    while len(raw) - start > room:
        cut = _cut(raw, start, start + room)
        pieces.append(raw[start:cut])
        start, room = cut, LIMIT - 1
    pieces.append(raw[start:])
    return b"\r\n ".join(pieces)


def _cut(raw: bytes, start: int, cut: int) -> int:
    while raw[cut] & 0xC0 == 0x80:
        cut -= 1
    before = raw[start:cut]
    escapes = len(before) - len(before.rstrip(b"\\"))
    return cut - escapes % 2


def _parameter(text: str) -> str:
    text = clean(text).translate(_UNFIT_IN_PARAMETERS)
    return f'"{text}"' if _QUOTED.search(text) else text
