"""Withdrawing an event: readers see that it is gone and why, and no fact of it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Head, Listing, Publication, Revision, Term
from calendar_app.models.vocabulary import Action, Noun, Stage

from .edition import Draft, publication
from .publish import release
from .states import after


def withdraw(event: Event, *, by: User, now: datetime, reason: str) -> Revision:
    """Replace the event's publication by a tombstone. Raises Refused without a reason, or if it isn't public."""
    if not reason.strip():
        raise Refused([Problem("reason", f"“{event}” can't be withdrawn without a reason: readers will ask.")])
    with transaction.atomic():
        head = Head.locked()
        event.stage = after(event, Action.WITHDRAW)
        event.save(update_fields=["stage"])
        before = Publication.objects.current().get(subject=event.pk)
        stone = _tombstone(before, reason)
        decision = Decision(
            action=Action.WITHDRAW, subject_kind=Noun.EVENT, subject=event.pk, by=by,
            actor=by.get_username(), at=now, reason=reason, revision=head.n + 1,
        )  # fmt: skip
        old = (before.listing, list(before.terms.all()))
        revision = release(head, [stone], [decision], now=now, reason=reason)
        _keep_index(*old, stone)
    return revision


def _tombstone(before: Publication, reason: str) -> Publication:
    facts: dict[str, Any] = {
        "id": before.facts["id"],
        "slug": before.facts["slug"],
        "when": before.facts["when"],
        "reason": reason,
    }
    snapshot = {"facts": facts, "derived": {}, "cards": {}}
    made = publication(Draft(Noun.EVENT, facts, before), snapshot, tombstone=Stage.WITHDRAWN)
    assert made is not None, "a tombstone never reads like a publication"  # noqa: S101 - narrows the type
    made.changes = []
    return made


def _keep_index(row: Listing, terms: list[Term], stone: Publication) -> None:
    """File the tombstone where the event stood, so that every feed that held it can say that it is gone."""
    row.publication, row.since_rev, row.until_rev = stone, stone.since_id, None
    row.words, row.tombstone = "", stone.tombstone
    row.save(force_insert=True)
    for term in terms:
        term.pk, term.publication = None, stone
    Term.objects.bulk_create(terms)
