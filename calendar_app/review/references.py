"""What a publication's facts refer to, and which of it must be public with them."""

from collections.abc import Iterable, Iterator
from typing import Any

from calendar_app.models.vocabulary import Noun

Facts = dict[str, Any]

_SINGLE: dict[Noun, tuple[str, ...]] = {
    Noun.EVENT: ("forum", "parent", "place", "country"),
    Noun.ORGANIZATION: ("parent",),
    Noun.PERSON: ("nationality",),
    Noun.POST: ("organization",),
    Noun.PLACE: ("country",),
    Noun.TOPIC: (),
    Noun.SOURCE: ("publisher", "republishes", "announcer"),
    Noun.OUTCOME: (),
}
_ROWS: dict[Noun, dict[str, tuple[str, ...]]] = {
    Noun.EVENT: {
        "participations": ("organization", "person", "post", "represents", "substitutes_for"),
        "agenda": ("topic",),
        "outcomes": ("outcome",),
        "expected": ("organization", "post", "person"),
    },
    Noun.ORGANIZATION: {"memberships": ("organization",), "members": ("member",)},
    Noun.PERSON: {"appointments": ("post",)},
    Noun.POST: {"holders": ("person",)},
}
#: What it takes to name a noun where another shows it.
_NAMING: dict[Noun, tuple[str, ...]] = {
    Noun.EVENT: ("forum", "place", "country"),
    Noun.POST: ("organization",),
    Noun.PLACE: ("country",),
    Noun.SOURCE: ("publisher", "republishes", "announcer"),
}


def references(kind: Noun, facts: Facts, derived: Facts | None = None) -> set[str]:
    """Ids (UUID texts) of every other noun that the facts, and what was derived from them, speak of."""
    found = set(_single(facts, _SINGLE[kind])) | set(facts.get("topics", ())) | sources(facts)
    for name, fields in _ROWS.get(kind, {}).items():
        for row in facts.get(name) or (derived or {}).get(name) or ():
            found |= set(_single(row, fields))
    return found


def naming(kind: Noun, facts: Facts) -> set[str]:
    """Ids that must be named together with this noun: a post with its organization, a place with its country."""
    return set(_single(facts, _NAMING.get(kind, ())))


def carried(kind: Noun, facts: Facts) -> set[str]:
    """Ids that become public with this noun: whatever an event shows but its parent; else its names and sources."""
    if kind == Noun.EVENT:
        return references(kind, {**facts, "parent": None})
    return naming(kind, facts) | sources(facts)


def sources(facts: Facts) -> set[str]:
    """Ids of the sources cited and of the people they quote."""
    return set(_each(facts.get("citations", ()), ("source", "said_by")))


def _single(row: Facts, fields: tuple[str, ...]) -> Iterator[str]:
    return (row[field] for field in fields if row.get(field))


def _each(rows: Iterable[Facts], fields: tuple[str, ...]) -> Iterator[str]:
    return (ref for row in rows for ref in _single(row, fields))
