"""What a subscriber can do, each a verb: ask, confirm, change, pause, go on, leave, and be forgotten.

Nothing is sent but one mail of confirmation until the reader has pressed the button it leads to (double opt-in).
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from calendar_app.models.readers import Delivery, Reminder, Subscription
from calendar_app.selection import Selection
from calendar_app.signals import owed

from . import tokens
from .wish import Wish

UNCONFIRMED = timedelta(days=3)  # after which an address that never confirmed is forgotten
ENDED = timedelta(days=30)  # after which one that left is: until then its links explain themselves
TOLD = timedelta(days=90)  # how long what was sent is kept
CONFIRM = "confirm"


@transaction.atomic
def ask(*, email: str, selection: Selection, wish: Wish, now: datetime) -> Subscription:
    """Keep what was asked for, and owe its one mail of confirmation."""
    made = Subscription.objects.create(
        email=email, selection=selection.query(), nonce=tokens.nonce(), asked=now, **_columns(wish)
    )
    _remind(made, wish)
    Delivery.objects.create(key=f"{CONFIRM}:{made.pk}", subscription=made, kind=CONFIRM, due=now)
    owed.send(sender=Subscription)
    return made


@transaction.atomic
def confirm(*, subscription: Subscription, now: datetime) -> None:
    """The reader is who asked. An older subscription of the same reader to the same selection gives way to this one."""
    mine = Subscription.objects.filter(pk=subscription.pk, confirmed__isnull=True, ended__isnull=True)
    if not mine.update(confirmed=now, since=now):
        return
    older = Subscription.objects.alive().filter(email__iexact=subscription.email, selection=subscription.selection)
    older.exclude(pk=subscription.pk).update(ended=now)


@transaction.atomic
def change(*, subscription: Subscription, wish: Wish, now: datetime) -> None:
    """From now on, this. What would have been due before under the new wish is not made up for."""
    Subscription.objects.filter(pk=subscription.pk).update(**_columns(wish), since=now)
    subscription.reminders.all().delete()
    _remind(subscription, wish)


def pause(*, subscription: Subscription, now: datetime) -> None:
    Subscription.objects.alive().filter(pk=subscription.pk, paused__isnull=True).update(paused=now)


def resume(*, subscription: Subscription, now: datetime) -> None:
    """Mails again, from now on."""
    Subscription.objects.alive().filter(pk=subscription.pk, paused__isnull=False).update(paused=None, since=now)


def rotate(*, subscription: Subscription) -> Subscription:
    """A new address for the manage page; the old one ends at once, in every mail sent so far."""
    subscription.nonce = tokens.nonce()
    subscription.save(update_fields=["nonce"])
    return subscription


def end(*, subscription: Subscription, now: datetime) -> None:
    """No more mails; once or a hundred times."""
    Subscription.objects.filter(pk=subscription.pk, ended__isnull=True).update(ended=now)


def erase(*, subscription: Subscription) -> None:
    """Everything kept of this subscriber is gone at once, what was sent included."""
    subscription.delete()


def forget(*, now: datetime) -> int:
    """Delete what is kept no longer: never confirmed, long ended, long sent; returns how many subscriptions."""
    Delivery.objects.mails().filter(due__lt=now - TOLD).exclude(sent=None, failed=None).delete()
    gone = Subscription.objects.unconfirmed_since(now - UNCONFIRMED) | Subscription.objects.ended_before(now - ENDED)
    _, by_model = gone.delete()
    return by_model.get(Subscription._meta.label, 0)


def export(subscription: Subscription) -> dict[str, Any]:
    """Everything kept of this subscriber, for JSON."""
    fields = ("email", "selection", "language", "zone", "local_hour", "options")
    moments = ("asked", "confirmed", "paused", "ended", "since")
    told = subscription.deliveries.order_by("due").values(
        "kind", "event", "due", "sent", "failed", "attempts", "result"
    )
    return {
        **{name: getattr(subscription, name) for name in (*fields, *moments)},
        "minutes_before": [row.minutes_before for row in subscription.reminders.all()],
        "mails": list(told),
    }


def _columns(wish: Wish) -> dict[str, Any]:
    return {"language": wish.language, "zone": wish.zone, "local_hour": wish.hour, "options": wish.options}


def _remind(subscription: Subscription, wish: Wish) -> None:
    Reminder.objects.bulk_create(
        Reminder(subscription=subscription, minutes_before=int(span.total_seconds()) // 60) for span in wish.before
    )
