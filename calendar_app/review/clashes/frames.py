"""Events outside the days of what they are part of, seen from below and from above."""

from collections.abc import Iterator

from django.utils.translation import gettext

from calendar_app.dates import Span
from calendar_app.models.desk import Event
from calendar_app.models.vocabulary import Stage

from .clash import Clash, spelled


def frames(event: Event) -> Iterator[Clash]:
    """The event against its parent, and its children against it."""
    if event.parent and _outside(event, event.parent):
        yield Clash("date", _told(event, event.parent), event.parent)
    for child in event.children.exclude(stage=Stage.WITHDRAWN):
        if _outside(child, event):
            yield Clash("date", _told(child, event), child)


def _outside(event: Event, parent: Event) -> bool:
    """A date known to the day lies outside with any of its days, another one with all that it may mean."""
    known, above = event.edtf, parent.edtf
    if known is None or above is None:
        return False
    if known.known_to_day:
        return known.span.first < above.span.first or known.span.end > above.span.end
    days = [Span.of_day(day) for day in known.choices] or [known.span]
    return not any(above.span.touches(day) for day in days)


def _told(event: Event, parent: Event) -> str:
    words = {"event": event, "date": spelled(event.date), "parent": parent, "days": spelled(parent.date)}
    return gettext("“%(event)s” (%(date)s) lies outside “%(parent)s” (%(days)s).") % words
