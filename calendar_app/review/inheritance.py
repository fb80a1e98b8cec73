"""What an event takes over from another entry of itself: whatever it lacks. What both have stays with the other's history."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from calendar_app.models.desk import Citation, Event, Participation

from .eyes import edited

#: Single facts, each taken where the heir has none.
SINGLE = (
    "title_en", "title_ru", "title_ar", "note_en", "note_ru", "note_ar", "venue_en", "venue_ru", "venue_ar",
    "level", "forum", "ordinal", "place", "country", "parent",
)  # fmt: skip
SLOT = ("date", "start_time", "end_time", "zone")
DERIVED = ("first_day", "end_day", "starts_at", "ends_at")


def inherit(heir: Event, other: Event, *, by: User, now: datetime) -> list[str]:
    """Hand over facts, lines, children and citations; returns the names of the facts that changed.

    Runs under the head's lock. A citation goes along with its line, to the heir's own where both have it; what the same
    source says of the same fact already stays behind.
    """
    taken = _facts(heir, other)
    twins = {row: twin for line in other.participations.all() for row, twin in _line(line, heir)}
    twins |= _rows(other.outcome_steps.all(), heir, "outcome_id")
    twins |= _rows(other.former_dates.all(), heir, "date", "replaced")
    twins |= _rows(other.agenda.all(), heir, "topic_id", "title_en", "title_ru", "title_ar")
    heir.topics.add(*other.topics.all())
    for citation in other.citations.all():
        _cite(citation, heir, twins.get(citation.row, citation.row) if citation.row else None)
    for child in other.children.exclude(pk=heir.pk):
        Event.objects.filter(pk=child.pk).update(parent=heir)
        edited(child, by=by, now=now, what="parent")
    return taken


def above(event: Event) -> set[UUID]:
    """The ids of what the event is part of, up to the top."""
    found, parent = set[UUID](), event.parent
    while parent is not None and parent.pk not in found:
        found.add(parent.pk)
        parent = parent.parent
    return found


def _facts(heir: Event, other: Event) -> list[str]:
    names = [name for name in SINGLE if _lacks(heir, name) and not _lacks(other, name)]
    if other.parent and heir.pk in {other.parent.pk, *above(other.parent)}:
        names = [name for name in names if name != "parent"]
    names += _slot(heir, other)
    for name in names:
        setattr(heir, name, getattr(other, name))
    if names:
        heir.save(update_fields=[*names, *DERIVED])
    return names


def _slot(heir: Event, other: Event) -> list[str]:
    """Date and hours of a date that is the same, or that the heir has none of."""
    same_day = heir.date == other.date and heir.start_time is None
    if heir.date and not same_day:
        return []
    return [name for name in SLOT if not _lacks(other, name) and getattr(heir, name) != getattr(other, name)]


def _lacks(event: Event, name: str) -> bool:
    return getattr(event, name) in (None, "")


def _rows(rows: Iterable[Any], heir: Event, *same: str) -> dict[UUID, UUID]:
    """Hand over the rows that the heir has none like; returns its own for each of the others."""
    twins = {}
    for row in rows:
        twin = type(row).objects.filter(event=heir, **{name: getattr(row, name) for name in same}).first()
        if twin:
            twins[row.pk] = twin.pk
        else:
            type(row).objects.filter(pk=row.pk).update(event=heir)
    return twins


def _line(line: Participation, heir: Event) -> Iterable[tuple[UUID, UUID]]:
    alike = {"organization": line.organization_id, "person": line.person_id, "role": line.role}
    if twin := heir.participations.filter(**alike, raw_name=line.raw_name).first():
        return [(line.pk, twin.pk)]
    Participation.objects.filter(pk=line.pk).update(event=heir)
    return []


def _cite(citation: Citation, heir: Event, row: UUID | None) -> None:
    known = heir.citations.filter(field=citation.field, row=row, source=citation.source_id).exists()
    if not known:
        Citation.objects.filter(pk=citation.pk).update(subject_id=heir.pk, row=row)
