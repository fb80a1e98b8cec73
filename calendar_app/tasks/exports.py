"""Exports by the clock: woken by publishing, and looking by itself every few seconds in case the call was lost."""

import logging

from celery import shared_task
from django.conf import settings

from calendar_app.feeds import export

log = logging.getLogger(__name__)
STALE = 60  # seconds after which a call to catch up is worth nothing: the clock has looked since


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def catch_up() -> list[str]:
    """Re-export the feeds that new revisions touch; returns their paths."""
    return export.catch_up(root=settings.FEEDS_ROOT, site=settings.SITE_URL)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def verify() -> list[str]:
    """Prove every exported feed against the record; what was wrong is repaired, logged and returned."""
    faults = export.verify(root=settings.FEEDS_ROOT, site=settings.SITE_URL)
    for fault in faults:
        log.error("Exported feed repaired: %s", fault)
    return faults


def wake() -> None:
    """Ask a worker to catch up. Raises whatever the broker raises."""
    catch_up.apply_async(expires=STALE, retry=False, ignore_result=True)
