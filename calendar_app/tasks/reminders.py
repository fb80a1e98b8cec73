"""Mails by the clock: woken where one is owed at once, and looking by itself every minute."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from calendar_app.reminders import alerts, diary, digest, due, passwords, sending, subscribing

from .pulse import pulse

STALE = 60  # seconds after which a call to send is worth nothing: the clock has looked since


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def send() -> dict[str, int]:
    """Find what is due and send it; returns how many mails had which fate."""
    now = timezone.now()
    passwords.send(now=now, site=settings.SITE_URL)
    for find in (alerts.announce, due.remind, digest.overview, diary.diaries):
        find(now=now)
    pulse("mails")
    return dict(sending.send_due(clock=timezone.now, site=settings.SITE_URL, window=settings.MAIL_WINDOW))


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def forget() -> int:
    """Delete readers' data that are kept no longer; returns how many subscriptions."""
    return subscribing.forget(now=timezone.now())


def wake() -> None:
    """Ask a worker to send. Raises whatever the broker raises."""
    send.apply_async(expires=STALE, retry=False, ignore_result=True)
