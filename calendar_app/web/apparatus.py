"""The apparatus of a page: its sources as letters, and for each fact the letters and quotes that carry it.

A republication takes its original's letter with a prime: it is never a second voice.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from calendar_app.models.vocabulary import Rank
from calendar_app.templatetags.pages import printed
from calendar_app.wording import labels

Facts = dict[str, Any]

RANKS = {str(Rank.PREFERRED): 0, str(Rank.NORMAL): 1, str(Rank.DEPRECATED): 2}
VOCABULARIES = ("certainty", "lifecycle", "level", "kind")
PRIMES = ("", "′", "″", "‴")


@dataclass(frozen=True)
class SourceLine:
    """A source in the margin."""

    id: str
    letter: str
    publisher: str
    title: str
    language: str
    url: str
    published: str
    original: str = ""
    repeats: bool = False


@dataclass(frozen=True)
class Quote:
    """What one source says of a fact."""

    letter: str
    source: SourceLine
    quote: str
    value: str
    rank: str
    said_by: Facts | None


@dataclass(frozen=True)
class Cite:
    """The mark of one fact: letters in groups that agree, the preferred first."""

    key: str
    letters: str = ""
    quotes: list[Quote] = field(default_factory=list)

    @property
    def spoken(self) -> bool:
        """Whether there is more to show than the letters."""
        return any(quote.quote or quote.value or quote.said_by for quote in self.quotes)

    @property
    def apart(self) -> bool:
        """Whether its sources say different things of the fact."""
        return len({quote.value for quote in self.quotes}) > 1

    @property
    def first(self) -> str:
        return self.quotes[0].source.id if self.quotes else ""


class Apparatus:
    """Letters for all sources of a publication, in one order in every language."""

    def __init__(self, citations: Iterable[Facts], cards: dict[str, Facts], language: str) -> None:
        self._cards, self._language = cards, language
        self._citations = [row for row in citations if row["source"] in cards]
        self._lines = {line.id: line for line in self._lettered(language)}

    @property
    def sources(self) -> list[SourceLine]:
        return list(self._lines.values())

    def cite(self, key: str, *fields: str, rows: Iterable[str | None] | None = None) -> Cite:
        """The mark of a fact: what the given fields cite, all rows of them or only these.

        A row without citations of its own rests on what is cited for the whole list. `key` names the fact within
        its page.
        """
        found = [row for row in self._citations if row["field"] in fields]
        if rows is not None:
            wanted = set(rows)
            found = [row for row in found if row["row"] in wanted] or [row for row in found if row["row"] is None]
        quotes = sorted({_identity(quote): quote for quote in map(self._quote, found)}.values(), key=_order)
        return Cite(key, _letters(quotes), quotes)

    def _quote(self, row: Facts) -> Quote:
        line = self._lines[row["source"]]
        said_by = self._cards.get(row["said_by"]) if row["said_by"] else None
        value = said(row["field"], row["value"], self._language)
        return Quote(line.letter, line, row["quote"], value, row["rank"], said_by)

    def _lettered(self, language: str) -> Iterable[SourceLine]:
        """Originals by rank and newest first, each with its republications behind it."""
        weight: dict[str, int] = defaultdict(lambda: 9)
        for row in self._citations:
            weight[row["source"]] = min(weight[row["source"]], RANKS[row["rank"]])
        newest = sorted(weight, key=lambda ref: (self._cards[ref]["published"] or "", ref), reverse=True)
        ordered = sorted(newest, key=lambda ref: weight[ref])
        repeats: dict[str, list[str]] = defaultdict(list)
        for ref in ordered:
            if (original := self._cards[ref]["republishes"]) in weight:
                repeats[original].append(ref)
        heads = [ref for ref in ordered if self._cards[ref]["republishes"] not in weight]
        for number, ref in enumerate(heads):
            letter = _letter(number)
            yield self._line(ref, letter, "", language)
            for prime, repeat in enumerate(repeats[ref], 1):
                yield self._line(repeat, letter + _prime(prime), letter, language)

    def _line(self, ref: str, letter: str, original: str, language: str) -> SourceLine:
        card = self._cards[ref]
        published = printed(card["published"], language)
        return SourceLine(
            ref, letter, card["publisher_name"], card["title"], card["language"], card["url"], published, original,
            bool(card["republishes"]),
        )  # fmt: skip


def said(field: str, value: str, language: str) -> str:
    """What a source says otherwise, in words: dates and closed words spelled, anything else as it is."""
    if field in VOCABULARIES and value:
        return labels.word(field, value, language)
    return printed(value, language) if field == "date" else value


def _letter(number: int) -> str:
    """A to Z, then AA, AB …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _prime(number: int) -> str:
    return PRIMES[number] if number < len(PRIMES) else f"′{number}"


def _identity(quote: Quote) -> tuple[str, str, str]:
    return quote.letter, quote.quote, quote.value


def _order(quote: Quote) -> tuple[int, int, str]:
    return RANKS[quote.rank], len(quote.letter.rstrip("′″‴0123456789")), quote.letter


def _letters(quotes: list[Quote]) -> str:
    """“A B C C′”, with a bar between groups that give different values."""
    groups: dict[str, list[str]] = {}
    for quote in quotes:
        letters = groups.setdefault(quote.value, [])
        if quote.letter not in letters:
            letters.append(quote.letter)
    return " | ".join(" ".join(letters) for letters in groups.values())
