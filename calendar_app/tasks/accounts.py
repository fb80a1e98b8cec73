"""Accounts by the clock: what is kept no longer."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from calendar_app.models.accounts import SignIn

KEPT = timedelta(days=90)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def forget() -> int:
    """Delete sign-ins older than 90 days, and sessions that are over; returns how many sign-ins."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    return SignIn.objects.before(now - KEPT).delete()[0]
