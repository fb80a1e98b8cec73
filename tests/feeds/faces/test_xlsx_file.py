"""A workbook holds what the CSV holds: text as text, days as days, and the same bytes for the same rows."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook  # type: ignore[import-untyped] # it has no types

from calendar_app.feeds.faces.csv_file import COLUMNS
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = datetime(2025, 8, 1, tzinfo=UTC)


def sheet(client: Client, path: str = "/en/events.xlsx") -> Any:
    return load_workbook(io.BytesIO(client.get(path).content)).active


def rows(client: Client, path: str = "/en/events.xlsx") -> list[dict[str, Any]]:
    header, *lines = sheet(client, path).iter_rows(values_only=True)
    assert header == COLUMNS
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_it_holds_what_the_csv_holds(client: Client) -> None:
    make.published_week()
    table = list(csv.DictReader(io.StringIO(client.get("/ru/events.csv").content.decode(), newline="")))
    found = rows(client, "/ru/events.xlsx")
    assert len(found) == len(table) > 1
    for ours, theirs in zip(found, table, strict=True):
        assert (ours["uid"], ours["title"], ours["participants"]) == (
            theirs["uid"], theirs["title"], theirs["participants"] or None,
        )  # fmt: skip


def test_days_are_days_where_they_are_known_and_numbers_numbers(client: Client) -> None:
    make.publish(
        make.event(date="2025-07-11", ordinal=32, slug="known"), make.event(date="2025-09", slug="month"), now=make.NOW
    )
    known, month = rows(client, "/en/events.xlsx?undated=span")
    assert (known["first_day"].date(), known["known_to_day"], known["ordinal"]) == (date(2025, 7, 11), True, 32)
    assert (month["first_day"], month["last_day"], month["known_to_day"]) == ("2025-09-01", "2025-09-30", False)


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+49", "http://example.org/", "007", "<b>&amp;", "لقاء"])
def test_text_is_text(client: Client, title: str) -> None:
    make.publish(make.event(title_en=title), now=make.NOW)
    cell = sheet(client).cell(2, COLUMNS.index("title") + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "s", None)


def test_the_same_rows_are_the_same_bytes_and_a_change_is_another_file(client: Client) -> None:
    event = make.event()
    make.publish(event, now=make.NOW)
    first = client.get("/en/events.xlsx")
    assert client.get("/en/events.xlsx").content == first.content
    assert client.get("/en/events.xlsx", headers={"if-none-match": first["ETag"]}).status_code == 304
    event.title_en = "Another"
    event.save()
    make.publish(event, now=LATER)
    assert client.get("/en/events.xlsx").content != first.content


def test_it_is_read_from_right_to_left_in_arabic(client: Client) -> None:
    make.publish(make.event(), now=make.NOW)
    for language, turned in (("ar", True), ("en", False)):
        found = sheet(client, f"/{language}/events.xlsx")
        assert (bool(found.sheet_view.rightToLeft), found.freeze_panes) == (turned, "A2")
