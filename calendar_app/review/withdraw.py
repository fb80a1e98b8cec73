"""Withdrawing an event: readers see that it is gone and why, and no fact of it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Head, Publication, Revision
from calendar_app.models.vocabulary import Action, Noun, Stage

from .edition import Edition
from .publish import release
from .states import after
from .tombstones import index_of, keep_index, tombstone


def withdraw(event: Event, *, by: User, now: datetime, reason: str) -> Revision:
    """Replace the event's publication by a tombstone. Raises Refused without a reason, or if it isn't public."""
    if not reason.strip():
        raise Refused([Problem("reason", f"“{event}” can't be withdrawn without a reason: readers will ask.")])
    with transaction.atomic():
        head = Head.locked()
        event.stage = after(event, Action.WITHDRAW)
        event.save(update_fields=["stage"])
        before = Publication.objects.current().get(subject=event.pk)
        stone = tombstone(before, Stage.WITHDRAWN, reason)
        decision = Decision(
            action=Action.WITHDRAW, subject_kind=Noun.EVENT, subject=event.pk, by=by,
            actor=by.get_username(), at=now, reason=reason, revision=head.n + 1,
        )  # fmt: skip
        old = index_of(before)
        edition = Edition()
        edition.without(event.pk)
        revision = release(head, [stone, *edition.publications()], [decision], now=now, reason=reason)
        keep_index(*old, stone)
    return revision
