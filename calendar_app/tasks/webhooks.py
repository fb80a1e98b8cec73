"""Webhooks by the clock: woken by publishing and by a new one, and looking by itself every few seconds."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from calendar_app.webhooks import Terms, announce, deliver
from calendar_app.webhooks.mail import mail
from calendar_app.webhooks.owner import forget as forgotten

from .pulse import pulse

STALE = 60  # seconds after which a call to catch up is worth nothing: the clock has looked since
STRETCH = timedelta(seconds=20)  # after which a worker turns to other work, and comes back with the next tick


def terms() -> Terms:
    """The settings, and the clock."""
    return Terms(
        site=settings.SITE_URL,
        clock=timezone.now,
        schedule=tuple(timedelta(seconds=wait) for wait in settings.WEBHOOK_RETRIES),
        pause_after=timedelta(days=settings.WEBHOOK_PAUSE_DAYS),
        also=settings.FETCH_ALSO,
    )


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def catch_up() -> int:
    """Write down what new revisions mean for whom, then send what is due; returns how many calls and mails were tried."""
    begun = timezone.now()
    announce(now=begun)
    pulse("webhooks")
    under = terms()
    tried = 0
    while (now_tried := mail(terms=under) + deliver(terms=under)) and timezone.now() - begun < STRETCH:
        tried += now_tried
    return tried + now_tried


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def forget() -> int:
    """Delete unconfirmed webhooks and old entries of the ledger; returns how many webhooks went."""
    return forgotten(now=timezone.now())


def wake() -> None:
    """Ask a worker to catch up. Raises whatever the broker raises."""
    catch_up.apply_async(expires=STALE, retry=False, ignore_result=True)
