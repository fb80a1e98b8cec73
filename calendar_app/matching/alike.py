"""Events that may be entered twice: same forum and days, same number in the series, same participants near the same days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from calendar_app.dates import Span
from calendar_app.models.desk import Event, Participation
from calendar_app.models.vocabulary import EventKind, Stage

#: So many days may lie between two entries of one meeting with the same participants.
NEAR = timedelta(days=2)
#: A date that says no more than a quarter or a year brings nobody near anybody.
LONGEST = 31
#: More than these would be read by nobody while typing.
MOST = 8


class Why(TextChoices):
    """What two events have in common, the strongest first."""

    ORDINAL = "ordinal", _("same forum and number")
    DAYS = "days", _("same forum, overlapping dates")
    PARTICIPANTS = "participants", _("same participants, near the same days")


@dataclass(frozen=True)
class Asked:
    """What is known so far of an event, saved or not; `kin` is itself and its parent, which it is never taken for."""

    forum: UUID | None = None
    ordinal: int | None = None
    level: str = ""
    kind: str = EventKind.MEETING
    span: Span | None = None
    participants: frozenset[UUID] = frozenset()
    own: UUID | None = None
    kin: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Alike:
    """An event that may be the same, and why."""

    event: Event
    why: tuple[Why, ...]


def asked(event: Event) -> Asked:
    """What a saved event says of itself."""
    known = event.edtf
    return Asked(
        event.forum_id, event.ordinal, event.level, event.kind, known.span if known else None, _parties(event.participations.all()),
        event.pk, frozenset(pk for pk in (event.pk, event.parent_id) if pk),
    )  # fmt: skip


def alike(of: Asked) -> list[Alike]:
    """Events that may be the same, drafts among them; those with most in common first, MOST at most.

    Entries withdrawn or merged are left out, and so are parents and children, another level of the same forum, and, of
    the same participants, another forum (a bilateral has none).
    """
    found: dict[UUID, list[Why]] = {}
    for why, ids in ((Why.ORDINAL, _ordinal(of)), (Why.DAYS, _days(of)), (Why.PARTICIPANTS, _participants(of))):
        for pk in ids:
            found.setdefault(pk, []).append(why)
    events = Event.objects.filter(pk__in=found).select_related("forum", "place")
    made = [Alike(event, tuple(found[event.pk])) for event in events]
    return sorted(made, key=lambda one: (-len(one.why), list(Why).index(one.why[0])))[:MOST]


def _others(of: Asked) -> QuerySet[Event]:
    rows = Event.objects.exclude(stage=Stage.WITHDRAWN).exclude(pk__in=of.kin)
    return rows.exclude(parent=of.own) if of.own else rows


def _same_forum(of: Asked) -> QuerySet[Event]:
    level = Q(level__in=["", of.level]) if of.level else Q()
    return _others(of).filter(level, forum=of.forum)


def _ordinal(of: Asked) -> Iterable[UUID]:
    if of.forum is None or of.ordinal is None:
        return ()
    return _same_forum(of).filter(ordinal=of.ordinal).values_list("pk", flat=True)


def _days(of: Asked) -> Iterable[UUID]:
    if of.forum is None or of.span is None:
        return ()
    days = _same_forum(of).filter(first_day__lt=of.span.end, end_day__gt=of.span.first)
    return days.values_list("pk", flat=True)


def _participants(of: Asked) -> Iterable[UUID]:
    if not of.participants or of.span is None or of.span.days > LONGEST:
        return ()
    forum = Q(forum=None) & ~Q(kind=EventKind.BILATERAL) | Q(forum=of.forum)
    if of.forum is None:
        forum = Q(forum=None) if of.kind == EventKind.BILATERAL else Q()
    among = Q(participations__person__in=of.participants) | Q(participations__organization__in=of.participants)
    near = _others(of).filter(forum, first_day__lt=of.span.end + NEAR, end_day__gt=of.span.first - NEAR)
    rows = near.filter(among).distinct().order_by("pk").prefetch_related("participations")
    return [row.pk for row in rows if _short(row) and _same(of.participants, _parties(row.participations.all()))]


def _short(event: Event) -> bool:
    return event.edtf is not None and event.edtf.span.days <= LONGEST


def _same(one: frozenset[UUID], other: frozenset[UUID]) -> bool:
    """All of them, or two at least that are half of those named on either side."""
    shared = one & other
    return one == other or (len(shared) > 1 and len(shared) * 2 >= len(one | other))


def _parties(lines: Iterable[Participation]) -> frozenset[UUID]:
    """Who takes part by name: people and organizations; names that nobody has resolved yet say nothing."""
    return frozenset(pk for line in lines for pk in (line.person_id, line.organization_id) if pk)
