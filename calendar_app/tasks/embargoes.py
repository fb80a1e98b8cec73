"""Embargoes by the clock: what was to be published by now is."""

from celery import shared_task
from django.utils import timezone

from calendar_app.review.embargo import release_due


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def release() -> int:
    """Publish every event whose moment has come; returns how many."""
    return release_due(now=timezone.now())
