"""What a request asks for: the selection, the language of display names, and which piece of the list."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict

from calendar_app.models.vocabulary import LANGUAGES
from calendar_app.selection import Problem, Selection, SelectionError
from calendar_app.selection.reading import NOISE

from .catalogue import Entry
from .cursors import Key, decode

DEFAULT_SIZE, LARGEST = 50, 100
SIZE = re.compile(r"[1-9][0-9]{0,2}")
SHOWN = 80


@dataclass(frozen=True)
class Asked:
    """A request read. `kinds` is the `kind` of a list that is not of events; `after` the key that a cursor names."""

    selection: Selection
    language: str = "en"
    size: int = DEFAULT_SIZE
    after: Key | None = None
    kinds: tuple[str, ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """The same request in canonical spelling, without its cursor."""
        pairs = [*self.selection.pairs(), *(("kind", kind) for kind in self.kinds)]
        if self.language != "en":
            pairs.append(("lang", self.language))
        if self.size != DEFAULT_SIZE:
            pairs.append(("page_size", str(self.size)))
        return pairs


def read(params: QueryDict, selecting: Sequence[str], entry: Entry | None = None) -> Asked:
    """Read query parameters: those of the selection that are named, `lang`, and those of the entry's list.

    Documented noise is dropped. Raises SelectionError with every problem at once.
    """
    readers = _readers(entry)
    problems = _strangers(params, [*selecting, *readers])
    values: dict[str, Any] = {}
    for name in readers.keys() & params.keys():
        try:
            field, reader = readers[name]
            values[field] = reader(name, params.getlist(name))
        except SelectionError as error:
            problems += error.problems
    try:
        values["selection"] = Selection.read({name: params.getlist(name) for name in selecting if params.get(name)})
    except SelectionError as error:
        problems += error.problems
    if problems:
        raise SelectionError(problems)
    return Asked(**values)


def _strangers(params: QueryDict, known: Sequence[str]) -> list[Problem]:
    """Parameters that nobody knows, and values that are missing: a program that leaves one empty has lost it."""
    problems = []
    for name, texts in params.lists():
        if name in known:
            if not all(texts):
                problems.append(Problem(name, "", "give a value, or leave the parameter out"))
        elif not NOISE.fullmatch(name):
            allowed = get_close_matches(name, known) or list(known)
            problems.append(Problem(name[:SHOWN], texts[0][:SHOWN], "no such parameter", allowed))
    return problems


Reader = Callable[[str, list[str]], Any]


def _readers(entry: Entry | None) -> dict[str, tuple[str, Reader]]:
    """Parameter → field of Asked, and how to read it."""
    readers: dict[str, tuple[str, Reader]] = {"lang": ("language", _language)}
    if entry is None:
        return readers
    if entry.kinds:
        allowed = entry.kinds.values
        readers["kind"] = ("kinds", lambda name, texts: _closed(name, texts, allowed))
    readers["page_size"] = ("size", _size)
    readers["cursor"] = ("after", lambda name, texts: _cursor(name, texts, entry))
    return readers


def _language(name: str, texts: list[str]) -> str:
    return _closed(name, [_once(name, texts)], list(LANGUAGES))[0]


def _closed(name: str, texts: list[str], allowed: list[str]) -> tuple[str, ...]:
    for text in texts:
        if text not in allowed:
            raise _refused(name, text, "no such value", allowed)
    return tuple(sorted(set(texts)))


def _size(name: str, texts: list[str]) -> int:
    text = _once(name, texts)
    if not SIZE.fullmatch(text) or int(text) > LARGEST:
        raise _refused(name, text, f"give a number from 1 to {LARGEST}")
    return int(text)


def _cursor(name: str, texts: list[str], entry: Entry) -> Key:
    text = _once(name, texts)
    try:
        return decode(entry.noun, text)
    except ValueError as error:
        raise _refused(name, text, "this list gave no such cursor: follow its `next`") from error


def _once(name: str, texts: list[str]) -> str:
    if len(texts) > 1:
        raise _refused(name, texts[-1], "give it once")
    return texts[0]


def _refused(name: str, text: str, why: str, allowed: Sequence[str] = ()) -> SelectionError:
    return SelectionError([Problem(name, text[:SHOWN], why, list(allowed))])
