"""Refused rows come back as a file with a column of reasons, and once mended are taken as they are."""

import csv
import io
import json

import pytest

from calendar_app.exchange.imports import refused
from calendar_app.models.imports import Upload
from tests.exchange.events.test_xlsx_file import workbook
from tests.exchange.ics.calendars import calendar, event
from tests.exchange.imports.carried import applied, brought, table

pytestmark = pytest.mark.django_db
WHY = "ordinal: “x” is no number: write figures alone."


def records(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_a_table_comes_back_as_a_table() -> None:
    upload = applied(brought(table("Talks,2026,1", "'=cmd,2026,x", head="title_en,date,ordinal")))
    kind, body = refused(upload)
    assert (kind, records(body)) == (
        "csv",
        [["refused", "ordinal", "title_en", "date"], [WHY, "x", "'=cmd", "2026"]],
    )
    again = brought(body.replace(b",x,", b",2,"))
    assert [(row.verdict, row.title) for row in again.rows.all()] == [("created", "=cmd")]
    assert again.left == []


def test_a_workbook_comes_back_as_a_workbook() -> None:
    kind, body = refused(brought(workbook(["title_en", "ordinal"], ["Talks", "x"])))
    again = brought(body)
    assert (kind, [(row.cells, row.problems) for row in again.rows.all()]) == (
        "xlsx",
        [({"ordinal": "x", "title_en": "Talks"}, [["ordinal", "“x” is no number: write figures alone."]])],
    )


def test_json_comes_back_as_json() -> None:
    kind, body = refused(brought(json.dumps([{"key": "talks", "title": {"en": "Talks"}, "ordinal": "x"}]).encode()))
    assert (kind, json.loads(body)) == (
        "json",
        [{"refused": WHY, "key": "talks", "ordinal": "x", "title": {"en": "Talks"}}],
    )
    assert [row.notes for row in brought(body).rows.all()] == [[]]


def test_components_come_back_as_a_table() -> None:
    bad = event("1", start="DTSTART:20250711T100000")
    upload: Upload = brought(calendar(bad))
    kind, body = refused(upload)
    head, row = records(body)
    assert (kind, head, row[1:3]) == ("csv", ["refused", "line", "title", "component"], ["4", ""])
    assert row[0].startswith("say in which zone the times are")
    assert row[3].replace("\r\n", "\n") == bad
