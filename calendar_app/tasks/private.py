"""Private feeds by the clock: what nobody uses any more is forgotten."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from calendar_app.feeds import private
from calendar_app.models.readers import Allowance

OVER = timedelta(days=1)  # after which no allowance still counts


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def expire() -> int:
    """Delete private feeds unused for 400 days, and allowances that are over; returns how many feeds."""
    now = timezone.now()
    Allowance.objects.stale(now - OVER).delete()
    return private.expire(now=now)
