"""CSV (RFC 4180), as spreadsheets of several countries write it: comma, semicolon or tab, UTF-8 or UTF-16 with a mark."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from .formulas import harmless, meant
from .raw import Raw
from .tables import Header, header, row
from .trouble import Unreadable

DELIMITERS = ",;\t"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
csv.field_size_limit(2**27)  # longer than any file that is taken: how long a cell may be is said in `raw`, by its row


def write(columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> bytes:
    """A table in UTF-8 with a byte order mark, by which spreadsheets know it; no cell of it is a formula."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([harmless(cells.get(name, "")) for name in columns] for cells in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8", "replace")


def read(data: bytes) -> tuple[Header, int, Iterator[Raw]]:
    """Header, how many rows there may be, and the rows. Raises Unreadable where there is no table."""
    text = _text(data)
    records = _records(text)
    _, first = next(records, (1, []))
    if first is None:
        raise Unreadable(gettext("Row 1 can't be read: the names of the columns stand there."))
    head = header([meant(cell) for cell in first])
    return head, text.count("\n"), _rows(head, records)


def _text(data: bytes) -> str:
    """Octets that are no UTF-8 become surrogates, by which their rows are known."""
    if data.startswith(WIDE):
        return data.decode("utf-16", "replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with its number, None for one that breaks the rules of quoting."""
    line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=line.count)
    records, number = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 0
    while True:
        number += 1
        try:
            yield number, next(records)
        except StopIteration:
            return
        except csv.Error:
            yield number, None


def _rows(head: Header, records: Iterator[tuple[int, list[str] | None]]) -> Iterator[Raw]:
    for number, record in records:
        if record is None:
            why = gettext("A quoted cell is not closed, or goes on behind its quote: the file may have been cut short.")
            yield Raw(number, {}, [("", why)])
        elif any(record):
            yield row(number, head, [meant(cell) for cell in record])
