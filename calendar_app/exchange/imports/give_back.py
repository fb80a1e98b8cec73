"""The rows that were refused, as a file of the kind they came in, each with its reasons before it."""

from collections.abc import Iterator

from calendar_app.exchange.events.columns import COLUMNS
from calendar_app.exchange.events.files import given_back
from calendar_app.exchange.events.ics_file import COMPONENT
from calendar_app.exchange.events.tables import REASON
from calendar_app.models.imports import Upload, UploadedRow

LINE, TITLE = "line", "title"


def refused(upload: Upload) -> tuple[str, bytes]:
    """Kind of file, and the file. Components of a calendar come as a table: what is wrong with them may be their form."""
    rows = upload.rows.filter(verdict="refused")
    if upload.kind == "ics":
        return "csv", given_back(map(_component, rows.iterator()), (REASON, LINE, TITLE, COMPONENT), "csv")
    names = {name for cells in rows.values_list("cells", flat=True).iterator() for name in cells}
    columns = (REASON, *(name for name in COLUMNS if name in names))
    return upload.kind, given_back(_rows(rows.iterator()), columns, upload.kind)


def _rows(rows: Iterator[UploadedRow]) -> Iterator[dict[str, str]]:
    return ({REASON: reasons(row), **row.cells} for row in rows)


def _component(row: UploadedRow) -> dict[str, str]:
    text = row.cells.get(COMPONENT, "")
    return {REASON: reasons(row), LINE: str(row.number), TITLE: row.title, COMPONENT: text}


def reasons(row: UploadedRow) -> str:
    """Each with the column that it is about."""
    return "; ".join(f"{column}: {why}" if column else why for column, why in row.problems)
