"""Merging: two entries of one event become one; nothing that either knew is lost, and old addresses lead on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Embargo, Event
from calendar_app.models.public import Head, Publication, Revision
from calendar_app.models.vocabulary import Action, Noun, Stage

from . import facts as desk
from .edition import Edition
from .eyes import edited, unseen
from .inheritance import above, inherit
from .pending import pending
from .publish import release
from .states import after
from .tombstones import index_of, keep_index, tombstone
from .versions import keep


def merge(loser: Event, survivor: Event, *, by: User, now: datetime, reason: str) -> Revision | None:
    """Fold one entry of an event into another, which takes whatever it lacks: facts, lines, children, citations.

    A published loser leaves its readers a tombstone under its UID, and its page leads to the survivor, which must be
    public too: one revision, looked at by a second person as publishing is. A draft is folded in at the desk alone (returns
    None): what the survivor took waits to be published. Raises Refused, and then changes nothing.
    """
    with transaction.atomic():
        head = Head.locked()
        public, stage = loser.stage == Stage.PUBLISHED, after(loser, Action.MERGE)
        if problems := [*_against(loser, survivor, reason), *(_against_public(loser, survivor, by) if public else ())]:
            raise Refused(problems)
        children = list(loser.children.exclude(pk=survivor.pk))
        for event in (loser, survivor):
            keep(event, now=now)
        Embargo.objects.filter(event=loser).delete()
        taken = inherit(survivor, loser, by=by, now=now)
        loser.stage, loser.merged_into = stage, survivor
        loser.save(update_fields=["stage", "merged_into"])
        decisions = [_decision(event, by, now, reason) for event in (loser, survivor)]
        edited(survivor, by=by, now=now, what=", ".join([*taken, "merged"]))
        if public:
            return _release(head, loser, survivor, children, decisions, now=now, reason=reason)
        Decision.objects.bulk_create(decisions)
    return None


def _release(
    head: Head,
    loser: Event,
    survivor: Event,
    children: list[Event],
    decisions: list[Decision],
    *,
    now: datetime,
    reason: str,
) -> Revision:
    before = Publication.objects.current().get(subject=loser.pk)
    edition = Edition()
    edition.add({Noun.EVENT: {**_adopted(children, survivor), **desk.read(Noun.EVENT, [survivor.pk])}})
    edition.carry()
    edition.spread()
    edition.without(loser.pk)
    stone = tombstone(before, "merged", reason, merged_into=str(survivor.pk))
    old = index_of(before)
    for decision in decisions:
        decision.revision = head.n + 1
    revision = release(head, [stone, *edition.publications()], decisions, now=now, reason=reason)
    keep_index(*old, stone)
    return revision


def _decision(event: Event, by: User, now: datetime, reason: str) -> Decision:
    return Decision(
        action=Action.MERGE, subject_kind=Noun.EVENT, subject=event.pk, by=by, actor=by.get_username(), at=now, reason=reason
    )  # fmt: skip


def _against(loser: Event, survivor: Event, reason: str) -> list[Problem]:
    """What speaks against it wherever the two stand."""
    words = {"loser": loser, "survivor": survivor}
    told = []
    if not reason.strip():
        told.append(("reason", gettext("“%(loser)s” can't be merged without a reason: say how you know.")))
    if loser.pk == survivor.pk:
        told.append(("survivor", gettext("An event can't be merged into itself: choose the other entry.")))
    if survivor.stage == Stage.WITHDRAWN:
        told.append(("survivor", gettext("“%(survivor)s” was withdrawn or merged: choose an entry that stands.")))
    if loser.pk in above(survivor):
        told.append(
            (
                "survivor",
                gettext("“%(survivor)s” is part of “%(loser)s”: merge them the other way round, or part them first."),
            )
        )
    return [Problem(field, text % words) for field, text in told]


def _against_public(loser: Event, survivor: Event, by: User) -> list[Problem]:
    """What else speaks against it where readers see the loser: they must be able to follow, and two have looked."""
    words = {"survivor": survivor}
    if survivor.stage in (Stage.DRAFT, Stage.IN_REVIEW):
        text = gettext("“%(survivor)s” is not public: publish it first, or merge it into the other.")
        return [Problem("survivor", text % words)]
    if pending([survivor]):
        text = gettext("“%(survivor)s” has edits that nobody published: publish them first.")
        return [Problem("survivor", text % words)]
    return unseen([loser, survivor], by=by)


def _adopted(children: list[Event], survivor: Event) -> dict[UUID, dict[str, Any]]:
    """The public facts of the loser's children under their new parent; what editors have pending stays pending."""
    ids = [child.pk for child in children]
    standing = Publication.objects.current().filter(subject__in=ids, tombstone="")
    return {row.subject: {**row.facts, "parent": str(survivor.pk)} for row in standing}
