"""Alerts of changes: they follow the record's revision with a cursor, so that nothing published is half announced."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qs
from uuid import UUID

from django.db import transaction

from calendar_app.models.public import Cursor, Head, Publication, Revision
from calendar_app.models.readers import Delivery, Subscription
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection, SelectionError

from .news import news

CHANGE = "change"
CONSUMER = "alerts"
BATCH = 500
INVITED = 20  # events of one revision that invitations are sent for; of more a single mail tells, without any
Step = tuple[UUID, int]  # an event, and the revision that made it anew


@transaction.atomic
def announce(*, now: datetime) -> int:
    """Owe one mail for each reader and revision that has news for them; rows and cursor are written together."""
    Cursor.objects.get_or_create(consumer=CONSUMER)
    cursor = Cursor.objects.select_for_update().get(consumer=CONSUMER)
    head = Head.number()
    if cursor.revision >= head:
        return 0
    owed = [
        row
        for selection, readers in _readers().items()
        for row in _owed(selection, readers, cursor.revision, head, now)
    ]
    Delivery.objects.bulk_create(owed, batch_size=BATCH, ignore_conflicts=True)
    Cursor.objects.filter(pk=cursor.pk).update(revision=head)
    return len(owed)


def told(selection: Selection, after: int, head: int) -> list[Publication]:
    """Publications of events in these revisions that the selection holds, or held until then, and that are news."""
    rows = selection.ever().order_by()
    came = rows.filter(since_rev__gt=after, since_rev__lte=head).values_list("subject", "since_rev")
    went = rows.filter(until_rev__gt=after, until_rev__lte=head).values_list("subject", "until_rev")
    steps: set[Step] = {*came, *went}
    found = Publication.objects.of(Noun.EVENT).filter(since__gt=after, since__lte=head).select_related("since")
    return [one for one in found.order_by("since", "slug") if (one.subject, one.since_id) in steps and news(one)]


def _readers() -> dict[str, list[Subscription]]:
    found: dict[str, list[Subscription]] = {}
    for reader in Subscription.objects.listening().filter(options__alerts=True):
        found.setdefault(reader.selection, []).append(reader)
    return found


def _owed(selection: str, readers: list[Subscription], after: int, head: int, now: datetime) -> list[Delivery]:
    earliest = min(reader.since or reader.asked for reader in readers)
    before = Revision.objects.filter(at__lt=earliest).order_by("n").last()
    try:
        found = told(Selection.read(parse_qs(selection)), max(after, before.n if before else 0), head)
    except SelectionError:  # words that the record no longer has: the manage page says so
        return []
    revisions: dict[int, list[Publication]] = defaultdict(list)
    for one in found:
        revisions[one.since_id].append(one)
    return [
        row
        for number, events in revisions.items()
        for reader in readers
        if events[0].since.at >= (reader.since or reader.asked)
        for row in _mails(reader, number, events, now)
    ]


def _mails(reader: Subscription, number: int, events: list[Publication], now: datetime) -> Iterator[Delivery]:
    """One mail a revision; for who wants invitations one an event, since each is of one event alone (RFC 5546)."""
    single = len(events) == 1 or (reader.options.get("itip") and len(events) <= INVITED)
    for event in events if single else events[:1]:
        yield Delivery(
            key=f"{CHANGE}:{reader.pk}:{number}" + (f":{event.subject}" if single and len(events) > 1 else ""),
            subscription=reader,
            kind=CHANGE,
            event=event.subject if single else None,
            revision=number,
            due=min(now, event.since.at),
        )
