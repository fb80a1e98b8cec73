"""The meetings of a forum as a series: which was the last, and what the next one would be called and counted."""

from datetime import date, timedelta

from django.db.models import F, QuerySet

from calendar_app.models.desk import Event, Organization
from calendar_app.models.desk.noun import trilingual
from calendar_app.models.vocabulary import EventKind, Stage

from .numbers import Advance, numbers

#: Whatever comes later than this after the last known meeting may not be the very next one.
NEXT_WITHIN = timedelta(days=548)


def meetings(forum: Organization) -> QuerySet[Event]:
    """Of the forum, the newest first; those without a date last. Weeks that hold meetings are none."""
    events = Event.objects.filter(forum=forum).exclude(kind=EventKind.UMBRELLA).exclude(stage=Stage.WITHDRAWN)
    return events.order_by(F("first_day").desc(nulls_last=True), "slug")


def last(forum: Organization, *, level: str = "") -> Event | None:
    """The newest numbered meeting, at that level if there is any; where none is numbered, the newest."""
    found = meetings(forum)
    if level and found.filter(level=level).exists():
        found = found.filter(level=level)
    return found.exclude(ordinal=None).first() or found.first()


def goes_on(event: Event, *, first: date | None, number: int | None = None) -> Advance:
    """How number and year go on from this event to one that begins on `first` (None: not known yet).

    `number` counts an event that has no ordinal of its own, as a week is called by that of its chief meeting.
    """
    ordinal = event.ordinal or number
    year = (event.first_day.year, first.year) if event.first_day and first and first > event.first_day else None
    certain = ordinal and _newest(event) and (first is None or _soon(event, first))
    return Advance((ordinal, ordinal + 1) if ordinal and certain else None, year, _named(event))


def _newest(event: Event) -> bool:
    """Whether no other event of its forum, kind and level is later or has a higher number."""
    if event.forum_id is None:
        return False
    alike = Event.objects.filter(forum=event.forum_id, kind=event.kind, level=event.level).exclude(pk=event.pk)
    alike = alike.exclude(stage=Stage.WITHDRAWN)
    if event.ordinal and alike.filter(ordinal__gt=event.ordinal).exists():
        return False
    same = alike.exclude(ordinal=None) if event.ordinal else alike
    return event.first_day is None or not same.filter(first_day__gt=event.first_day).exists()


def _soon(event: Event, first: date) -> bool:
    return event.first_day is not None and event.first_day < first <= event.first_day + NEXT_WITHIN


def _named(event: Event) -> frozenset[int]:
    """Numbers that the names of its forum hold."""
    if event.forum is None:
        return frozenset()
    names = [*trilingual(event.forum, "name").values(), *trilingual(event.forum, "abbreviation").values()]
    return numbers([*names, *event.forum.other_names.values_list("name", flat=True)])
