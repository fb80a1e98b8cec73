"""Who takes part: the lines that a source gives, and beside them what membership and posts let us expect."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from calendar_app.models.vocabulary import Role
from calendar_app.wording.names import pick

from .apparatus import Apparatus, Cite

Facts = dict[str, Any]


@dataclass(frozen=True)
class Delegate:
    """A line of participants. `side` is whom they stand for; a raw name waits for an editor to resolve it."""

    id: str
    side: Facts | None
    person: Facts | None
    post: Facts | None
    raw_name: str
    role: str
    attendance: str
    date: str
    substitutes_for: Facts | None
    cite: Cite

    @property
    def plain(self) -> bool:
        """Whether the line only takes part, so that its attendance says more than its role."""
        return self.role == Role.PARTICIPANT


@dataclass(frozen=True)
class Expected:
    side: Facts
    person: Facts | None
    post: Facts | None


def recorded(facts: Facts, cards: dict[str, Facts], apparatus: Apparatus, language: str) -> list[Delegate]:
    """The recorded lines, whoever is in the chair first, then by the name of their side."""
    lines = [
        Delegate(
            id=row["id"],
            side=side_of(row, cards),
            person=cards.get(row["person"] or ""),
            post=cards.get(row["post"] or ""),
            raw_name=row["raw_name"],
            role=row["role"],
            attendance=row["attendance"],
            date=row["date"],
            substitutes_for=cards.get(row["substitutes_for"] or ""),
            cite=apparatus.cite(f"party-{number}", "participations", rows=[row["id"]]),
        )
        for number, row in enumerate(facts["participations"])
    ]
    named_lines = [line for line in lines if line.side or line.person or line.raw_name]
    return sorted(
        named_lines, key=lambda line: (_rank(line.role), _name(line.side, language), _name(line.person, language))
    )


def expected(rows: Iterable[Facts], cards: dict[str, Facts], language: str) -> list[Expected]:
    """Delegations that nobody has announced, by name of the state; of its posts those whose holder is known."""
    known = [row for row in rows if row["organization"] in cards]
    manned = {row["organization"] for row in known if row["person"]}
    found = [
        Expected(cards[row["organization"]], cards.get(row["person"] or ""), cards.get(row["post"] or ""))
        for row in known
        if row["person"] or row["organization"] not in manned
    ]
    return sorted(found, key=lambda line: _name(line.side, language))


def side_of(row: Facts, cards: dict[str, Facts]) -> Facts | None:
    """Whom the line stands for: the represented, the organization itself, or the one whose post it is."""
    post = cards.get(row["post"] or "") or {}
    refs = (row["represents"], row["organization"], post.get("organization"))
    return next((cards[ref] for ref in refs if ref in cards), None)


def _rank(role: str) -> int:
    return [*Role.values, role].index(role)


def _name(card: Facts | None, language: str) -> str:
    return pick(card["name"], language).text.casefold() if card else "\uffff"
