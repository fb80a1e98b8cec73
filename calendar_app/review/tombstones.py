"""Tombstones: what readers and their calendars find where an event was withdrawn or merged into another."""

from typing import Any

from calendar_app.models.public import Listing, Publication, Term
from calendar_app.models.vocabulary import Noun

from .edition import Draft, publication


def tombstone(before: Publication, word: str, reason: str, **extra: Any) -> Publication:
    """The unsaved publication that ends an event: its slot, so that calendars can strike it, and no other fact.

    `word` is withdrawn or merged; SEQUENCE rises by one.
    """
    kept = {name: before.facts[name] for name in ("id", "slug", "when")}
    facts: dict[str, Any] = {**kept, "reason": reason, **extra}
    snapshot = {"facts": facts, "derived": {}, "cards": {}}
    made = publication(Draft(Noun.EVENT, facts, before), snapshot, tombstone=word)
    assert made is not None, "a tombstone never reads like a publication"  # noqa: S101 - narrows the type
    made.changes = []
    return made


def index_of(before: Publication) -> tuple[Listing, list[Term]]:
    """Where the event stood in the public index; read it before the revision closes it."""
    return before.listing, list(before.terms.all())


def keep_index(row: Listing, terms: list[Term], stone: Publication) -> None:
    """File the saved tombstone where the event stood: every feed that held it can then say that it is gone."""
    row.publication, row.since_rev, row.until_rev = stone, stone.since_id, None
    row.tombstone = stone.tombstone
    row.save(force_insert=True)
    for term in terms:
        term.pk, term.publication = None, stone
    Term.objects.bulk_create(terms)
