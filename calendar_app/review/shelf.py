"""The shelf: the public facts that a publishing step works with, those of the new revision before those that stand."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun

Facts = dict[str, Any]
Item = tuple[Noun, Facts]


class Shelf:
    """Public facts by id (UUID text). What was looked up once is kept until the step ends."""

    def __init__(self) -> None:
        self._items: dict[str, Item | None] = {}

    def put(self, kind: Noun, facts: Facts) -> None:
        """Lay down what the new revision will say of a noun."""
        self._items[facts["id"]] = (kind, facts)

    def clear(self, ref: str) -> None:
        """Treat a noun as one that is not public, whatever stands."""
        self._items[ref] = None

    def fetch(self, ids: Iterable[str]) -> None:
        """Look up whichever of these is not on the shelf yet, in one query."""
        missing = set(ids) - self._items.keys()
        if not missing:
            return
        self._items.update(dict.fromkeys(missing))
        for publication in Publication.objects.current().filter(subject__in=missing, tombstone=""):
            self._keep(publication)

    def get(self, ref: str | None) -> Item | None:
        """Kind and facts of a public noun, None where it is not public. Fetch first: this never queries."""
        return self._items.get(ref) if ref else None

    def facts(self, ref: str | None) -> Facts | None:
        item = self.get(ref)
        return item[1] if item else None

    def showing(self, kind: Noun, ids: Iterable[str]) -> list[Facts]:
        """Facts of the nouns of a kind that refer to any of these, the new revision's word before the old one's."""
        wanted = [UUID(ref) for ref in ids]
        for publication in Publication.objects.current().of(kind).showing(wanted).filter(tombstone=""):
            if str(publication.subject) not in self._items:
                self._keep(publication)
        return [item[1] for item in self._items.values() if item and item[0] == kind]

    def _keep(self, publication: Publication) -> None:
        self._items[str(publication.subject)] = (Noun(publication.kind), publication.facts)
