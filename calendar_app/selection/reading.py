"""Reading a selection from query parameters: every parameter, value and date is known, or refused by name."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from calendar_app.dates import DateError, partial_bounds
from calendar_app.fold import fold, words
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Basis, Certainty, EventKind, Level, Lifecycle, OrganizationKind, Role

from .errors import Problem, SelectionError
from .names import FIELDS, NAMES, SINGLE
from .query import NOUN_OF, PARTIES

NOISE = re.compile(r"utm_\w*|fbclid|gclid|_|nocache|cb|ts")
CLOSED: dict[str, list[str]] = {
    "role": Role.values, "basis": Basis.values, "kind": EventKind.values, "level": Level.values,
    "certainty": Certainty.values, "lifecycle": Lifecycle.values,
}  # fmt: skip
ORGANIZATIONS = {"forum": OrganizationKind.FORUM, "state": OrganizationKind.STATE, "country": OrganizationKind.STATE}
LONGEST, MOST = 200, 50
WORDS = 10
UNREADABLE = "\ufffd"  # what a percent escape becomes that is no UTF-8
SHOWN = 12


def read(params: Mapping[str, Any], also: Collection[str] = ()) -> dict[str, Any]:
    """The fields of a Selection, by name; see Selection.read."""
    problems: list[Problem] = []
    asked = _asked(params, also, problems)
    values: dict[str, Any] = {}
    for param, texts in asked.items():
        try:
            values[FIELDS[param]] = _value(param, texts)
        except SelectionError as error:
            problems += error.problems
    first, last = values.get("from_"), values.get("to")
    if first and last and last < first:
        problems.append(Problem("to", last.isoformat(), f"it lies before from={first}"))
    if problems:
        raise SelectionError(problems)
    return values


def _asked(params: Mapping[str, Any], also: Collection[str], problems: list[Problem]) -> dict[str, list[str]]:
    getlist: Callable[[str], Iterable[Any]] = getattr(params, "getlist", params.__getitem__)
    asked: dict[str, list[str]] = {}
    for param in params:
        if param in NAMES:
            asked[param] = [str(text) for text in getlist(param) if str(text)]
        elif param not in also and not NOISE.fullmatch(param):
            close = get_close_matches(param, [*NAMES, *also])
            allowed = close or [*NAMES, *sorted(also)]
            problems.append(Problem(_printable(param), _printable(params[param]), "no such parameter", allowed))
    return {param: texts for param, texts in asked.items() if texts}


def _value(param: str, texts: list[str]) -> Any:
    if param == "q":
        texts = [_typed(text) for text in texts]
    for text in texts:
        _check_printable(param, text)
    if len(texts) > (1 if param in SINGLE else MOST):
        raise _refused(param, texts[-1], "give it once" if param in SINGLE else f"give at most {MOST} values")
    if param == "q":
        return _words(texts[0])
    if param in SINGLE:
        return _day(param, texts[0])
    unique = sorted(set(texts))
    if param in CLOSED:
        return _closed(param, unique)
    return _with(unique) if param == "with" else _slugs(param, unique)


def unfinished(param: str, text: str) -> str:
    """What a person has typed so far of a name. Raises SelectionError that names the parameter."""
    typed = _typed(text)
    _check_printable(param, typed)
    if not words(typed, unfinished=True):
        raise _refused(param, typed, "give at least two letters")
    if len(words(typed)) > WORDS:
        raise _refused(param, typed, "give at most 10 words")
    return typed


def _check_printable(param: str, text: str) -> None:
    if len(text) > LONGEST or not text.isprintable() or UNREADABLE in text:
        raise _refused(param, text, f"give at most {LONGEST} printable characters")


def _typed(text: str) -> str:
    """What a person typed, without the marks of direction and the spaces that come along when text is pasted."""
    plain = " ".join("".join(char for char in text if unicodedata.category(char) != "Cf").split())
    return plain if plain.isprintable() else text


def _words(text: str) -> str:
    if not fold(text):
        raise _refused("q", text, "give at least one letter or digit")
    if not words(text):
        raise _refused("q", text, "give a word that not every title has")
    if len(words(text)) > WORDS:
        raise _refused("q", text, "give at most 10 words")
    return text


def _day(param: str, text: str) -> date:
    """A day; for `from` and `to` also a month or a year, from its first day to its last."""
    try:
        span = partial_bounds(text)
    except DateError as error:
        raise _refused(param, text, error.why, ["2025-07-10", "2025-07", "2025"]) from error
    if param == "asof" and span.days > 1:
        raise _refused(param, text, "give a day", ["2025-07-10"])
    return span.first if param == "from" else span.last


def _closed(param: str, texts: list[str]) -> tuple[str, ...]:
    for text in texts:
        if text not in CLOSED[param]:
            raise _refused(param, text, "no such value", CLOSED[param])
    return tuple(texts)


def _with(texts: list[str]) -> tuple[str, ...]:
    found = []
    for text in texts:
        dimension, _, slug = text.partition(":")
        if dimension not in PARTIES:
            raise _refused("with", text, "name a kind and a value", [f"{name}:…" for name in PARTIES])
        found += [f"{dimension}:{one}" for one in _slugs(dimension, [slug], "with", text)]
    return tuple(found)


def _slugs(param: str, texts: list[str], shown: str = "", whole: str = "") -> tuple[str, ...]:
    """Slugs of public nouns, former ones turned into today's. Raises SelectionError for any that never was."""
    wanted = [text.upper() if ORGANIZATIONS.get(param) == OrganizationKind.STATE else text for text in texts]
    known = _subjects(param, wanted)
    for asked, text in zip(wanted, texts, strict=True):
        if asked not in known:
            raise _refused(shown or param, whole or text, "not in the record", _alike(param, text))
    current = Publication.objects.current().filter(subject__in=known.values()).values_list("slug", flat=True)
    return tuple(sorted(current))


def _subjects(param: str, slugs: list[str]) -> dict[str, Any]:
    rows = Publication.objects.filter(kind=NOUN_OF[param], slug__in=slugs).order_by("since")
    if kind := ORGANIZATIONS.get(param):
        rows = rows.filter(snapshot__facts__kind=kind)
    return dict(rows.values_list("slug", "subject"))


def _alike(param: str, text: str) -> list[str]:
    rows = Publication.objects.current().filter(kind=NOUN_OF[param])
    if kind := ORGANIZATIONS.get(param):
        rows = rows.filter(snapshot__facts__kind=kind)
    slugs = sorted(rows.values_list("slug", flat=True))
    return slugs if len(slugs) <= SHOWN else get_close_matches(text, slugs, n=SHOWN, cutoff=0.4)


def _refused(param: str, text: str, why: str, allowed: Iterable[str] = ()) -> SelectionError:
    return SelectionError([Problem(param, _printable(text), why, list(allowed))])


def _printable(text: Any) -> str:
    """What was asked for, cut short and safe to print in any answer."""
    return "".join(char if char.isprintable() else "�" for char in str(text)[:80])
