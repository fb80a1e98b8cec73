"""The sidelines of a ministerial week: who met whom, as half a table, the way an atlas prints distances."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from calendar_app.models.public import Publication
from calendar_app.wording.names import Text, pick

from .delegations import side_of
from .rows import Row

Facts = dict[str, Any]


@dataclass
class Side:
    """Whom a delegation stood for, and who spoke for it in these meetings."""

    card: Facts
    name: Text
    people: dict[str, Facts] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The short name on the diagonal: a state's ISO code, another's abbreviation or first letters."""
        slug: str = self.card["slug"]
        return slug if self.card["org_kind"] == "state" else slug[:4].upper()


@dataclass(frozen=True)
class Cell:
    """The meetings of two sides; none where no source names one."""

    other: Side
    rows: list[Row]


@dataclass(frozen=True)
class Line:
    """A side with its meetings with those above it; `void` are the columns that its half of the table leaves out."""

    side: Side
    cells: list[Cell]
    void: range


def sidelines(found: Iterable[Row], language: str) -> list[Line]:
    """The bilaterals of some rows as lines of half a table, by name; empty where fewer than two sides are known.

    A meeting of three stands in each pair of them. One whose other side no source names has no cell.
    """
    sides: dict[str, Side] = {}
    met: dict[frozenset[str], list[Row]] = defaultdict(list)
    bilaterals = [row for row in found if row.bilateral]
    told = Publication.objects.in_bulk([row.pk for row in bilaterals])
    for row in bilaterals:
        present = _present(told[row.pk], sides, language)
        for pair in combinations(sorted(present), 2):
            met[frozenset(pair)].append(row)
    paired = {ref for pair in met for ref in pair}
    ordered = sorted(paired, key=lambda ref: sides[ref].name.text.casefold())
    return [
        Line(
            sides[ref],
            [Cell(sides[other], met.get(frozenset((ref, other)), [])) for other in ordered[:number]],
            range(len(ordered) - number - 1),
        )
        for number, ref in enumerate(ordered)
    ]


def _present(told: Publication, sides: dict[str, Side], language: str) -> set[str]:
    """The sides of a meeting, by slug; `sides` learns of them and of who came."""
    cards = told.cards
    present = set()
    for line in told.facts["participations"]:
        card = side_of(line, cards)
        if card is None:
            continue
        present.add(card["slug"])
        side = sides.setdefault(card["slug"], Side(card, pick(card["name"], language)))
        if person := cards.get(line["person"] or ""):
            side.people[person["slug"]] = person
    return present
