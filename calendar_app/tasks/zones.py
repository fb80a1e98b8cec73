"""The rules of zones by the clock: a worker that starts may have newer ones than the last."""

from celery import shared_task
from django.utils import timezone

from calendar_app.review.zones import follow_zones


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def follow() -> int:
    """Bring the instants of all events up to the rules; returns the revision that this made, or 0."""
    revision = follow_zones(now=timezone.now())
    return revision.n if revision else 0
