"""The words and figures of a typed date, one by one, and the point in time that they add up to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from . import typed_words as words


class Joint(Enum):
    """What stands between two days."""

    RANGE = "-"
    AND = "&"
    OR = "|"
    COMMA = ","


@dataclass(frozen=True)
class Piece:
    """Figures and names that say a part of a date; `word` is another word, which nobody understands."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    ordinal: int | None = None
    quarter: bool = False
    word: str = ""


Token: TypeAlias = Piece | Joint | str


@dataclass
class Point:
    """A day, month, quarter or year as far as it has been read. `lent`: its year was said of its neighbour."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    ordinal: int | None = None
    named: bool = False
    lent: bool = False

    @property
    def quarter(self) -> int | None:
        """Which quarter, where the word stands and one figure or ordinal beside it."""
        return self.ordinal if self.named else None

    @property
    def whole(self) -> bool:
        """Whether it says anything, and no ordinal or “quarter” stands alone."""
        spoken = self.day is not None or self.month is not None or self.year is not None
        return (spoken or self.ordinal is not None) and self.named == (self.ordinal is not None)

    def with_token(self, token: Token) -> "Point | None":
        """The point with one more piece, None where the piece has no place in it."""
        if not isinstance(token, Piece) or token.word:
            return None
        if token.quarter:
            return self._quarter()
        if token.ordinal is not None:
            return None if self.ordinal is not None else replace(self, ordinal=token.ordinal)
        if self.named and self.ordinal is None and token.day is not None and token.month is None:
            return replace(self, ordinal=token.day) if 1 <= token.day <= 4 else None
        said = {name: getattr(token, name) for name in _SAID if getattr(token, name) is not None}
        if any(getattr(self, name) not in (None, value) for name, value in said.items()):
            return None
        if "day" in said and (self.day is not None or self.named):
            return None
        return replace(self, **said)

    def _quarter(self) -> "Point | None":
        if self.named or self.month is not None:
            return None
        if self.day is None:
            return replace(self, named=True)
        fits = self.ordinal is None and 1 <= self.day <= 4
        return replace(self, named=True, ordinal=self.day, day=None) if fits else None


_SAID = ("day", "month", "year", "weekday")
_ORDINAL_ENDING = re.compile(r"(?<=[0-9])-(?=(?:й|го|е|ое|м)\b)")
_MONTH_TWICE = re.compile(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])")
_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
    r"|(?P<dmy>[0-9]{1,2}([./])[0-9]{1,2}\3[0-9]{4})(?![0-9])"
    r"|(?P<my>[0-9]{1,2}[./][0-9]{4})(?![0-9])"
    r"|(?P<dm>[0-9]{1,2}\.[0-9]{1,2})(?![0-9.])"
    r"|(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<sign>[^\s])"
)


def tokens(text: str) -> Iterator[Token]:
    """Of a folded text, silent words left out."""
    for phrase, word in words.PHRASES.items():
        text = text.replace(phrase, word)
    text = _MONTH_TWICE.sub(" ", _ORDINAL_ENDING.sub(" ", text))
    for found in _TOKEN.finditer(text):
        spelled = found[0]
        if found["word"] or found["sign"]:
            if spelled not in words.SILENT:
                yield _word(spelled)
        else:
            yield _figures(found)


def _word(word: str) -> Token:
    for names, joint in ((words.RANGE, Joint.RANGE), (words.AND, Joint.AND), (words.OR, Joint.OR)):
        if word in names:
            return joint
    if word in words.DOUBT or word == ",":
        return "," if word == "," else "?"
    return Piece(
        month=words.MONTHS.get(word),
        weekday=words.WEEKDAYS.get(word),
        ordinal=words.ORDINALS.get(word),
        quarter=word in words.QUARTER,
        word="" if word in _KNOWN else word,
    )


_KNOWN = words.MONTHS.keys() | words.WEEKDAYS.keys() | words.ORDINALS.keys() | words.QUARTER


def _figures(found: re.Match[str]) -> Piece:
    """Day before month, as everywhere but in the United States; 07/10/2025 could be either, so it is not read."""
    figures = [int(part) for part in re.split(r"[-./]", found[0])]
    if found["iso"]:
        year, month, day = figures
        return Piece(day=day, month=month, year=year)
    if found["dmy"]:
        return _day_month_year(*figures, slashed="/" in found[0])
    if found["my"]:
        return Piece(month=figures[0], year=figures[1])
    if found["dm"]:
        return Piece(day=figures[0], month=figures[1])
    if len(found[0]) == 4:
        return Piece(year=figures[0])
    return Piece(day=figures[0]) if len(found[0]) <= 2 else Piece(word=found[0])


def _day_month_year(first: int, second: int, year: int, *, slashed: bool) -> Piece:
    if slashed and first != second and max(first, second) <= 12:
        return Piece(word="either")
    if slashed and second > 12:
        first, second = second, first
    return Piece(day=first, month=second, year=year)
