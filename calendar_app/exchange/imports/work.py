"""Working on an upload: one at a time has it in hand, for as long as it is seen to work; whoever comes next goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import override

from calendar_app.models.imports import State, Upload, UploadedFile
from calendar_app.models.imports.upload import UNDER_WAY
from calendar_app.signals import uploaded

from .apply_on import Trace, apply_on
from .read_on import read_on

#: Without a sign of work for so long, whoever had it in hand is taken for dead.
LEASE = timedelta(minutes=2)

#: What a person waits for is done at once: files of so many octets, and so many rows; the rest is left to the clock.
SHORT, FEW = 200_000, 200
PATIENCE = timedelta(seconds=2)


def begin(*, upload: UUID, clock: Callable[[], datetime], trace: Trace) -> None:
    """Do at once what is short, and have the clock do the rest."""
    held = Upload.objects.get(pk=upload)
    few = not held.rows.to_apply()[FEW:].exists()
    if held.state == State.READING:
        few = UploadedFile.objects.annotate(size=Length("octets")).filter(pk=upload, size__lte=SHORT).exists()
    if not few or work(upload=upload, clock=clock, stretch=PATIENCE, trace=trace):
        with transaction.atomic():
            uploaded.send(sender=Upload, upload=upload)


def work(*, upload: UUID, clock: Callable[[], datetime], stretch: timedelta, trace: Trace) -> bool:
    """Read or apply for as long as `stretch`; whether something is left to be done that nobody else does."""
    now = clock()
    free = Upload.objects.filter(Q(claimed__isnull=True) | Q(claimed__lt=now - LEASE), pk=upload, state__in=UNDER_WAY)
    if not free.update(claimed=now):
        return False
    held = Upload.objects.select_related("by").get(pk=upload)
    try:
        with override(held.language):
            if held.state == State.READING:
                read_on(held, clock=clock, until=now + stretch)
            else:
                apply_on(held, clock=clock, until=now + stretch, trace=trace)
    finally:
        Upload.objects.filter(pk=upload).update(claimed=None)
    return Upload.objects.filter(pk=upload, state__in=UNDER_WAY).exists()
