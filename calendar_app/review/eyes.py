"""Four eyes: what readers see was looked at by somebody besides whoever wrote it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext

from calendar_app.errors import Problem
from calendar_app.models.desk import Decision, Embargo
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.vocabulary import Action

from .facts import kind_of
from .versions import keep

WRITING = (Action.EDIT, Action.LOAD)


def edited(noun: NounModel, *, by: User, now: datetime, what: str) -> Decision:
    """Remember who edited a noun at the desk, and how it stands now; `what` says why, or names the fields.

    An embargo on it ends: what was looked at is no longer what would be published.
    """
    Embargo.objects.filter(event=noun.pk).delete()
    decision = Decision.objects.create(
        action=Action.EDIT, subject_kind=kind_of(noun), subject=noun.pk, by=by, actor=by.get_username(), at=now,
        reason=what,
    )  # fmt: skip
    keep(noun, now=now, decision=decision)
    return decision


def deleted(nouns: Iterable[NounModel], *, by: User, now: datetime) -> None:
    """Remember who deletes these nouns, what each was called, and how it stood at last."""
    for noun in nouns:
        keep(noun, now=now)
        Decision.objects.create(
            action=Action.DELETE, subject_kind=kind_of(noun), subject=noun.pk, by=by, actor=by.get_username(),
            at=now, reason=str(noun),
        )  # fmt: skip


def unseen(nouns: Iterable[NounModel], *, by: User | None) -> list[Problem]:
    """What nobody but `by` has looked at: the nouns that this person was the last to edit, or to submit.

    None for the commands of operators (`by` is None), and at a desk of one person (`ONE_PERSON_DESK`).
    """
    if by is None or settings.ONE_PERSON_DESK:
        return []
    given = {noun.pk: noun for noun in nouns}
    last: dict[tuple[UUID, bool], int | None] = {}
    steps = Decision.objects.filter(subject__in=given, action__in=[*WRITING, Action.SUBMIT]).order_by("at")
    for subject, action, who in steps.values_list("subject", "action", "by"):
        last[subject, action in WRITING] = who
    own = dict.fromkeys(subject for (subject, _), who in last.items() if who == by.pk)
    return [Problem("second_person", _told(given[subject])) for subject in own]


def _told(noun: NounModel) -> str:
    text = gettext(
        "You were the last to edit or submit “%(noun)s”: a second person has to publish it. "
        "(Where only one person works, the operator sets ONE_PERSON_DESK=true.)"
    )
    return text % {"noun": noun}
