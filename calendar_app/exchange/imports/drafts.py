"""A batch of rows against the desk: few questions, whatever the number of rows, and one draft for each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from calendar_app.exchange.events import checked, ics_file
from calendar_app.exchange.events.draft import Draft
from calendar_app.exchange.events.known import Known
from calendar_app.exchange.ics.ids import identity
from calendar_app.ical import Reading
from calendar_app.models.desk import Event
from calendar_app.models.imports import Upload

LINKED = ("forum", "place__country", "country", "parent")


@dataclass
class Wanted:
    """One row: its cells, what was wrong with them already, and which event it means, if that is settled."""

    cells: dict[str, Any]
    problems: list[tuple[str, str]]
    event: UUID | None = None
    slug: str = ""
    reading: Reading | None = None


def drafts(wanted: Sequence[Wanted], upload: Upload, known: Known, *, lock: bool = False) -> list[Draft]:
    """A draft for each row; with `lock`, their events are locked until the transaction ends."""
    for one in wanted:
        _mean(one, upload)
    found = _found(wanted, lock=lock)
    known.look(str(one.cells.get("parent", "")).strip() for one in wanted)
    made = [_draft(one, found, upload, known) for one in wanted]
    _refuse_taken(made)
    _refuse_alike(wanted, made)
    return made


def _mean(one: Wanted, upload: Upload) -> None:
    if upload.kind == "ics":
        one.reading = ics_file.reading(one.cells, upload.zone)
        if one.reading.entries:
            one.event = identity(one.reading.entries[0].uid)
    elif one.event is None:
        one.event, one.slug = checked.meant(one.cells)


def _found(wanted: Sequence[Wanted], *, lock: bool) -> dict[UUID | str, Event]:
    ids, slugs = {one.event for one in wanted if one.event}, {one.slug for one in wanted if one.slug and not one.event}
    rows = Event.objects.filter(Q(pk__in=ids) | Q(slug__in=slugs)).select_related(*LINKED).prefetch_related("topics")
    if lock:
        rows = rows.select_for_update(of=("self",)).order_by("pk")
    found: dict[UUID | str, Event] = {}
    for event in rows:
        found[event.pk] = found[event.slug] = event
    return found


def _draft(one: Wanted, found: dict[UUID | str, Event], upload: Upload, known: Known) -> Draft:
    event = found.get(one.event) if one.event else found.get(one.slug)
    if one.reading is not None:
        draft = _of_calendar(one, one.reading, event, upload, known)
    else:
        draft = checked.drafted(one.cells, event, known)
        if draft.made and one.event:
            draft.event.pk = one.event
    if one.problems:
        draft.problems = list(dict.fromkeys([*one.problems, *draft.problems]))
    return draft


def _of_calendar(one: Wanted, reading: Reading, event: Event | None, upload: Upload, known: Known) -> Draft:
    if reading.entries and not reading.faults:
        return ics_file.drafted(reading.entries[0], event, known, upload.language)
    draft = Draft(event or Event(), made=event is None, known=known)
    draft.problems += [] if one.problems else ics_file.faults(reading)
    return draft


def _refuse_taken(made: Sequence[Draft]) -> None:
    """Addresses are given once."""
    new = [draft for draft in made if draft.event.slug and (draft.made or _changes(draft, "slug"))]
    taken = dict(Event.objects.filter(slug__in={draft.event.slug for draft in new}).values_list("slug", "pk"))
    for draft in new:
        if taken.get(draft.event.slug, draft.event.pk) != draft.event.pk:
            why = gettext("“%(slug)s” is the address of another event: choose another.")
            draft.problems.append(("slug", why % {"slug": draft.event.slug}))


def _changes(draft: Draft, column: str) -> bool:
    return any(name == column for name, _, _ in draft.changes)


def _refuse_alike(wanted: Sequence[Wanted], made: Sequence[Draft]) -> None:
    """A row that names no event and reads like one that is there would enter it twice."""
    new = [
        draft
        for one, draft in zip(wanted, made, strict=True)
        if draft.made and one.reading is None and not one.slug and not str(one.cells.get("id", "")).strip()
    ]
    there = defaultdict[str, list[Event]](list)
    for event in Event.objects.filter(date__in={draft.event.date for draft in new if draft.event.date}):
        there[event.date].append(event)
    for draft in new:
        alike = next((event for event in there[draft.event.date] if _titles(event) & _titles(draft.event)), None)
        if alike and alike.pk != draft.event.pk:
            why = gettext(
                "An event of this title and date is there: to change it, write “%(slug)s” into the column slug."
            )
            draft.problems.append(("slug", why % {"slug": alike.slug}))


def _titles(event: Event) -> set[str]:
    return {title for title in (event.title_en, event.title_ru, event.title_ar) if title}
