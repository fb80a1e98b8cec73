"""The record's files: one JSON list a noun, each entry an object with a key, read strictly and written canonically."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from calendar_app.errors import Problem
from calendar_app.models.vocabulary import Noun

from .errors import BrokenRecord, Spot, WrongValueError, wrong

Entry = dict[str, Any]
Record = dict[Noun, dict[str, Entry]]

#: The record that ships with the project.
SHIPPED = Path(__file__).resolve().parents[2] / "record"

KEY = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def file_name(noun: Noun) -> str:
    return f"{noun.value}.json"


def read(directory: Path) -> Record:
    """Every noun's entries by key, as they stand in the files.

    Raises BrokenRecord with every problem: a file missing or unreadable, bad JSON, a member or a key given twice.
    """
    problems: list[Problem] = []
    record = {noun: _read_noun(directory, noun, problems) for noun in Noun}
    if problems:
        raise BrokenRecord(problems)
    return record


def _read_noun(directory: Path, noun: Noun, problems: list[Problem]) -> dict[str, Entry]:
    spot = Spot(file_name(noun))
    try:
        text = (directory / spot.file).read_text("utf-8")
        entries = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (OSError, ValueError, RecursionError) as error:
        problems.append(spot.problem(f"can't be read: {error}"))
        return {}
    if not isinstance(entries, list):
        problems.append(spot.problem("must hold a list of entries"))
        return {}
    return _by_key(spot, entries, problems)


def _by_key(spot: Spot, entries: list[Any], problems: list[Problem]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for number, entry in enumerate(entries, 1):
        key = entry.get("key") if isinstance(entry, dict) else None
        if not isinstance(key, str) or not KEY.fullmatch(key):
            problems.append(Spot(spot.file, f"entry {number}").problem("needs a key of letters, digits and hyphens"))
        elif key in found:
            problems.append(Spot(spot.file, key).problem("stands there twice: keys are unique"))
        else:
            found[key] = entry
    return found


def _once(pairs: list[tuple[str, Any]]) -> Entry:
    """An object whose members are named once each; JSON itself would let the last one win."""
    entry = dict(pairs)
    if len(entry) != len(pairs):
        names = [name for name, _ in pairs]
        raise WrongValueError(f"“{next(name for name in names if names.count(name) > 1)}” is given twice in one object")
    return entry


def _no_constant(name: str) -> NoReturn:
    """Infinity and NaN, which Python would read though JSON has no such numbers (RFC 8259, section 6)."""
    wrong(f"{name} is not a number")


def render(entries: Iterable[Entry]) -> str:
    """The canonical text of a file: sorted by key, a line a field, a line a row, UTF-8 as it is."""
    blocks = [_block(entry) for entry in sorted(entries, key=lambda entry: str(entry["key"]))]
    return "[\n" + ",\n".join(blocks) + "\n]\n"


def _block(entry: Entry) -> str:
    return "{\n" + ",\n".join(f" {_line(name, value)}" for name, value in entry.items()) + "\n}"


def _line(name: str, value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
        return f'"{name}": [\n{rows}\n ]'
    return f'"{name}": {json.dumps(value, ensure_ascii=False)}'
