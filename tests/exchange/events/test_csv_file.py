"""CSV as spreadsheets of several countries write it, and as nobody should."""

import pytest

from calendar_app.exchange.events import Unreadable, opened
from calendar_app.exchange.events.raw import LONGEST, Raw


def rows(data: bytes) -> list[Raw]:
    return list(opened(data, "csv").rows)


@pytest.mark.parametrize(
    "data",
    [
        b"title_en,date\r\nTalks,2025-07-11\r\n",
        b"\xef\xbb\xbftitle_en;date\nTalks;2025-07-11\n",
        b"Title_EN \tdate\rTalks\t2025-07-11",
        "title_en\tdate\r\nTalks\t2025-07-11\r\n".encode("utf-16"),
        b'"title_en","date",,\n\n"Talks","2025-07-11",,\n,,,\n',
    ],
)
def test_tables_of_several_countries(data: bytes) -> None:
    found = rows(data)
    assert [(row.cells, row.problems) for row in found] == [({"title_en": "Talks", "date": "2025-07-11"}, [])]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    found = rows(b'title_en,note_en\nOne,"two\nlines"\n\nThree,x\n')
    assert [(row.number, row.cells["note_en"]) for row in found] == [(2, "two\nlines"), (4, "x")]


def test_columns_that_mean_nothing_are_named() -> None:
    found = opened(b"title_en,colour,,refused,colour\n1,2,3,4,5\n", "csv")
    assert found.left == ("colour",)
    assert [row.cells for row in found.rows] == [{"title_en": "1"}]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            b"name,when\nTalks,tomorrow\n",
            "This is no table of events: its first row names columns such as title_en, date, place.",
        ),
        (b"title_en,date,Title_en\n", "Columns stand there twice: title_en. Keep one of each."),
        (b'"title_en" x,date\n', "Row 1 can't be read: the names of the columns stand there."),
        (b"\x00\xff\x00\xff", "This is no table of events: its first row names columns such as title_en, date, place."),
    ],
)
def test_what_is_no_table(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as error:
        opened(data, "csv")
    assert str(error.value) == why


SHORT = "The row has {} cells, the header 2: it may have been cut short, or a quote is missing."
QUOTE = "A quoted cell is not closed, or goes on behind its quote: the file may have been cut short."
NO_TEXT = "It holds characters that are none: save the file in UTF-8."


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"Talks", ("", SHORT.format(1))),
        (b"Talks,x,y", ("", SHORT.format(3))),
        (b'"Talks"x,y', ("", QUOTE)),
        ("Gespräche,x".encode("latin-1"), ("title_en", NO_TEXT)),
        (b"Ta\x00lks,x", ("title_en", NO_TEXT)),
        (b"x" * (LONGEST + 1) + b",x", ("title_en", "It has 100001 characters: a cell may have 100000.")),
    ],
)
def test_a_bad_row_is_named_and_spares_its_neighbours(line: bytes, problem: tuple[str, str]) -> None:
    before, bad, after = rows(b"title_en,date\nOne,2025\n" + line + b"\nTwo,2026\n")
    assert (before.problems, after.problems, after.cells) == ([], [], {"title_en": "Two", "date": "2026"})
    assert (bad.number, bad.problems) == (3, [problem])
    assert len(str(bad.cells)) < 400


def test_an_open_quote_takes_the_rest_with_it_and_says_so() -> None:
    found = rows(b'title_en,date\nOne,2025\n"Two,2026\nThree,2027\n')
    assert [(row.number, row.problems) for row in found] == [(2, []), (3, [("", QUOTE)])]
