"""An edition: the publications that one revision adds, made from new facts and from whatever shows what they change."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun

from . import facts as desk
from .cards import card
from .changes import changes
from .derive import Delegations, holders, last_confirmed
from .references import carried, naming, references
from .shelf import Shelf

Facts = dict[str, Any]

#: A change of any of these raises an event's SEQUENCE (RFC 5546 §2.1.4), as subscribers must hear of it.
RESCHEDULING = ("when", "place", "venue", "lifecycle", "certainty")


@dataclass
class Draft:
    """A publication that may come of this edition, and the one that stands."""

    kind: Noun
    facts: Facts
    before: Publication | None


class Edition:
    """Collects what changes, derives what follows, and leaves out whatever reads as before."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.drafts: dict[str, Draft] = {}

    def add(self, items: dict[Noun, dict[UUID, Facts]]) -> None:
        """New facts of nouns from the desk."""
        ids = [pk for rows in items.values() for pk in rows]
        before = {row.subject: row for row in Publication.objects.current().filter(subject__in=ids)}
        for kind, rows in items.items():
            for pk, facts in rows.items():
                self.drafts[str(pk)] = Draft(kind, facts, before.get(pk))
                self.shelf.put(kind, facts)

    def carry(self) -> None:
        """Take along, from the desk, whatever these facts show and readers can't see yet."""
        fresh = list(self.drafts.values())
        while fresh:
            wanted = {ref for draft in fresh for ref in carried(draft.kind, draft.facts)}
            self.shelf.fetch(wanted)
            unseen = [UUID(ref) for ref in wanted if self.shelf.get(ref) is None]
            kinds: list[Noun] = [kind for kind in Noun if kind != Noun.EVENT] if unseen else []
            items = {kind: desk.read(kind, unseen) for kind in kinds}
            self.add(items)
            fresh = [self.drafts[str(pk)] for rows in items.values() for pk in rows]

    def spread(self) -> None:
        """Take in the standing publications that print something of what changes, or derive from it."""
        self._take_in({UUID(ref) for pk, draft in self.drafts.items() for ref in (pk, *_stirred(draft))})

    def without(self, event: UUID) -> None:
        """Take in the standing publications that print an event which readers shall see no more, and name it nowhere."""
        self.shelf.clear(str(event))
        self._take_in({event})
        self.drafts.pop(str(event), None)

    def _take_in(self, touched: set[UUID]) -> None:
        for publication in Publication.objects.current().showing(touched).filter(tombstone=""):
            if str(publication.subject) not in self.drafts:
                draft = Draft(Noun(publication.kind), publication.facts, publication)
                self.drafts[str(publication.subject)] = draft

    def publications(self) -> list[Publication]:
        """Unsaved publications, without revision, for every noun that now reads otherwise."""
        derived = self._derived()
        self.shelf.fetch(ref for pk, draft in self.drafts.items() for ref in _refs(draft, derived[pk]))
        self.shelf.fetch(ref for pk, draft in self.drafts.items() for ref in self._shown(draft, derived[pk]))
        made = [self._publication(draft, derived[pk]) for pk, draft in self.drafts.items()]
        return [publication for publication in made if publication is not None]

    def _derived(self) -> dict[str, Facts]:
        events = [draft.facts for draft in self.drafts.values() if draft.kind == Noun.EVENT]
        posts = [pk for pk, draft in self.drafts.items() if draft.kind == Noun.POST]
        delegations, held = Delegations(self.shelf, events), holders(self.shelf, posts)
        derived: dict[str, Facts] = {pk: {} for pk in self.drafts}
        for pk in posts:
            derived[pk] = {"holders": held.get(pk, [])}
        for facts in events:
            derived[facts["id"]] = {
                "expected": delegations.expected(facts),
                "last_confirmed": last_confirmed(self.shelf, facts),
            }
        return derived

    def _shown(self, draft: Draft, derived: Facts) -> set[str]:
        """Ids of all that must be named: what the facts refer to, and what it takes to name that."""
        shown = _refs(draft, derived)
        for ref in list(shown):
            if item := self.shelf.get(ref):
                shown |= naming(*item)
        return shown

    def _publication(self, draft: Draft, derived: Facts) -> Publication | None:
        shown = {ref: self.shelf.get(ref) for ref in sorted(self._shown(draft, derived))}
        cards = {ref: card(*item) for ref, item in shown.items() if item}
        return publication(draft, {"facts": draft.facts, "derived": derived, "cards": cards})


def publication(draft: Draft, snapshot: Facts, tombstone: str = "") -> Publication | None:
    """The next publication of a noun, or None where it would read as before."""
    seal = digest(snapshot)
    before = draft.before
    if before and before.digest == seal and before.tombstone == tombstone:
        return None
    return Publication(
        kind=draft.kind,
        subject=UUID(draft.facts["id"]),
        number=before.number + 1 if before else 1,
        slug=draft.facts["slug"],
        sequence=_sequence(draft, tombstone),
        snapshot=snapshot,
        digest=seal,
        changes=changes(before.facts, draft.facts) if before and not before.tombstone else [],
        tombstone=tombstone,
    )


def digest(snapshot: Facts) -> str:
    """SHA-256 (hex) of the snapshot in one canonical JSON form."""
    text = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _sequence(draft: Draft, tombstone: str) -> int:
    before = draft.before
    if before is None:
        return 0
    rescheduled = any(before.facts.get(field) != draft.facts.get(field) for field in RESCHEDULING)
    moved = draft.kind == Noun.EVENT and (bool(tombstone) or rescheduled)
    return before.sequence + 1 if moved else before.sequence


def _refs(draft: Draft, derived: Facts) -> set[str]:
    return references(draft.kind, draft.facts, derived)


def _stirred(draft: Draft) -> Iterable[str]:
    """Nouns by which to find publications that derive from this one without printing it yet."""
    facts = [draft.facts, draft.before.facts] if draft.before else [draft.facts]
    if draft.kind == Noun.PERSON:
        return {row["post"] for one in facts for row in one["appointments"]}
    if draft.kind == Noun.POST:
        return {one["organization"] for one in facts}
    return ()
