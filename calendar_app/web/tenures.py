"""Periods with partial dates: who belonged, who held a post, and where the record knows of nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from calendar_app.dates import partial_bounds

from .apparatus import Apparatus, Cite

Facts = dict[str, Any]


@dataclass(frozen=True)
class Tenure:
    """A row of a table of periods: whom or what it joins, from when to when, and who says so."""

    card: Facts
    since: str
    until: str
    status: str = ""
    acting: bool = False
    cite: Cite | None = None

    def holds(self, day: date) -> bool:
        """Whether it may hold on the day; a partial date counts for every day it could mean."""
        begun = not self.since or partial_bounds(self.since).first <= day
        return begun and (not self.until or partial_bounds(self.until).last > day)


def tenures(
    rows: list[Facts], other: str, cards: dict[str, Facts], apparatus: Apparatus | None = None, field: str = ""
) -> list[Tenure]:
    """Rows whose other side is public, newest first; `field` is what their citations call them."""
    found = [
        Tenure(
            cards[row[other]],
            row["since"],
            row["until"],
            row.get("status", ""),
            row.get("acting", False),
            apparatus.cite(f"{field}-{number}", field, rows=[row.get("id")]) if apparatus else None,
        )
        for number, row in enumerate(rows)
        if row[other] in cards
    ]
    return sorted(found, key=lambda one: (one.since, one.card["slug"]), reverse=True)


def with_gaps(holders: list[Tenure], seats: int) -> list[Tenure | tuple[str, str]]:
    """Holders newest first, with (until, since) wherever a one-seat post had nobody in the record."""
    out: list[Tenure | tuple[str, str]] = []
    for newer, one in zip([None, *holders], holders, strict=False):
        if newer and seats == 1 and _gap(one.until, newer.since):
            out.append((one.until, newer.since))
        out.append(one)
    return out


def _gap(until: str, since: str) -> bool:
    """Whether more than three days lie between two ends that are known to the day."""
    if len(until) != len(since) or len(until) != len("2025-07-10"):
        return False
    return (date.fromisoformat(since) - date.fromisoformat(until)).days > 3
