"""Timetables: rows as lines that name each day once, gathered under the umbrellas they hang from."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from calendar_app.dates import parse
from calendar_app.wording import dates

from .rows import Row

Facts = dict[str, Any]
Days = Callable[[Facts, str], str]

JOINT = "\u2060–\u2060"


class Line(NamedTuple):
    """A row as a timetable prints it: its day only where it differs from the line before."""

    row: Row
    day: str
    first: bool


@dataclass(frozen=True)
class Bracket:
    """An umbrella with the lines that hang under it, or a run of lines under none."""

    umbrella: Row | None
    lines: list[Line]
    days: str = ""
    folded: bool = False
    count: int = 0
    toggle: str = ""


def bracketed(
    found: Iterable[Row],
    *,
    language: str,
    days: Days = dates.short,
    folded: Collection[str] = (),
    toggle: Callable[[str], str] | None = None,
) -> list[Bracket]:
    """Rows in date order, those of an umbrella in the list gathered under it.

    `days` spells their dates; `toggle` gives the address that folds or unfolds an umbrella, by slug: without it they
    stay open.
    """
    given = list(found)
    heads = {one.subject: one for one in given if one.umbrella}
    children: dict[str, list[Row]] = defaultdict(list)
    top: list[Row] = []
    for one in given:
        head = head_of(one, heads)
        (top if head is None else children[head.subject]).append(one)
    out: list[Bracket] = []
    for is_head, run in groupby(top, key=lambda one: one.umbrella):
        if not is_head:
            out.append(Bracket(None, lined(run, language, days)))
            continue
        for one in run:
            kids, shut = children[one.subject], one.slug in folded
            kids.sort(key=lambda kid: not kid.known_to_day)
            lines = [] if shut else lined(kids, language, days)
            turn = toggle(one.slug) if toggle else ""
            out.append(Bracket(one, lines, dates.short(one.when, language), shut, len(kids), turn))
    return out


def head_of(one: Row, heads: dict[str, Row]) -> Row | None:
    """The topmost umbrella of the list that the row stands under."""
    found, above = None, heads.get(one.parent)
    while above is not None and above is not found and above is not one:
        found, above = above, heads.get(above.parent)
    return found


def lined(found: Iterable[Row], language: str, days: Days = dates.short) -> list[Line]:
    lines: list[Line] = []
    before = ""
    for one in found:
        day = days(one.when, language)
        lines.append(Line(one, day if day != before else "", day != before))
        before = day
    return lines


def within_month(when: Facts, language: str) -> str:
    """A date under the heading of its month: “Fri 11”, “26–28”; what is less precise in full."""
    return _within_month(when["date"], language)


@lru_cache(maxsize=4096)
def _within_month(text: str, language: str) -> str:
    known = parse(text) if text else None
    if known is None or not known.known_to_day or known.uncertain:
        return dates.short({"date": text}, language)
    first, last = known.span.first, known.span.last
    if first == last:
        return dates.day(first, language, "weekday")
    return f"{first.day}{JOINT}{last.day}" if first.month == last.month else dates.short({"date": text}, language)
