"""How a cell is read into an event: as people write it, refused in words that say what to write instead."""

import re
from collections.abc import Callable
from datetime import time
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext

from calendar_app.dates import DateError, typed_date
from calendar_app.dates import zone as zone_of
from calendar_app.fold import fold
from calendar_app.models.vocabulary import OrganizationKind

from . import known
from .draft import Draft
from .trouble import WrongCell, explained

YES, NO = {"true", "yes", "1", "да", "نعم"}, {"false", "no", "0", "нет", "لا"}
HIJRI, BUDDHIST = range(1300, 1500), range(2400, 2700)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SPLIT = re.compile(r"\s*[;؛\n]\s*")


def text(draft: Draft, name: str, cell: str) -> None:
    setattr(draft.event, name, cell)


def identity(draft: Draft, _: str, cell: str) -> None:
    """It says which event is meant, and never changes; here it only stands in for that of a new one."""
    try:
        draft.event.id = UUID(cell)
    except ValueError:
        raise WrongCell(_said(gettext("“%(text)s” is no id: leave it as it was exported, or empty."), cell)) from None


def slug(draft: Draft, _: str, cell: str) -> None:
    if not _SLUG.fullmatch(cell):
        why = gettext("“%(text)s” is no address: use small Latin letters, digits and single hyphens.")
        raise WrongCell(_said(why, cell))
    draft.event.slug = cell


def choice(vocabulary: type[TextChoices]) -> Callable[[Draft, str, str], None]:
    """One of the words of a closed list; none where the cell is empty."""

    def take(draft: Draft, name: str, cell: str) -> None:
        value = known.word(vocabulary, cell) if cell else ""
        if value is None:
            why = gettext("“%(text)s” is none of these: %(words)s.")
            raise WrongCell(_said(why, cell, words=", ".join(vocabulary.values)))
        setattr(draft.event, name, value)

    return take


def forum(draft: Draft, _: str, cell: str) -> None:
    draft.event.forum = _found(cell, draft.known.organization)


def country(draft: Draft, _: str, cell: str) -> None:
    found = _found(cell, draft.known.state)
    draft.event.country = found
    assert found is None or found.kind == OrganizationKind.STATE  # noqa: S101 - `Known.state` knows no others


def place(draft: Draft, _: str, cell: str) -> None:
    draft.event.place = _found(cell, draft.known.place)


def topics(draft: Draft, _: str, cell: str) -> None:
    each = [_found(one, draft.known.topic) for one in dict.fromkeys(_SPLIT.split(cell)) if one]
    draft.topics = [topic for topic in each if topic is not None]


def parent(draft: Draft, _: str, cell: str) -> None:
    """One that is not on the desk may stand in the same file, so it is only noted."""
    found = draft.known.events.get(cell)
    draft.event.parent = found
    draft.waits = cell if cell and found is None else ""


def number(draft: Draft, _: str, cell: str) -> None:
    if cell and not (cell.isdecimal() and len(cell) < 6):
        raise WrongCell(_said(gettext("“%(text)s” is no number: write figures alone."), cell))
    draft.event.ordinal = int(cell) if cell else None


def flag(draft: Draft, name: str, cell: str) -> None:
    word = fold(cell)
    if word not in {fold(one) for one in YES | NO}:
        raise WrongCell(_said(gettext("“%(text)s” is neither: write true or false."), cell))
    setattr(draft.event, name, word in {fold(one) for one in YES})


def day(draft: Draft, _: str, cell: str) -> None:
    """A date as people write it, with or without hours."""
    try:
        found = typed_date(cell)
    except DateError as error:
        raise WrongCell(_elsewhere(cell) or explained(error)) from None
    draft.event.date = found.date
    if found.start:
        draft.event.start_time, draft.event.end_time, draft.hours = found.start, found.end, True


def clock(draft: Draft, name: str, cell: str) -> None:
    match = _CLOCK.fullmatch(cell)
    if cell and not (match and int(match[1]) < 24 and int(match[2]) < 60):
        raise WrongCell(_said(gettext("“%(text)s” is no time of day: write it as 14:30."), cell))
    hour = time(int(match[1]), int(match[2])) if match else None
    if draft.hours and hour not in (None, getattr(draft.event, name)):
        raise WrongCell(gettext("Another time stands beside the date: write it once."))
    if not draft.hours:
        setattr(draft.event, name, hour)


def zone(draft: Draft, _: str, cell: str) -> None:
    try:
        draft.event.zone = zone_of(cell).key if cell else ""
    except DateError as error:
        raise WrongCell(explained(error)) from None


def _elsewhere(cell: str) -> str:
    """Whether the year is one of another calendar, which is not converted: nobody would see that it was."""
    for year in map(int, _YEAR.findall(cell)):
        if year in HIJRI:
            why = gettext(
                "“%(text)s”: %(year)s is a year of the Islamic or the Persian calendar; write the Gregorian date."
            )
            return _said(why, cell, year=str(year))
        if year in BUDDHIST:
            why = gettext("“%(text)s”: %(year)s is a year of the Buddhist calendar; write the Gregorian date.")
            return _said(why, cell, year=str(year))
    return ""


def _found(cell: str, look: Callable[[str], known.T | None]) -> known.T | None:
    found = look(cell) if cell else None
    if cell and found is None:
        why = gettext("“%(text)s” is not on the desk, or means several: write its code or address, or enter it first.")
        raise WrongCell(_said(why, cell))
    return found


def _said(why: str, cell: str, **more: str) -> str:
    shown = cell if len(cell) <= 60 else f"{cell[:59]}…"
    return why % {"text": shown, **more}


__all__ = [
    "choice", "clock", "country", "day", "flag", "forum", "identity", "number", "parent", "place", "slug", "text",
    "topics", "zone",
]  # fmt: skip
