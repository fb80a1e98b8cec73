"""From the record to what is owed: each webhook follows the revision with a cursor of its own.

The rows and the cursor are written in one transaction, so nothing published is ever half announced.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from calendar_app.models.public import Head, Publication
from calendar_app.models.readers import Delivery, Webhook
from calendar_app.models.readers.webhook import Halt
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection, SelectionError

from . import kinds, shape
from .differences import differences
from .halting import halt

BATCH = 300

Step = tuple[UUID, int]  # an event, and the revision that made it anew


def announce(*, now: datetime) -> int:
    """Write down every call that new revisions mean; returns how many."""
    head = Head.number()
    behind = Webhook.objects.running().behind(head).values_list("pk", flat=True)
    return sum(_caught_up(pk, head, now) for pk in behind)


def wish(webhook: Webhook) -> Selection:
    """What the webhook asks for, in today's words. Raises SelectionError where the record knows them no longer."""
    return Selection.read(parse_qs(webhook.selection))


@transaction.atomic
def _caught_up(pk: UUID, head: int, now: datetime) -> int:
    webhook = Webhook.objects.select_for_update().running().behind(head).filter(pk=pk).first()
    if webhook is None:  # another one was here meanwhile, or its owner
        return 0
    try:
        steps = touched(wish(webhook), webhook.revision, head)
    except SelectionError:
        halt(webhook=webhook, why=Halt.SELECTION, now=now)
        return 0
    owed = [_owed(webhook, change, now) for change in _changes(steps, webhook.revision, head)]
    Delivery.objects.bulk_create(owed, batch_size=BATCH, ignore_conflicts=True)
    Webhook.objects.filter(pk=pk).update(revision=head)
    return len(owed)


def touched(selection: Selection, after: int, head: int) -> set[Step]:
    """Events that answer the selection since one of the revisions, and those that did until one of them."""
    rows = selection.ever().order_by()
    came = rows.filter(since_rev__gt=after, since_rev__lte=head).values_list("subject", "since_rev")
    went = rows.filter(until_rev__gt=after, until_rev__lte=head).values_list("subject", "until_rev")
    return {*came, *went}


def _changes(steps: set[Step], after: int, head: int) -> Iterator[tuple[Publication | None, Publication]]:
    """Each publication with the one before it, where a message about it would say anything."""
    subjects = iter(sorted({subject for subject, _ in steps}))
    while batch := list(islice(subjects, BATCH)):
        begun = Q(since__gt=after, since__lte=head) | Q(until_rev__gt=after, until_rev__lte=head)
        found = Publication.objects.of(Noun.EVENT).filter(begun, subject__in=batch).select_related("since")
        former = {(one.subject, one.until_rev): one for one in found}
        for one in found:
            before = former.get((one.subject, one.since_id))
            if (one.subject, one.since_id) in steps and _says_something(before, one):
                yield before, one


def _says_something(before: Publication | None, after: Publication) -> bool:
    """False where the publication differs only in what messages leave out."""
    if before is None or differences(before, after):
        return True
    same: dict[str, Any] = {"language": "en", "site": ""}
    ever = {"sequence": 0}
    return {**shape.event(before, **same), **ever} != {**shape.event(after, **same), **ever}


def _owed(webhook: Webhook, change: tuple[Publication | None, Publication], now: datetime) -> Delivery:
    """The call for one change; its id follows from webhook and publication, so it is the same whoever writes it."""
    before, after = change
    key = f"webhook:{webhook.pk}:{after.subject}:{after.number}"
    return Delivery(
        id=uuid5(webhook.pk, key),
        key=key,
        webhook=webhook,
        kind=kinds.kind(before, after),
        event=after.subject,
        revision=after.since_id,
        due=min(now, after.since.at),  # in the record's order
    )
