"""What a publication says of its own, and by whose words an event is found besides.

Takes snapshots alone, so that the migration which files what was published before can ask the same.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from calendar_app.fold import words
from calendar_app.fold.keys import LONGEST
from calendar_app.models.vocabulary import Noun

from .references import references

Facts = dict[str, Any]

#: A post is named by its organization too, and a place by its country.
_NAMED_BY = {Noun.POST: "organization", Noun.PLACE: "country"}


def said(kind: Noun, snapshot: Facts) -> list[str]:
    """The folded words of a noun's own names and titles, in every language, each once."""
    texts = " ".join(text for text in _texts(kind, snapshot["facts"], snapshot["cards"]) if text)
    return list(dict.fromkeys(word[:LONGEST] for word in words(texts)))


def _texts(kind: Noun, facts: Facts, cards: Facts) -> Iterator[str]:
    for field in ("name", "title", "abbreviation", "venue"):
        yield from _each(facts.get(field, ""))
    yield from (row["name"] for row in facts.get("other_names", ()))
    yield from (row["raw_name"] for row in facts.get("participations", ()))
    for item in facts.get("agenda", ()):
        yield from _each(item["title"])
    if card := cards.get(facts.get(_NAMED_BY.get(kind, "")) or ""):
        yield from _each(card["name"])


def _each(text: str | dict[str, str]) -> Iterable[str]:
    return text.values() if isinstance(text, dict) else (text,)


def found_by(snapshot: Facts) -> set[str]:
    """Ids of the nouns by whose words an event is found: whatever it speaks of, but not who published its sources."""
    facts, cards = snapshot["facts"], snapshot["cards"]
    found: set[str] = references(Noun.EVENT, facts, snapshot["derived"]) & cards.keys()
    behind = {_behind(cards[ref]) for ref in found}
    return found | {ref for ref in behind if ref and ref in cards}


def _behind(card: Facts) -> str | None:
    """Whom a post belongs to, or where a place lies."""
    kind = card["kind"]
    return card.get(_NAMED_BY[Noun(kind)]) if kind in _NAMED_BY else None
