"""Submitting a draft for review, and sending it back with a reason."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Event
from calendar_app.models.vocabulary import Action, Noun

from . import facts
from .checks import missing
from .states import after


def submit(event: Event, *, by: User, now: datetime, reason: str = "") -> Decision:
    """Hand a draft to a second person. Raises Refused with all that it lacks, or where the state table has no such step."""
    if problems := missing({Noun.EVENT: facts.read(Noun.EVENT, [event.pk])}, now):
        raise Refused(problems)
    return _step(event, Action.SUBMIT, by=by, now=now, reason=reason)


def send_back(event: Event, *, by: User, now: datetime, reason: str) -> Decision:
    """Return an event in review to its author. Raises Refused without a reason, or where there is no such step."""
    if not reason.strip():
        raise Refused([Problem("reason", f"“{event}” can't be returned without a reason: say what to mend.")])
    return _step(event, Action.RETURN, by=by, now=now, reason=reason)


def _step(event: Event, action: Action, *, by: User, now: datetime, reason: str) -> Decision:
    with transaction.atomic():
        event.stage = after(event, action)
        event.save(update_fields=["stage"])
        return Decision.objects.create(
            action=action, subject_kind=Noun.EVENT, subject=event.pk, by=by,
            actor=by.get_username(), at=now, reason=reason,
        )  # fmt: skip
