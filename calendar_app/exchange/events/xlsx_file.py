"""Office Open XML (ECMA-376): one sheet, read row by row, and never unpacked further than its limits allow."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext
from openpyxl import load_workbook  # type: ignore[import-untyped] # it has no types
from xlsxwriter import Workbook

from calendar_app.ical.text import clean

from .formulas import harmless, meant
from .raw import KEEP, Raw
from .tables import Header, header, row
from .trouble import Unreadable

CELL = 32_767  # UTF-16 units that a cell can hold
WIDEST = 200  # columns looked at
UNPACKED = 268_435_456  # octets of all parts together; the sheet is read in a stream
STRINGS = 67_108_864  # octets of the shared strings, which are held
PARTS = 1000
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how a workbook writes what XML can't (ECMA-376, ST_Xstring)


def write(columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> bytes:
    """A workbook of texts. A text longer than a cell is left out, with the sign that leaves it as it is."""
    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        table, bold = book.add_worksheet("events"), book.add_format({"bold": True})
        table.freeze_panes(1, 0)
        for column, name in enumerate(columns):
            table.write_string(0, column, name, bold)
        for line, cells in enumerate(rows, start=1):
            for column, name in enumerate(columns):
                if text := harmless(clean(cells.get(name, ""))):
                    table.write_string(line, column, text if _fits(text) else KEEP)
    return out.getvalue()


def _fits(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= CELL


def read(data: bytes) -> tuple[Header, int, Iterator[Raw]]:
    """Header, how many rows there may be, and the rows. Raises Unreadable for what is no workbook, or a bomb."""
    _measure(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet: Any = book.worksheets[0]
            expected = int(sheet.max_row or 0)
            sheet.reset_dimensions()
            records = sheet.iter_rows(max_col=WIDEST, values_only=True)
            first = next(records, ())
    except Exception as error:
        raise Unreadable(_broken()) from error
    return (head := header(_texts(first))), expected, _rows(head, records)


def _measure(data: bytes) -> None:
    """Before anything is unpacked: how large it says that it becomes. zipfile never unpacks more than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(_broken()) from error
    strings = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    if len(parts) > PARTS or strings > STRINGS or sum(part.file_size for part in parts) > UNPACKED:
        raise Unreadable(gettext("Unpacked, this workbook is far too large: split it, or save the sheet as CSV."))


def _broken() -> str:
    return gettext(
        "This workbook can't be read: it may have been cut short. Save it again as .xlsx, without a password."
    )


def _rows(head: Header, records: Iterator[Any]) -> Iterator[Raw]:
    number = 1
    while True:
        number += 1
        try:
            record = next(records, None)
        except Exception:  # noqa: BLE001 - as above
            yield Raw(number, {}, [("", " ".join([_broken(), gettext("Nothing behind this row was read.")]))])
            return
        if record is None:
            return
        cells = _texts(record)
        if any(cells):
            wanted = len(head.names)
            yield row(number, head, cells + [""] * (wanted - len(cells)))


def _texts(record: Iterable[Any]) -> list[str]:
    cells = [_text(value) for value in record]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case float() if value.is_integer():
            return str(int(value))
    return meant(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)))
