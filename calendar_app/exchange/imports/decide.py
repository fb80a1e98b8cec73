"""What an editor decides about a file that was read: apply it, all of it or what is good, or give it up."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from calendar_app.errors import Problem, Refused
from calendar_app.models.imports import State, Upload, UploadedRow

KEPT = timedelta(days=7)  # how long a file stays, applied or not
#: As many rows are applied in one transaction at most: it keeps every other editor waiting.
WHOLE = 2000


def apply(*, upload: Upload, whole: bool) -> None:
    """Have the clock apply its good rows, or (`whole`) every row or none. Raises Refused where that can't be."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.state != State.READ:
            raise Refused([Problem("", gettext("This file is not waiting to be applied."))])
        if whole:
            _check_whole(held)
        Upload.objects.filter(pk=held.pk).update(state=State.APPLYING, whole=whole, why="", done=0, claimed=None)


def _check_whole(upload: Upload) -> None:
    if refused := upload.rows.filter(verdict="refused").count():
        why = gettext(
            "All or nothing: %(count)s rows are refused, so it would be nothing. Mend them, or apply the others."
        )
        raise Refused([Problem("", why % {"count": refused})])
    if upload.read > WHOLE:
        why = gettext("All at once is for %(most)s rows at most: everybody else waits meanwhile. Apply the good rows.")
        raise Refused([Problem("", why % {"most": WHOLE})])


def discard(*, upload: Upload) -> None:
    """Give a file up; what was applied of it stays."""
    with transaction.atomic():
        Upload.objects.select_for_update().get(pk=upload.pk)
        UploadedRow.objects.filter(upload=upload.pk).delete()
        Upload.objects.filter(pk=upload.pk).delete()


def forget(*, now: datetime) -> int:
    """Delete files kept long enough; returns how many."""
    old = list(Upload.objects.filter(at__lt=now - KEPT))
    for upload in old:
        discard(upload=upload)
    return len(old)
