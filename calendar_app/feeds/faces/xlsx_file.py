"""Office Open XML (ECMA-376): the rows of the CSV as a workbook, with real days and numbers, for a spreadsheet."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from calendar_app.ical.text import clean

from .csv_file import COLUMNS, rows
from .sheet import Sheet

DAYS = ("first_day", "last_day")
LONGEST = 32_767  # characters that a cell can hold
WIDTHS = {"uid": 38, "title": 60, "location": 40, "participants": 60, "expected": 40, "sources": 60, "url": 60}
WIDTH = 14
#: Text is text, whatever it looks like: no cell of ours is a formula, a number or a link by its letters.
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def written(sheet: Sheet) -> bytes:
    """The workbook; from right to left in Arabic. Its inner dates are those of the selection's last change."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, **AS_WRITTEN}) as book:
        book.set_properties({"title": clean(sheet.head.name), "author": sheet.author, "created": _naive(sheet.updated)})
        bold, day = book.add_format({"bold": True, "text_wrap": False}), book.add_format({"num_format": "yyyy-mm-dd"})
        table = book.add_worksheet("events")
        _layout(table, sheet.language)
        for column, name in enumerate(COLUMNS):
            table.write_string(0, column, name, bold)
        for line, row in enumerate(rows(sheet), start=1):
            for column, name in enumerate(COLUMNS):
                _write(table, line, column, _day(row, name), day)
        table.autofilter(0, 0, len(sheet.items), len(COLUMNS) - 1)
    return out.getvalue()


def _layout(table: Worksheet, language: str) -> None:
    table.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        table.set_column(column, column, WIDTHS.get(name, WIDTH))
    if language == "ar":
        table.right_to_left()


def _day(row: dict[str, Any], name: str) -> Any:
    """The cell's value; a day is one only where it is known."""
    value = row.get(name)
    return date.fromisoformat(value) if value and name in DAYS and row["known_to_day"] else value


def _write(table: Worksheet, line: int, column: int, value: Any, day: Format) -> None:
    match value:
        case None | "":
            return
        case bool():
            table.write_boolean(line, column, value)
        case int():
            table.write_number(line, column, value)
        case date():
            table.write_datetime(line, column, datetime.combine(value, time()), day)
        case _:
            table.write_string(line, column, clean(str(value))[:LONGEST])


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
