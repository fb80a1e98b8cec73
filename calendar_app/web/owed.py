"""Whether what is owed to readers goes out, for /readyz: asked of the ledger, which knows more than any sign of life."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Min, Q

from calendar_app.models.public import Cursor, Revision
from calendar_app.models.readers import Delivery, Standstill, Webhook
from calendar_app.models.readers.delivery import DeliveryQuerySet
from calendar_app.webhooks.deliver import calls
from calendar_app.webhooks.halting import MAILS

ALERTS = "alerts"
TURN = timedelta(seconds=60)  # beat wakes the sender as often; the webhooks more often
LATE = TURN + timedelta(seconds=25)
LONGEST = timedelta(minutes=5)  # that a mail may take, however many there are


class RedError(Exception):
    """A part is not as it must be; the text says what is wrong."""


def mails(now: datetime) -> None:
    """Mails that are due are sent, or are being sent. Raises RedError."""
    _going_on(now)
    _looked("mails", now)
    told = Cursor.objects.filter(consumer=ALERTS).values_list("revision", flat=True).first() or 0
    _told(told, now)
    owed = Delivery.objects.mails().due(now)
    if troubled := owed.filter(claimed__isnull=True, attempts=0).exclude(result="").count():
        raise RedError(f"the mail server cannot be reached; {troubled} wait for it")
    _moving(owed, now)


def webhooks(now: datetime) -> None:
    """Calls that are due are made, of endpoints that answer, and so are the mails to owners. Raises RedError."""
    _going_on(now)
    _looked("webhooks", now)
    told = Webhook.objects.running().aggregate(most=Max("revision"))["most"]
    if told is not None:
        _told(told, now)
    answering = Q(pk__in=calls().filter(webhook__failing__isnull=True).values("pk"))
    _moving(Delivery.objects.calls().filter(answering | Q(kind__in=MAILS)).due(now), now)


def _going_on(now: datetime) -> None:
    """Nobody has stopped all of it. Who, and why, is for the admin alone."""
    if stop := Standstill.objects.first():
        raise RedError(f"stopped in the admin, {_seconds(now - stop.since)} ago")


def _looked(name: str, now: datetime) -> None:
    """Somebody has looked for what is due, where worker and web share the directory."""
    if not settings.CLOCK_HERE:
        return
    touched = (Path(settings.PULSE_ROOT) / f"{name}.pulse").stat().st_mtime
    if (ago := now - datetime.fromtimestamp(touched, tz=now.tzinfo)) > LATE:
        raise RedError(f"nobody has looked for what is due for {_seconds(ago)}")


def _told(revision: int, now: datetime) -> None:
    """Every revision that has had time for it was looked at."""
    waiting = Revision.objects.filter(n__gt=revision).order_by("n").first()
    if waiting and (ago := now - waiting.at) > LATE:
        raise RedError(f"revision {waiting.n} has waited {_seconds(ago)}")


def _moving(owed: DeliveryQuerySet, now: datetime) -> None:
    """None of these has waited for long, unless somebody is at work on them."""
    found = owed.order_by().aggregate(count=Count("pk"), oldest=Min("due"), claimed=Max("claimed"))
    if not found["count"]:
        return
    ago = now - found["oldest"]
    at_work = found["claimed"] and now - found["claimed"] <= LATE
    if ago > (LONGEST if at_work else LATE):
        raise RedError(f"{found['count']} wait, the oldest for {_seconds(ago)}")


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"
