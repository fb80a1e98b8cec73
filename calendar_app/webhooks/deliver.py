"""Calling the endpoints: what is due is claimed, sent by many threads at once, and written down.

A worker that dies leaves its claims to the next one once the lease ends. A call that was accepted and not yet
written down is then made again, under the same id.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Min, QuerySet

from calendar_app.models.readers import Delivery, Webhook
from calendar_app.models.readers.delivery import DeliveryQuerySet
from calendar_app.models.readers.webhook import Halt

from . import signing
from .halting import MAILS, halt
from .message import Message, message
from .results import NOTHING, Result, called
from .terms import Terms

LEASE = timedelta(minutes=3)  # for which a claim keeps others away; longer than any run lasts
LATEST = 20  # calls that an owner is shown
THREADS = 16  # endpoints that are called at once
RUN = 8  # calls that one endpoint gets in a row
PATIENCE = timedelta(seconds=20)  # after which a run ends


@dataclass(frozen=True)
class Call:
    """One claimed delivery, and what it says."""

    delivery: Delivery
    webhook: Webhook
    message: Message


def deliver(*, terms: Terms, lease: timedelta = LEASE) -> int:
    """One round: at most so many calls to each of the endpoints that wait longest; returns how many were tried."""
    runs = [run for webhook in _waiting(terms) if (run := _claimed(webhook, terms, lease))]
    with ThreadPoolExecutor(THREADS, thread_name_prefix="webhooks") as pool:
        results = list(pool.map(lambda run: _called(run, terms), runs))
    for run, answers in zip(runs, results, strict=True):
        for call, result in zip(run, answers, strict=False):
            record(call=call, result=result, terms=terms)
        Delivery.objects.release([call.delivery for call in run[len(answers) :]])
    return sum(map(len, results))


def calls() -> DeliveryQuerySet:
    """What endpoints that run are owed."""
    return Delivery.objects.calls().exclude(kind__in=MAILS).filter(webhook__in=Webhook.objects.running())


def _waiting(terms: Terms) -> QuerySet[Webhook]:
    due = calls().due(terms.clock()).order_by().values("webhook").annotate(since=Min("due")).order_by("since")
    return Webhook.objects.filter(pk__in=[row["webhook"] for row in due[:THREADS]])


def _claimed(webhook: Webhook, terms: Terms, lease: timedelta) -> list[Call]:
    now = terms.clock()
    taken = calls().filter(webhook=webhook).claim(now=now, lease=lease, most=RUN)
    found = [(delivery, message(delivery, webhook, site=terms.site)) for delivery in taken]
    for delivery, said in found:
        if said is None:
            Delivery.objects.give_up(delivery, now=now, result=NOTHING)
    return [Call(delivery, webhook, said) for delivery, said in found if said]


def _called(run: Sequence[Call], terms: Terms) -> list[Result]:
    """The calls of one endpoint, in order, until one is not accepted: what follows it waits for the next round."""
    begun = terms.clock()
    results: list[Result] = []
    for call in run:
        results.append(sent(call, terms))
        if not results[-1].accepted or terms.clock() - begun > PATIENCE:
            break
    return results


def sent(call: Call, terms: Terms) -> Result:
    """One attempt, signed at its own moment."""
    body = call.message.body
    headers = signing.headers(call.webhook.secrets, message=call.message.id, body=body, now=terms.clock())
    return called(call.webhook.url, body=body, headers=headers, terms=terms)


def record(*, call: Call, result: Result, terms: Terms) -> None:
    """Write down what became of a call, and what follows from it for its webhook."""
    delivery, webhook, now = call.delivery, call.webhook, terms.clock()
    mine = Webhook.objects.filter(pk=webhook.pk)
    if result.accepted:
        Delivery.objects.mark_sent(delivery, now=now, result=result.note)
        mine.filter(failing__isnull=False).update(failing=None)
        return
    mine.filter(failing__isnull=True).update(failing=now)
    if result.gone:
        Delivery.objects.postpone(delivery, due=now, result=result.note)
        halt(webhook=webhook, why=Halt.GONE, now=now)
        return
    put_off(delivery, result.note, terms)
    if mine.filter(failing__lte=now - terms.pause_after).exists():
        halt(webhook=webhook, why=Halt.DEAD, now=now)


def put_off(delivery: Delivery, note: str, terms: Terms) -> None:
    """Try again by the schedule; after its last attempt the delivery waits for somebody to send it again."""
    now = terms.clock()
    if delivery.attempts > len(terms.schedule):
        Delivery.objects.give_up(delivery, now=now, result=note)
    else:
        Delivery.objects.postpone(delivery, due=now + terms.schedule[delivery.attempts - 1], result=note)
