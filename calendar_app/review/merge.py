"""Merging: two entries of one event become one; nothing that either knew is lost, and old addresses lead on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Citation, Decision, Event, Participation
from calendar_app.models.public import Head, Publication, Revision
from calendar_app.models.vocabulary import Action, Noun, Stage

from . import facts as desk
from .edition import Edition
from .pending import pending
from .publish import release
from .states import after
from .tombstones import index_of, keep_index, tombstone


def merge(loser: Event, survivor: Event, *, by: User, now: datetime, reason: str) -> Revision:
    """Fold a published event into another published one, in one revision.

    The survivor takes whatever it lacks: sources, participants, topics, agenda, documents, former dates, children.
    The loser's UID leaves a tombstone and its page leads to the survivor. Raises Refused, and then changes nothing.
    """
    _check(loser, survivor, reason)
    with transaction.atomic():
        head = Head.locked()
        loser.stage, loser.merged_into = after(loser, Action.MERGE), survivor
        before = Publication.objects.current().get(subject=loser.pk)
        children = list(loser.children.all())
        _hand_over(loser, survivor)
        loser.save(update_fields=["stage", "merged_into"])
        edition = Edition()
        edition.add({Noun.EVENT: {**_adopted(children, survivor), **desk.read(Noun.EVENT, [survivor.pk])}})
        edition.carry()
        edition.spread()
        edition.without(loser.pk)
        stone = tombstone(before, "merged", reason, merged_into=str(survivor.pk))
        old = index_of(before)
        decision = Decision(
            action=Action.MERGE, subject_kind=Noun.EVENT, subject=loser.pk, by=by, actor=by.get_username(), at=now,
            reason=reason, revision=head.n + 1,
        )  # fmt: skip
        revision = release(head, [stone, *edition.publications()], [decision], now=now, reason=reason)
        keep_index(*old, stone)
    return revision


def _check(loser: Event, survivor: Event, reason: str) -> None:
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", f"“{loser}” can't be merged without a reason: say how you know."))
    if loser.pk == survivor.pk:
        problems.append(Problem("survivor", "An event can't be merged into itself: choose the other entry."))
    if survivor.stage != Stage.PUBLISHED:
        problems.append(Problem("survivor", f"“{survivor}” is not public: publish it first."))
    elif pending([survivor]):
        problems.append(Problem("survivor", f"“{survivor}” has edits that nobody published: publish them first."))
    if problems:
        raise Refused(problems)


def _hand_over(loser: Event, survivor: Event) -> None:
    for line in loser.participations.all():
        _give_line(line, survivor)
    _give(loser.outcome_steps.all(), survivor, "outcome_id")
    _give(loser.former_dates.all(), survivor, "date", "replaced")
    _give(loser.agenda.all(), survivor, "topic_id", "title_en", "title_ru", "title_ar")
    survivor.topics.add(*loser.topics.all())
    loser.children.update(parent=survivor)
    for citation in loser.citations.all():
        _give_citation(citation, survivor, citation.row)


def _give(rows: Iterable[Any], survivor: Event, *same: str) -> None:
    """Move rows that the survivor has none like; the others stay with the loser's history."""
    for row in rows:
        alike = {name: getattr(row, name) for name in same}
        if not type(row).objects.filter(event=survivor, **alike).exists():
            type(row).objects.filter(pk=row.pk).update(event=survivor)


def _give_line(line: Participation, survivor: Event) -> None:
    alike = {"organization": line.organization_id, "person": line.person_id, "role": line.role}
    twin = survivor.participations.filter(**alike, raw_name=line.raw_name).first()
    if twin is None:
        Participation.objects.filter(pk=line.pk).update(event=survivor)
        return
    for citation in Citation.objects.filter(row=line.pk):
        _give_citation(citation, survivor, twin.pk)


def _give_citation(citation: Citation, survivor: Event, row: UUID | None) -> None:
    known = survivor.citations.filter(field=citation.field, row=row, source=citation.source_id).exists()
    if not known:
        Citation.objects.filter(pk=citation.pk).update(subject_id=survivor.pk, row=row)


def _adopted(children: list[Event], survivor: Event) -> dict[UUID, dict[str, Any]]:
    """The public facts of the loser's children under their new parent; what editors have pending stays pending."""
    ids = [child.pk for child in children]
    standing = Publication.objects.current().filter(subject__in=ids, tombstone="")
    return {row.subject: {**row.facts, "parent": str(survivor.pk)} for row in standing}
