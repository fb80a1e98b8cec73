"""How a record changed: its publications one after the other, each with its differences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from calendar_app.models.public import Publication
from calendar_app.wording.differences import Cards, Change, change
from calendar_app.wording.names import Text, pick

Facts = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One publication in a change list; `first` where the noun entered the record."""

    publication: Publication
    at: datetime
    title: Text
    changes: list[Change]
    first: bool
    reason: str = ""
    href: str = ""

    @property
    def gone(self) -> bool:
        return bool(self.publication.tombstone)


def entries(publications: Iterable[Publication], language: str) -> list[Entry]:
    """Newest first; names that an entry no longer holds are looked for in the older ones given."""
    found = list(publications)
    cards: dict[str, Facts] = {}
    for one in sorted(found, key=lambda one: one.number):
        cards |= one.cards
    return [entry(one, {**cards, **one.cards}, language) for one in sorted(found, key=_newest_first)]


def _newest_first(publication: Publication) -> tuple[int, int, int]:
    return -publication.since_id, -publication.number, publication.pk


def entry(publication: Publication, cards: Cards, language: str, href: str = "") -> Entry:
    """A publication with its differences from the one before; `cards` name what they speak of."""
    changes = [one for row in publication.changes if (one := change(row, publication.kind, cards, language))]
    return Entry(
        publication,
        publication.since.at,
        title(publication, language),
        changes,
        first=publication.number == 1,
        reason=publication.facts.get("reason", "") if publication.tombstone else "",
        href=href,
    )


def title(publication: Publication, language: str) -> Text:
    """How to call what was published: its title, its name, or its address."""
    facts = publication.facts
    named = facts.get("title") or facts.get("name") or ""
    if isinstance(named, dict):
        return pick(named, language)
    return Text(named or facts.get("publisher_name", "") or publication.slug, facts.get("language", "")[:2])
