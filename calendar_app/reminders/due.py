"""Which reminders are due: found from public events, subscriptions and their spans, and written down once.

Nothing is planned ahead, so nothing planned can be lost or be wrong: an event that moves simply has other reminders. A
cursor says how far the last look went; it moves after everything up to there is written, and only spares work. Events that
were published since, and once an hour all of them, are looked at as far back as reminders are made up for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qs
from uuid import UUID

from django.db.models import Q

from calendar_app.models.public import Cursor, Head, Listing, Publication
from calendar_app.models.readers import Delivery, Reminder, Subscription
from calendar_app.models.readers.subscription import SubscriptionQuerySet
from calendar_app.models.vocabulary import Lifecycle
from calendar_app.selection import Selection, SelectionError

from .moments import DAY, begins, moments, slot
from .owing import owe

REMINDER = "reminder"
CONSUMER = "reminders"
LATE = 2 * DAY  # how long a reminder is made up for after the clock stood still
SLACK = 2 * DAY  # zones, and hours of the day, lie within it
BACK = timedelta(
    minutes=2
)  # a look goes back so far behind the last one: subscriptions may have been on their way then


class Call(NamedTuple):
    """Some readers are to be reminded at this moment: those with a span of `least` to `most` minutes, and by these clocks."""

    due: datetime
    least: int
    most: int
    clocks: tuple[tuple[str, Any], ...] = ()

    def readers(self) -> SubscriptionQuerySet:
        spans = Reminder.objects.filter(minutes_before__range=(self.least, self.most)).values("subscription")
        wanted = Subscription.objects.listening().filter(**dict(self.clocks), pk__in=spans)
        return wanted.filter(Q(since__isnull=True) | Q(since__lte=self.due))


def remind(*, now: datetime) -> int:
    """Owe every reminder whose moment has come; returns how many were not owed before."""
    spans = list(Reminder.objects.order_by().values_list("minutes_before", flat=True).distinct())
    if not spans:
        return 0
    head, cursor = Head.number(), Cursor.objects.filter(pk=CONSUMER).first()
    calls: dict[Call, list[Publication]] = defaultdict(list)
    for event in _near(spans, now):
        for call in _calls(event, spans):
            if _since(cursor, event, now) <= call.due <= now and _known(event, call.due):
                calls[call].append(event)
    written = owe(_owed(calls))
    moved = Cursor(consumer=CONSUMER, revision=head, at=now)
    Cursor.objects.bulk_create(
        [moved], update_conflicts=True, unique_fields=["consumer"], update_fields=["revision", "at"]
    )
    return written


def _since(cursor: Cursor | None, event: Publication, now: datetime) -> datetime:
    """From when on reminders of the event may be missing."""
    earliest = now - LATE
    if cursor is None or cursor.at is None or cursor.at > now or event.since_id > cursor.revision:
        return earliest
    if (cursor.at.date(), cursor.at.hour) != (now.date(), now.hour):
        return earliest
    return max(earliest, cursor.at - BACK)


def _near(spans: list[int], now: datetime) -> Iterable[Publication]:
    """Events that some reminder might be due for."""
    near = Q()
    for minutes in spans:
        day = (now + timedelta(minutes=minutes)).date()
        near |= Q(first_day__gte=day - LATE - SLACK, first_day__lte=day + SLACK)
    rows = Listing.objects.current().alive().known_to_day().filter(near, lifecycle=Lifecycle.SCHEDULED)
    found = Publication.objects.filter(listing__in=rows).select_related("since")
    return [one for one in found if begins(one.facts) > now]


def _calls(event: Publication, spans: list[int]) -> Iterator[Call]:
    """Every moment at which somebody might be reminded of it."""
    before = [timedelta(minutes=minutes) for minutes in spans]
    if event.facts["when"]["start_time"]:
        for minutes, due in moments(event.facts, before, hour=0, home="UTC"):
            yield Call(due, minutes, minutes)
        return
    for clock in _clocks("local_hour", *([] if event.facts["when"]["zone"] else ["zone"])):
        for minutes, due in moments(event.facts, before, hour=clock["local_hour"], home=clock.get("zone", "UTC")):
            yield Call(due, minutes, minutes + 24 * 60 - 1, tuple(clock.items()))


def _clocks(*fields: str) -> list[dict[str, Any]]:
    """The hours, and zones, of those who want reminders."""
    wanted = Subscription.objects.listening().filter(pk__in=Reminder.objects.values("subscription"))
    return list(wanted.order_by(*fields).values(*fields).distinct())


def _owed(calls: dict[Call, list[Publication]]) -> Iterator[Delivery]:
    chosen: dict[str, set[int]] = {}
    everybody = list({event.pk for events in calls.values() for event in events})
    for call, events in calls.items():
        readers = call.readers().order_by("selection").values_list("pk", "selection")
        for pk, selection in readers.iterator(chunk_size=5000):
            if selection not in chosen:
                chosen[selection] = _chosen(selection, everybody)
            yield from (_delivery(pk, one, call) for one in events if one.pk in chosen[selection])


def _chosen(selection: str, events: list[int]) -> set[int]:
    """Those of the events that the selection holds; none where the record knows its words no longer."""
    try:
        rows = Selection.read(parse_qs(selection)).listings()
    except SelectionError:
        return set()
    return set(rows.order_by().filter(publication__in=events).values_list("publication", flat=True))


def _delivery(reader: UUID, event: Publication, call: Call) -> Delivery:
    key = f"{REMINDER}:{reader}:{event.subject}:{call.least}:{slot(event.facts)}"
    return Delivery(key=key, subscription_id=reader, kind=REMINDER, event=event.subject, due=call.due)


def _known(event: Publication, due: datetime) -> bool:
    """Whether readers could know of this date by then; a reminder for a date given later would tell of the past."""
    if event.since.at <= due:
        return True
    before = Publication.objects.history(event.subject).filter(since__at__lte=due, tombstone="").last()
    return before is not None and slot(before.facts) == slot(event.facts)
