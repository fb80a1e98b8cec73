"""A row becomes a draft: every cell read, every rule of the desk asked, every problem named at its column."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext

from calendar_app.dates import DateError, bounds, parse
from calendar_app.dates.instants import START_FIRST, ZONE_FIRST
from calendar_app.exchange.ics.ids import identity
from calendar_app.models.desk import Event
from calendar_app.models.vocabulary import Stage
from calendar_app.wording.broken import BROKEN

from .columns import COLUMNS, cells_of, spelled
from .draft import Draft
from .known import Known
from .raw import KEEP
from .trouble import WrongCell, explained

#: Which of the columns is to be mended when date, times and zone don't fit together.
BLAMED = {ZONE_FIRST: "zone", START_FIRST: "end_time"}
#: Found among what is known, so that asking again would tell nothing.
LINKS = ("id", "forum", "place", "country", "merged_into")
_ALL: Any = Q()
_asked: Any = Event._meta.constraints  # conditions, all of them
for _constraint in _asked:
    _ALL &= _constraint.condition
#: All that the database asks of an event, in one question.
EVERYTHING = CheckConstraint(condition=_ALL, name="event_everything")


def meant(cells: dict[str, Any]) -> tuple[UUID | None, str]:
    """Which event a row means: its id, or that which its title and date always have; and its address, if it gives one.

    The id is None where the address says it, or nothing does.
    """
    written, slug = str(cells.get("id", "")).strip(), str(cells.get("slug", "")).strip()
    try:
        return UUID(written), slug
    except ValueError:
        pass
    title = next((cells[name] for name in ("title_en", "title_ru", "title_ar") if cells.get(name)), "")
    return (identity(f"row:{title}:{cells.get('date', '')}"), "") if title and not slug else (None, slug)


def drafted(cells: dict[str, str], event: Event | None, known: Known) -> Draft:
    """The row put on top of the event that it means, or of a new one; nothing is written."""
    pk, _ = meant(cells)
    draft = Draft(event or (Event(pk=pk) if pk else Event()), made=event is None, known=known)
    before, place = cells_of(draft.event), draft.event.place_id
    _read(draft, cells, before)
    if not draft.problems:
        finish(draft, before, chosen=draft.event.place_id != place)
    return draft


def _read(draft: Draft, cells: dict[str, str], before: dict[str, str]) -> None:
    draft.notes += [gettext("left out: %(name)s") % {"name": name.lstrip("?")} for name in cells if name not in COLUMNS]
    for name, column in COLUMNS.items():
        if name not in cells:
            continue
        cell = cells[name]
        told = column.tidy(cell)
        if cell == KEEP or told == column.tidy(before[name]) or (column.needed and not told):
            continue
        try:
            column.take(draft, name, told)
        except WrongCell as error:
            draft.problems.append((name, str(error)))


def finish(draft: Draft, before: dict[str, str], *, chosen: bool) -> None:
    """Fill in what follows from a place newly chosen, note what changes, and ask every rule of the desk."""
    event = draft.event
    if chosen and event.place:
        event.zone, event.country = event.zone or event.place.zone, event.country or event.place.country
    after = cells_of(event) | ({} if draft.topics is None else {"topics": spelled(draft.topics)})
    if draft.waits:  # named as the row names it
        after["parent"] = draft.waits
    hidden = {"id"} if draft.made else set()
    draft.changes = [
        (name, before[name], after[name]) for name in COLUMNS if after[name] != before[name] and name not in hidden
    ]
    if draft.made or draft.changes:
        draft.problems += _problems(event)


def _problems(event: Event) -> Iterator[tuple[str, str]]:
    if stopped := _in_other_hands(event):
        yield "stage", stopped
        return
    try:
        if event.date:
            bounds(parse(event.date), event.start_time, event.end_time, event.zone or None)
    except DateError as error:
        yield BLAMED.get(error.why, "date"), explained(error)
        return
    try:
        event.full_clean(exclude=[*LINKS, "slug"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        yield from _said(error)
        return
    yield from _broken(event)


def _in_other_hands(event: Event) -> str:
    if event.stage == Stage.IN_REVIEW:
        return gettext("Somebody is reviewing this event: return it first, or import after the review.")
    if event.stage == Stage.WITHDRAWN:
        return gettext("This event was withdrawn or merged here: look at its history before you enter it anew.")
    return ""


def _said(error: ValidationError) -> Iterator[tuple[str, str]]:
    for name, messages in error.message_dict.items():
        if name == "parent":
            yield name, gettext("This event would stand under itself: choose another parent.")
        else:
            yield ("" if name == NON_FIELD_ERRORS else name), " ".join(messages)


def _broken(event: Event) -> Iterator[tuple[str, str]]:
    """What the database would refuse, at its column."""
    try:
        EVERYTHING.validate(Event, event)
    except ValidationError:
        for constraint in Event._meta.constraints:
            try:
                constraint.validate(Event, event)
            except ValidationError as error:
                column, why = BROKEN.get(constraint.name, ("", " ".join(error.messages)))
                yield column, str(why)


__all__ = ["drafted", "finish", "meant"]
