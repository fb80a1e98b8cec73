"""Embargo: what a second person has looked at is published at a set time, as it stood when it was looked at."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Embargo, Event
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Action, Noun

from .preview import preview
from .publish import publish
from .roles import Door, may


def embargo(event: Event, *, at: datetime, by: User, now: datetime, reason: str = "") -> Embargo:
    """Have the event published at a moment to come. Raises Refused with all that publishing it now would lack."""
    if at <= now:
        raise Refused([Problem("at", gettext("That moment is past: give a later one, or publish now."))])
    with transaction.atomic():
        Head.locked()
        if problems := preview([event], by=by, now=now).problems:
            raise Refused(problems)
        found, _ = Embargo.objects.update_or_create(
            event=event, defaults={"at": at, "by": by, "reason": reason, "refused": ""}
        )
        _decided(event, Action.EMBARGO, by=by, now=now, reason=f"{at.isoformat()} {reason}".strip())
    return found


def lift(event: Event, *, by: User, now: datetime, reason: str = "") -> None:
    """Take an embargo back: nothing will be published. Raises Refused where there is none."""
    with transaction.atomic():
        Head.locked()
        if not Embargo.objects.filter(event=event).delete()[0]:
            raise Refused([Problem("at", gettext("No moment is set at which it would be published."))])
        _decided(event, Action.LIFT, by=by, now=now, reason=reason)


def release_due(*, now: datetime) -> int:
    """Publish every event whose moment has come, each in a revision of its own; returns how many were.

    One that is refused stays at the desk, with the reason beside it, and is not tried again.
    """
    due = Embargo.objects.filter(at__lte=now, refused="").select_related("event", "by")
    released = 0
    while due.exists():
        released += _released(due, now)
    return released


def _released(due: QuerySet[Embargo], now: datetime) -> int:
    with transaction.atomic():
        Head.locked()
        for found in due[:1]:  # none, where it was lifted since
            return _tried(found, now)
        return 0


def _tried(found: Embargo, now: datetime) -> int:
    if found.by.is_active and may(found.by, Action.PUBLISH, Noun.EVENT, Door.ADMIN):
        try:
            publish(found.event, by=found.by, now=now, reason=found.reason)
        except Refused as refused:
            found.refused = "\n".join(problem.message for problem in refused.problems)
    else:
        found.refused = gettext("%(who)s may not publish any more.") % {"who": found.by.get_username()}
    if found.refused:
        found.save(update_fields=["refused"])
    else:
        found.delete()
    return int(not found.refused)


def _decided(event: Event, action: Action, *, by: User, now: datetime, reason: str) -> None:
    Decision.objects.create(
        action=action, subject_kind=Noun.EVENT, subject=event.pk, by=by, actor=by.get_username(), at=now,
        reason=reason,
    )  # fmt: skip
