"""Which kind of file it is, and the one way in and out for all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from calendar_app.exchange.ics import written as calendars
from calendar_app.models.desk import Event

from . import csv_file, ics_file, json_file, xlsx_file
from .columns import COLUMNS, cells_of
from .raw import Raw
from .tables import Header
from .trouble import Unreadable

LARGEST = 33_554_432  # octets of an upload
#: Kinds of files, and their media types.
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
}
_READERS = {"csv": csv_file.read, "xlsx": xlsx_file.read, "ics": ics_file.read, "json": json_file.read}
_TABLES = {"csv": csv_file.write, "xlsx": xlsx_file.write, "json": json_file.write}
_STRANGE = {
    b"\xd0\xcf\x11\xe0": ".xls",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}


@dataclass(frozen=True)
class Opened:
    """`left` are columns that mean nothing here; `expected` is a guess at the number of rows."""

    left: tuple[str, ...]
    expected: int
    rows: Iterator[Raw]


def kind_of(data: bytes) -> str:
    """By its first octets, whatever it is called. Raises Unreadable for what can't be any of them."""
    if len(data) > LARGEST:
        raise Unreadable(gettext("The file is larger than %(most)s MB: split it.") % {"most": LARGEST >> 20})
    if not data.strip():
        raise Unreadable(gettext("The file is empty."))
    if strange := next((name for mark, name in _STRANGE.items() if data.startswith(mark)), ""):
        raise Unreadable(gettext("This is %(kind)s: save it as .xlsx, .csv, .ics or .json.") % {"kind": strange})
    if data.startswith(b"PK"):
        return "xlsx"
    begin = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.upper().startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")):
        return "ics"
    return "json" if begin[:1] in (b"[", b"{") else "csv"


def opened(data: bytes, kind: str) -> Opened:
    """The rows, read as they are asked for. Raises Unreadable."""
    head, expected, rows = _READERS[kind](data)
    return Opened(head.left if isinstance(head, Header) else (), expected, rows)


def written(events: Iterable[Event], kind: str, *, language: str, site: str, now: datetime) -> bytes:
    """The desk's events as a file of the kind; topics and links are at hand. Read in again, it changes nothing."""
    if kind == "ics":
        return calendars.write(events, language, site=site, now=now)
    return _TABLES[kind](tuple(COLUMNS), map(cells_of, events))


def given_back(rows: Iterable[dict[str, str]], columns: tuple[str, ...], kind: str) -> bytes:
    """Rows as they came, with a column of reasons before them."""
    return _TABLES[kind](columns, rows)
