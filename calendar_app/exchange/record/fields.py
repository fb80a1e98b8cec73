"""The kinds of field an entry may have: each reads one member of the file into the columns of its table, strictly."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from calendar_app.dates import DateError, parse, partial_bounds
from calendar_app.models.vocabulary import LANGUAGES, Noun

from .errors import wrong
from .names import Names

Columns = dict[str, Any]
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Field:
    """`read` takes the member's value and the names of the record; it returns values by column or raises WrongValueError."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[Any, Names], Columns]


def text(name: str) -> Field:
    return Field(name, (name,), lambda value, _: {name: _text(value)})


def texts(*names: str) -> tuple[Field, ...]:
    return tuple(text(name) for name in names)


def words(name: str) -> Field:
    """A text in each language that has one: `{"en": …, "ru": …}`."""
    columns = tuple(f"{name}_{code}" for code in LANGUAGES)

    def read(value: Any, _: Names) -> Columns:
        if not isinstance(value, dict) or not value or value.keys() - set(LANGUAGES):
            wrong(f"needs texts by language ({', '.join(LANGUAGES)})")
        return {f"{name}_{code}": _text(value[code]) for code in value}

    return Field(name, columns, read)


def number(name: str) -> Field:
    def read(value: Any, _: Names) -> Columns:
        if isinstance(value, bool) or not isinstance(value, int):
            wrong("needs a whole number")
        return {name: value}

    return Field(name, (name,), read)


def degrees(name: str) -> Field:
    def read(value: Any, _: Names) -> Columns:
        if isinstance(value, bool) or not isinstance(value, int | float):
            wrong("needs degrees as a number")
        return {name: float(value)}

    return Field(name, (name,), read)


def flag(name: str) -> Field:
    def read(value: Any, _: Names) -> Columns:
        if not isinstance(value, bool):
            wrong("needs true or false")
        return {name: value}

    return Field(name, (name,), read)


def edtf(name: str) -> Field:
    """A date of the EDTF subset, in its canonical form."""

    def read(value: Any, _: Names) -> Columns:
        canonical = _dated(parse, value).text
        if canonical != value:
            wrong(f"write the date as {canonical}")
        return {name: value}

    return Field(name, (name,), read)


def partial(name: str) -> Field:
    """A day, a month or a year."""

    def read(value: Any, _: Names) -> Columns:
        _dated(partial_bounds, value)
        return {name: value}

    return Field(name, (name,), read)


def period(name: str) -> Field:
    """The years, months or days that a document covers, both included: `"2026/2030"`."""

    def read(value: Any, _: Names) -> Columns:
        first, slash, last = _text(value).partition("/")
        begins, ends = _dated(partial_bounds, first), _dated(partial_bounds, last if slash else first)
        if ends.first < begins.first:
            wrong("the period ends before it begins; swap the two")
        return {name: value}

    return Field(name, (name,), read)


def day(name: str) -> Field:
    def read(value: Any, _: Names) -> Columns:
        if _dated(partial_bounds, value).days != 1:
            wrong("needs a day, such as 2025-07-10")
        return {name: date.fromisoformat(value)}

    return Field(name, (name,), read)


def clock(name: str) -> Field:
    """A wall time: `"11:10"`."""

    def read(value: Any, _: Names) -> Columns:
        if not CLOCK.fullmatch(_text(value)):
            wrong("needs a time of day, such as 11:10")
        return {name: value}

    return Field(name, (name,), read)


def ref(name: str, noun: Noun) -> Field:
    """The key of another entry."""
    return Field(name, (f"{name}_id",), lambda value, names: {f"{name}_id": names.find(noun, value)})


def state(name: str) -> Field:
    """The code of a state."""
    return Field(name, (f"{name}_id",), lambda value, names: {f"{name}_id": names.state(value)})


def refs(name: str, noun: Noun) -> Field:
    """A list of keys, each once."""

    def read(value: Any, names: Names) -> Columns:
        if not isinstance(value, list) or len(value) != len({str(key) for key in value}):
            wrong("needs a list of keys, each of them once")
        return {name: sorted(str(names.find(noun, key)) for key in value)}

    return Field(name, (name,), read)


def appointment(name: str) -> Field:
    """An appointment of a person: `"sergey-lavrov/foreign-minister-ru"`."""

    def read(value: Any, names: Names) -> Columns:
        person, _, line = _text(value).partition("/")
        return {f"{name}_id": names.row(Noun.PERSON, person, "appointments", line)}

    return Field(name, (f"{name}_id",), read)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        wrong("needs a text; leave the field out where there is none")
    if value != value.strip() or not value.isprintable():
        wrong("must not begin or end with a space, nor hold line breaks or control characters")
    return value


def _dated(read: Callable[[str], Any], value: Any) -> Any:
    try:
        return read(_text(value))
    except DateError as error:
        wrong(str(error))
