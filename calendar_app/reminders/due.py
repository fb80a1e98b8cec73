"""Which reminders are due: found anew each time from public events, subscriptions and their spans, and written down once.

Nothing is planned ahead, so nothing planned can be lost or be wrong: an event that moves simply has other reminders.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from django.db.models import Q

from calendar_app.models.public import Listing, Publication
from calendar_app.models.readers import Delivery, Reminder, Subscription
from calendar_app.models.vocabulary import Lifecycle
from calendar_app.selection import Selection, SelectionError

from .moments import DAY, begins, moments, slot
from .wish import wish

REMINDER = "reminder"
LATE = 2 * DAY  # how long a reminder is made up for after the clock stood still
SLACK = 2 * DAY  # zones, and hours of the day, lie within it
BATCH = 500


def remind(*, now: datetime) -> int:
    """Owe every reminder whose moment has come; returns how many were found, old ones included."""
    events = {one.pk: one for one in _near(now)}
    found = 0
    for selection, readers in _readers().items() if events else ():
        owed = [row for one in _chosen(selection, events) for reader in readers for row in _owed(one, reader, now)]
        Delivery.objects.bulk_create(owed, batch_size=BATCH, ignore_conflicts=True)
        found += len(owed)
    return found


def _near(now: datetime) -> Iterable[Publication]:
    """Events that some reminder might be due for."""
    near = Q()
    for minutes in Reminder.objects.order_by().values_list("minutes_before", flat=True).distinct():
        day = (now + timedelta(minutes=minutes)).date()
        near |= Q(first_day__gte=day - LATE - SLACK, first_day__lte=day + SLACK)
    if not near:
        return []
    rows = Listing.objects.current().alive().known_to_day().filter(near, lifecycle=Lifecycle.SCHEDULED)
    found = Publication.objects.filter(listing__in=rows).select_related("since")
    return [one for one in found if begins(one.facts) > now]


def _readers() -> dict[str, list[Subscription]]:
    """Those who listen and want reminders, by selection."""
    found: dict[str, list[Subscription]] = {}
    wanted = Subscription.objects.listening().filter(reminders__isnull=False).distinct()
    for reader in wanted.prefetch_related("reminders"):
        found.setdefault(reader.selection, []).append(reader)
    return found


def _chosen(selection: str, events: dict[int, Publication]) -> list[Publication]:
    """Those of the events that the selection holds; none where the record knows its words no longer."""
    try:
        rows = Selection.read(parse_qs(selection)).listings()
    except SelectionError:
        return []
    chosen = rows.order_by().filter(publication__in=list(events)).values_list("publication", flat=True)
    return [events[pk] for pk in chosen]


def _owed(event: Publication, reader: Subscription, now: datetime) -> Iterator[Delivery]:
    wanted = wish(reader)
    for minutes, due in moments(event.facts, wanted.before, hour=wanted.hour, home=wanted.zone):
        if not now - LATE <= due <= now or (reader.since and due < reader.since) or not _known(event, due):
            continue
        key = f"{REMINDER}:{reader.pk}:{event.subject}:{minutes}:{slot(event.facts)}"
        yield Delivery(key=key, subscription=reader, kind=REMINDER, event=event.subject, due=due)


def _known(event: Publication, due: datetime) -> bool:
    """Whether readers could know of this date by then; a reminder for a date given later would tell of the past."""
    if event.since.at <= due:
        return True
    before = Publication.objects.history(event.subject).filter(since__at__lte=due, tombstone="").last()
    return before is not None and slot(before.facts) == slot(event.facts)
