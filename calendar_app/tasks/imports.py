"""Uploaded files by the clock: woken by whoever leaves work on one, and looking by itself every few seconds."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from calendar_app import review
from calendar_app.exchange import imports
from calendar_app.exchange.imports.work import LEASE
from calendar_app.models.imports import Upload

TRACE = imports.Trace(keep=review.keep, edited=review.edited)
STALE = 60  # seconds after which a call to work is worth nothing: the clock has looked since
STRETCH = timedelta(minutes=5)  # after which a worker turns to the next file


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def work(upload: str) -> bool:
    """Read or apply one file; whether something is left. Files wait for each other: readers' feeds need a worker, too."""
    if Upload.objects.filter(claimed__gte=timezone.now() - LEASE).exists():
        return True
    return imports.work(upload=UUID(upload), clock=timezone.now, stretch=STRETCH, trace=TRACE)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def catch_up() -> int:
    """Go on with whatever was left: by a lost call, by a worker that was killed. Returns how many files were worked on."""
    waiting = list(Upload.objects.all().idle(timezone.now() - LEASE).values_list("pk", flat=True))
    for pk in waiting:
        work(str(pk))
    return len(waiting)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def forget() -> int:
    """Delete files kept for a week; returns how many."""
    return imports.forget(now=timezone.now())


def begin(upload: UUID) -> None:
    """Do at once what is short, while its editor waits, and have a worker do the rest."""
    imports.begin(upload=upload, clock=timezone.now, trace=TRACE)


def wake(upload: UUID) -> None:
    """Ask a worker to go on with it. Raises whatever the broker raises."""
    work.apply_async((str(upload),), expires=STALE, retry=False, ignore_result=True)
