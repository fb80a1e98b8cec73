"""Documents and their path: expected at one meeting, adopted at another."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun, Progress
from calendar_app.selection import Selection
from calendar_app.wording.names import Text, pick

from .apparatus import Apparatus, Cite
from .frame import language

Facts = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """What one event did with a document."""

    event: Publication
    title: Text
    progress: str
    when: Facts
    here: bool


@dataclass(frozen=True)
class Document:
    """An outcome of the event with its path, from expected to adopted."""

    card: Facts
    kind: str
    steps: list[Step]
    cite: Cite

    @property
    def adopted(self) -> bool:
        return any(step.progress == Progress.ADOPTED for step in self.steps)


def steps(publication: Publication, selection: Selection) -> dict[str, list[Step]]:
    """By outcome: what each public event did with it, in date order."""
    outcomes = [row["outcome"] for row in publication.facts["outcomes"]]
    if not outcomes:
        return {}
    events = Publication.objects.of(Noun.EVENT).as_of(selection.revision()).filter(tombstone="").showing(outcomes)
    return path(events, outcomes, publication)


def path(events: Iterable[Publication], outcomes: Iterable[str], here: Publication | None) -> dict[str, list[Step]]:
    """The steps of these outcomes at these events, by outcome and in date order."""
    found: dict[str, list[Step]] = {ref: [] for ref in outcomes}
    for one in sorted(events, key=lambda one: (one.facts["when"]["date"] or "9", one.slug)):
        for row in one.facts["outcomes"]:
            if row["outcome"] in found:
                same = here is not None and one.subject == here.subject
                title = pick(one.facts["title"], language())
                found[row["outcome"]].append(Step(one, title, row["progress"], one.facts["when"], same))
    return found


def documents(publication: Publication, found: dict[str, list[Step]], apparatus: Apparatus) -> list[Document]:
    cards = publication.cards
    return [
        Document(
            cards[row["outcome"]],
            cards[row["outcome"]]["outcome_kind"],
            found[row["outcome"]],
            apparatus.cite(f"document-{number}", "outcomes", rows=[row["id"]]),
        )
        for number, row in enumerate(publication.facts["outcomes"])
        if row["outcome"] in cards
    ]
