"""The record's files: read strictly, written canonically."""

from pathlib import Path

import pytest

from calendar_app.exchange.record import SHIPPED, BrokenRecord, files
from calendar_app.models.vocabulary import Noun

from .small import SMALL, write


def _broken(folder: Path) -> list[str]:
    with pytest.raises(BrokenRecord) as refused:
        files.read(folder)
    return [str(problem) for problem in refused.value.problems]


def test_what_was_written_reads_the_same(tmp_path: Path) -> None:
    record = files.read(write(tmp_path, SMALL))
    assert {noun: list(entries.values()) for noun, entries in record.items()} == {
        noun: sorted(entries, key=lambda entry: entry["key"]) for noun, entries in SMALL.items()
    }


def test_a_row_stands_on_a_line_of_its_own_and_text_is_not_escaped() -> None:
    entries: list[dict[str, object]] = [
        {"key": "b", "name": {"ar": "ماليزيا"}},
        {"key": "a", "topics": ["x", "y"], "rows": [{"key": "1"}, {"key": "2"}], "none": []},
    ]
    assert files.render(entries) == (
        "[\n"
        '{\n "key": "a",\n "topics": ["x", "y"],\n "rows": [\n  {"key": "1"},\n  {"key": "2"}\n ],\n "none": []\n},\n'
        '{\n "key": "b",\n "name": {"ar": "ماليزيا"}\n}\n'
        "]\n"
    )


@pytest.mark.parametrize("noun", Noun)
def test_the_shipped_files_are_canonical(noun: Noun) -> None:
    text = (SHIPPED / files.file_name(noun)).read_text("utf-8")
    assert text == files.render(files.read(SHIPPED)[noun].values())


def test_bad_json_is_named_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "topic.json").write_text('[\n{"key" "a"}\n]', "utf-8")
    assert _broken(tmp_path) == ["topic.json: can't be read: Expecting ':' delimiter: line 2 column 8 (char 9)"]


def test_every_broken_file_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "topic.json").write_text('{"key": "a"}', "utf-8")
    (tmp_path / "place.json").write_text('[{"key": "a", "zone": "UTC", "zone": "UTC"}]', "utf-8")
    (tmp_path / "outcome.json").write_text('[{"key": "a", "ordinal": NaN}]', "utf-8")
    (tmp_path / "post.json").write_bytes(b'[{"key": "\xff"}]')
    (tmp_path / "person.json").unlink()
    problems = _broken(tmp_path)
    assert [problem.split(":")[0] for problem in problems] == [
        "person.json",
        "post.json",
        "place.json",
        "topic.json",
        "outcome.json",
    ]
    assert problems[2:] == [
        "place.json: can't be read: “zone” is given twice in one object",
        "topic.json: must hold a list of entries",
        "outcome.json: can't be read: NaN is not a number",
    ]


def test_deep_nesting_is_a_broken_file(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "topic.json").write_text("[" * 100_000, "utf-8")
    assert _broken(tmp_path)[0].startswith("topic.json: can't be read: ")


@pytest.mark.parametrize(
    "entry", ["1", '{"name": {}}', '{"key": 7}', '{"key": "two words"}', '{"key": "a--b"}', '{"key": ""}']
)
def test_an_entry_needs_a_key(tmp_path: Path, entry: str) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "topic.json").write_text(f"[{entry}]", "utf-8")
    assert _broken(tmp_path) == ["topic.json, entry 1: needs a key of letters, digits and hyphens"]


def test_a_key_stands_once(tmp_path: Path) -> None:
    write(tmp_path, {**SMALL, Noun.TOPIC: SMALL[Noun.TOPIC] * 2})
    assert _broken(tmp_path) == [
        "topic.json, cybersecurity: stands there twice: keys are unique",
        "topic.json, energy: stands there twice: keys are unique",
    ]
