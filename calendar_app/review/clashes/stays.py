"""People in two places at once, by the clocks of both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from calendar_app.dates import Span, bounds, parse
from calendar_app.models.desk import Event, Participation
from calendar_app.models.vocabulary import Attendance, Lifecycle, Stage

from .clash import Clash, spelled


@dataclass(frozen=True)
class Stay:
    """Local days, UTC instants (half-open), and whether the hours are known."""

    days: Span
    begins: datetime
    ends: datetime
    hours: bool

    def meets(self, other: "Stay") -> bool:
        """By the clocks of both; a day without hours is no stay in the night before, as other clocks count it."""
        at_once = self.begins < other.ends and other.begins < self.ends
        return at_once and ((self.hours and other.hours) or self.days.touches(other.days))


#: Where it is the same day by neither clock, nobody can be at both (zones reach from UTC−12 to UTC+14).
AROUND = timedelta(days=2)
#: A beginning without an end takes no time, but somebody's presence.
MOMENT = timedelta(minutes=1)
#: Whoever is only invited, or stayed away, is in no city for it.
THERE = (Attendance.ANNOUNCED, Attendance.CONFIRMED, Attendance.ATTENDED)
#: What does not take place, or not now, takes nobody anywhere.
NOWHERE = (Lifecycle.CANCELLED, Lifecycle.POSTPONED)


def stays(event: Event, lines: Iterable[Participation]) -> Iterator[Clash]:
    """Once for each person and other event. An event and what it is part of are one stay."""
    if event.online or event.lifecycle in NOWHERE:
        return
    here = {(line.person_id, stay) for line in lines if line.attendance in THERE and (stay := _stay(line, event))}
    told = set()
    for other in _elsewhere(event, here):
        there = _stay(other, other.event)
        met = [stay for person, stay in here if person == other.person_id and there and stay.meets(there)]
        if met and _apart(event, other.event) and (other.person_id, other.event_id) not in told:
            told.add((other.person_id, other.event_id))
            yield Clash("participations", _told(other, event), other.event)


def _elsewhere(event: Event, here: set[tuple[UUID | None, Stay]]) -> QuerySet[Participation]:
    """Lines of the same people under other events about the same days."""
    begins = min((stay.begins for _, stay in here), default=None)
    ends = max((stay.ends for _, stay in here), default=None)
    if begins is None or ends is None:
        return Participation.objects.none()
    return (
        Participation.objects.filter(
            person__in=[person for person, _ in here], attendance__in=THERE, event__online=False
        )
        .filter(event__first_day__lt=(ends + AROUND).date(), event__end_day__gt=(begins - AROUND).date())
        .exclude(event__stage=Stage.WITHDRAWN)
        .exclude(event__lifecycle__in=NOWHERE)
        .exclude(event__in=[pk for pk in (event.pk, event.parent_id) if pk])
        .exclude(event__parent=event)
        .select_related("person", "event__place__country", "event__country")
        .order_by("event__first_day", "event__slug", "person__slug", "pk")
    )


def _stay(line: Participation, event: Event) -> Stay | None:
    """From when to when a person is there; None where the day is not known, or not sure, or nobody is named."""
    when = parse(line.date) if line.date else event.edtf
    if line.person_id is None or when is None or not when.known_to_day or when.uncertain:
        return None
    zone = event.zone or (event.place.zone if event.place else None)
    start, end = (None, None) if line.date else (event.start_time, event.end_time)
    begins, ends = bounds(when, start, end, zone)
    return Stay(when.span, begins, max(ends, begins + MOMENT), start is not None)


def _apart(one: Event, other: Event) -> bool:
    """In two cities; in two countries, where one of the cities is not known."""
    if one.place_id and other.place_id:
        return one.place_id != other.place_id
    countries = {_country(one), _country(other)}
    return None not in countries and len(countries) == 2


def _country(event: Event) -> object:
    return event.country_id or (event.place.country_id if event.place else None)


def _told(other: Participation, event: Event) -> str:
    words = {
        "person": other.person,
        "here": event.place or event.country,
        "event": event,
        "there": other.event.place or other.event.country,
        "other": other.event,
        "date": spelled(other.date or other.event.date),
    }
    return gettext(
        "%(person)s would be in two places at once: %(here)s (“%(event)s”) and %(there)s (“%(other)s”, %(date)s)."
    ) % words  # fmt: skip
