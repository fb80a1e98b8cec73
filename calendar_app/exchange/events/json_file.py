"""JSON in the shape of the shipped record (docs/record.md): a list of events, texts by language, others by their keys."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext

from calendar_app.models.vocabulary import LANGUAGES

from .columns import BETWEEN, COLUMNS, FIGURES, FLAGS, LISTS, WORDS
from .raw import Raw
from .tables import REASON
from .trouble import Unreadable

SPACE = " \t\r\n"


def write(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> bytes:
    """One event after another, a line each; what is empty is null, so that reading it empties the same."""
    entries = (json.dumps(_entry(columns, cells), ensure_ascii=False) for cells in rows)
    return ("[\n" + ",\n".join(entries) + "\n]\n").encode("utf-8", "replace")


def _entry(columns: tuple[str, ...], cells: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for name in columns:
        if name not in cells:
            continue
        word, _, code = name.rpartition("_")
        if word in WORDS and code in LANGUAGES:
            entry.setdefault(word, {})[code] = cells[name] or None
        else:
            entry["key" if name == "slug" else name] = _value(name, cells[name])
    return entry


def _value(name: str, cell: str) -> Any:
    if name in LISTS:
        return cell.split(BETWEEN) if cell else []
    if name in FLAGS and cell in ("true", "false"):
        return cell == "true"
    if name in FIGURES and cell.isascii() and cell.isdecimal():
        return int(cell)
    return cell or None


def read(data: bytes) -> tuple[tuple[str, ...], int, Iterator[Raw]]:
    """No header, how many entries there may be, and the entries. Raises Unreadable where there is no list of them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(gettext("Line %(line)s is not in UTF-8: save the file in UTF-8.") % {"line": line}) from error
    begin = _skip(text, 0)
    if text[begin : begin + 1] != "[":
        raise Unreadable(gettext("The file must hold a list of events: […]."))
    return (), text.count('"date"'), _entries(text, begin + 1)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in SPACE:
        at += 1
    return at


def _entries(text: str, at: int) -> Iterator[Raw]:
    """Each entry by itself, so that one of the wrong shape spares its neighbours, and no more than one is held."""
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
    number = 0
    at = _skip(text, at)
    while text[at : at + 1] != "]":
        number += 1
        try:
            entry, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Raw(number, {}, [("", _unread(text, getattr(error, "pos", at)))])
            return
        yield _raw(number, entry)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            yield Raw(number + 1, {}, [("", _unread(text, at))])
            return


def _unread(text: str, at: int) -> str:
    why = gettext("Line %(line)s is no JSON: the file may have been cut short there. Nothing behind it was read.")
    return why % {"line": text.count("\n", 0, at) + 1}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose members are named once each."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _raw(number: int, entry: Any) -> Raw:
    if not isinstance(entry, dict):
        return Raw(number, {}, [("", gettext("An event is an object: {…}."))])
    raw = Raw(number, {})
    for name, value in entry.items():
        raw.cells |= _cells(raw, "slug" if name == "key" else name, value)
    return Raw(number, raw.cells, raw.problems)


def _cells(raw: Raw, name: str, value: Any) -> dict[str, str]:
    """The cells that a member stands for; a strange one is noted by its name."""
    if name in WORDS and isinstance(value, dict) and not value.keys() - set(LANGUAGES):
        return {f"{name}_{code}": found for code in value if (found := _plain(raw, name, value[code])) is not None}
    if name in LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return {name: BETWEEN.join(value)}
    if name in WORDS:
        why = gettext("It needs texts by language: %(example)s.") % {"example": '{"en": "…", "ru": "…"}'}
        raw.problems.append((name, why))
        return {}
    if name == REASON:
        return {}
    if name not in COLUMNS or name in LISTS:
        if name not in COLUMNS:
            return {f"?{name[:60]}": ""}
        raw.problems.append((name, gettext("It needs a list of texts.")))
        return {}
    found = _plain(raw, name, value)
    return {} if found is None else {name: found}


def _plain(raw: Raw, name: str, value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raw.problems.append((name, gettext("It needs a text.")))
    return None
