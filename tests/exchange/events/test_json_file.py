"""JSON in the shape of the record: each entry by itself, and the line where it breaks off."""

import json

import pytest

from calendar_app.exchange.events import Unreadable, json_file, opened
from calendar_app.exchange.events.raw import Raw

GONE = "Line {} is no JSON: the file may have been cut short there. Nothing behind it was read."


def rows(data: bytes | str) -> list[Raw]:
    return list(opened(data.encode() if isinstance(data, str) else data, "json").rows)


def test_members_become_cells() -> None:
    entry = {
        "key": "arf", "id": None, "ordinal": 32, "online": True, "topics": ["a", "b"], "title": {"en": "ARF", "ru": None},
        "date": "2025", "strange": {"x": 1},
    }  # fmt: skip
    (row,) = rows(json.dumps([entry]))
    assert row.problems == []
    assert row.cells == {
        "slug": "arf", "id": "", "ordinal": "32", "online": "true", "topics": "a; b", "title_en": "ARF", "title_ru": "",
        "date": "2025", "?strange": "",
    }  # fmt: skip


def test_it_is_written_as_it_is_read() -> None:
    cells = {
        "id": "1",
        "slug": "arf",
        "title_en": "ARF",
        "title_ru": "",
        "ordinal": "32",
        "online": "false",
        "topics": "a; b",
    }
    written = json_file.write(
        ("id", "slug", "title_en", "title_ru", "ordinal", "online", "topics", "date"), [cells, {"topics": ""}]
    )
    assert json.loads(written) == [
        {
            "id": "1",
            "key": "arf",
            "title": {"en": "ARF", "ru": None},
            "ordinal": 32,
            "online": False,
            "topics": ["a", "b"],
        },
        {"topics": []},
    ]
    assert rows(written)[0].cells == cells


def test_what_can_t_be_a_number_or_a_flag_is_written_as_it_came() -> None:
    assert json.loads(json_file.write(("ordinal", "online"), [{"ordinal": "x", "online": "maybe"}])) == [
        {"ordinal": "x", "online": "maybe"}
    ]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"title": "ARF"}, ("title", 'It needs texts by language: {"en": "…", "ru": "…"}.')),
        ({"title": {"de": "ARF"}}, ("title", 'It needs texts by language: {"en": "…", "ru": "…"}.')),
        ({"title": {"en": []}}, ("title", "It needs a text.")),
        ({"topics": "a"}, ("topics", "It needs a list of texts.")),
        ({"topics": [1]}, ("topics", "It needs a list of texts.")),
        ({"date": 2025.5}, ("date", "It needs a text.")),
        ({"date": {"x": 1}}, ("date", "It needs a text.")),
        ("ARF", ("", "An event is an object: {…}.")),
        ({"date": "\ud800"}, ("date", "It holds characters that are none: save the file in UTF-8.")),
    ],
)
def test_an_entry_of_the_wrong_shape_spares_its_neighbours(entry: object, problem: tuple[str, str]) -> None:
    before, bad, after = rows(json.dumps([{"date": "2025"}, entry, {"date": "2026"}]))
    assert (before.problems, bad.number, bad.problems, after.problems) == ([], 2, [problem], [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[{"date": "2025"},\n{"date": "20', 2),
        ('[{"date": "2025"}\n', 2),
        ('[{"date": "2025"} {"date": "2026"}]', 1),
        ('[{"date": "2025"},\n\n{"date": 1, "date": 2}]', 3),
        ('[{"date": "2025"}, {"ordinal": NaN}]', 1),
        ('[{"date": "2025"}, ' + "[" * 200_000, 1),
    ],
)
def test_a_file_that_breaks_off_names_its_line(text: str, line: int) -> None:
    good, bad = rows(text)
    assert (good.problems, bad.number, bad.problems) == ([], 2, [("", GONE.format(line))])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"events": []}', "The file must hold a list of events: […]."),
        (b'[\n{"date": "\xff"}]', "Line 2 is not in UTF-8: save the file in UTF-8."),
    ],
)
def test_what_is_no_list(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as error:
        opened(data, "json")
    assert str(error.value) == why


def test_an_empty_list_has_no_rows() -> None:
    assert rows(" [ ] ") == []
