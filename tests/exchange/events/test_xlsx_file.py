"""Workbooks as people make them, cut short, and made to burst."""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped] # it has no types

from calendar_app.exchange.events import Unreadable, opened, xlsx_file
from calendar_app.exchange.events.raw import Raw

BROKEN = "This workbook can't be read: it may have been cut short. Save it again as .xlsx, without a password."
LARGE = "Unpacked, this workbook is far too large: split it, or save the sheet as CSV."


def workbook(*rows: list[Any]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def rows(data: bytes) -> list[Raw]:
    return list(opened(data, "xlsx").rows)


def repacked(data: bytes, name: str, body: bytes, *, more: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, body if part.filename == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, body)
        for number in range(more):
            new.writestr(f"xl/more/{number}", b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "text"), [(date(2025, 7, 11), "2025-07-11"), (32.0, "32"), (1.5, "1.5"), ("x_x000D_y", "x\ry")]
)
def test_cells_that_other_programs_write(value: object, text: str) -> None:
    assert xlsx_file._text(value) == text


def test_cells_of_every_kind_are_texts() -> None:
    data = workbook(
        ["title_en", "date", "start_time", "ordinal", "online", "note_en", "place", "zone"],
        [12, date(2025, 7, 11), time(14, 30), 32.0, True, "=1+1", None, datetime(2025, 7, 11, 9, 0)],
        [None, None],
        ["'=2", datetime(2025, 7, 11), "9:05", 1.5, False],
    )
    first, second = rows(data)
    assert first.cells == {
        "title_en": "12", "date": "2025-07-11", "start_time": "14:30", "ordinal": "32", "online": "true", "note_en": "=1+1",
        "place": "", "zone": "2025-07-11 09:00",
    }  # fmt: skip
    assert (second.number, second.cells["title_en"], second.cells["ordinal"], second.problems) == (4, "=2", "1.5", [])


def test_what_is_written_is_text_and_what_is_too_long_is_left_as_it_is() -> None:
    data = xlsx_file.write(("title_en", "note_en"), [{"title_en": "=cmd", "note_en": "x" * 32_768}, {"note_en": "'"}])
    assert [row.cells for row in rows(data)] == [
        {"title_en": "=cmd", "note_en": "…"},
        {"title_en": "", "note_en": "'"},
    ]


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.99])
def test_a_workbook_cut_short(cut: float) -> None:
    data = workbook(["title_en"], ["Talks"])
    with pytest.raises(Unreadable, match="can't be read: it may have been cut short"):
        opened(data[: int(len(data) * cut)], "xlsx")


def test_a_sheet_that_breaks_off_names_its_row() -> None:
    data = workbook(["title_en"], *(["Talks"] for _ in range(3)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    found = rows(repacked(data, "xl/worksheets/sheet1.xml", sheet[: sheet.rindex(b'<row r="4"')]))
    assert [row.problems for row in found[:-1]] == [[], []]
    assert (found[-1].number, found[-1].problems) == (4, [("", f"{BROKEN} Nothing behind this row was read.")])


def bomb(name: str, size: int) -> bytes:
    return repacked(workbook(["title_en"]), name, b" " * size)


@pytest.mark.parametrize(
    "data",
    [
        bomb("xl/worksheets/sheet1.xml", xlsx_file.UNPACKED),
        bomb("xl/sharedStrings.xml", xlsx_file.STRINGS + 1),
        repacked(workbook(["title_en"]), "xl/more", b"", more=xlsx_file.PARTS),
    ],
    ids=["sheet", "strings", "parts"],
)
def test_a_bomb_is_never_unpacked(data: bytes) -> None:
    assert len(data) < 400_000
    with pytest.raises(Unreadable) as error:
        opened(data, "xlsx")
    assert str(error.value) == LARGE


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>',
        b"\xff\xfe",
    ],
)
def test_entities_and_rubbish_are_refused(body: bytes) -> None:
    with pytest.raises(Unreadable, match="can't be read"):
        opened(repacked(workbook(["title_en"]), "xl/worksheets/sheet1.xml", body), "xlsx")


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes() -> None:
    data = workbook(["title_en"], ["Talks"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    endless = sheet.replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
    assert endless != sheet
    assert [row.cells for row in rows(repacked(data, "xl/worksheets/sheet1.xml", endless))] == [{"title_en": "Talks"}]
