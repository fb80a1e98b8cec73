"""Plain text as XHTML: paragraphs, line breaks, and a link where a line is an address and nothing else."""

import re
from html import escape

from calendar_app.entries.phrases import RIGHT_TO_LEFT
from calendar_app.ical.text import clean

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def xhtml(text: str, language: str) -> str:
    """A div in the XHTML namespace that holds the text, nothing of it taken for markup."""
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    blocks = [block.strip("\n").splitlines() for block in clean(text).split("\n\n") if block.strip()]
    inner = "".join(f"<p>{'<br/>'.join(map(_line, lines))}</p>" for lines in blocks)
    return f'<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="{language}" dir="{direction}">{inner}</div>'


def _line(line: str) -> str:
    text = escape(line)
    return f'<a href="{text}">{text}</a>' if _ADDRESS.fullmatch(line) else text
