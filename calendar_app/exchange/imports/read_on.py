"""Reading a file into rows, batch by batch, each with what would become of it. Nothing of the desk is written."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext

from calendar_app.exchange.events import Unreadable, opened
from calendar_app.exchange.events.draft import Draft
from calendar_app.exchange.events.known import Known
from calendar_app.exchange.events.raw import MOST_ROWS, Raw
from calendar_app.models.imports import State, Upload, UploadedFile, UploadedRow

from .drafts import Wanted, drafts
from .families import settle

BATCH = 100


def read_on(upload: Upload, *, clock: Callable[[], datetime], until: datetime) -> None:
    """Go on where reading stopped, until all is read or the time has come. Safe to be killed at any moment."""
    octets = UploadedFile.objects.get(pk=upload.pk).octets
    try:
        found = opened(bytes(octets), upload.kind)
        if not upload.read:
            Upload.objects.filter(pk=upload.pk).update(left=list(found.left), expected=found.expected)
        known = Known.load()
        for batch in _batches(islice(found.rows, upload.read, None)):
            if not _keep(upload, batch, known, clock()):
                return
            if clock() >= until:
                return
    except Unreadable as error:
        _refuse(upload, str(error))
        return
    if not upload.read:
        _refuse(upload, gettext("There is no event in this file."))
        return
    with transaction.atomic():
        if Upload.objects.select_for_update().get(pk=upload.pk).state == State.READING:
            settle(upload)
            Upload.objects.filter(pk=upload.pk).update(state=State.READ, expected=upload.read)
            UploadedFile.objects.filter(pk=upload.pk).delete()


def _batches(rows: Iterable[Raw]) -> Iterator[list[Raw]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _refuse(upload: Upload, why: str) -> None:
    """The file as a whole: nothing of it is kept."""
    with transaction.atomic():
        upload.rows.all().delete()
        UploadedFile.objects.filter(pk=upload.pk).delete()
        Upload.objects.filter(pk=upload.pk).update(state=State.REFUSED, why=why, read=0)


def _keep(upload: Upload, batch: list[Raw], known: Known, now: datetime) -> bool:
    """Store a batch; False where somebody else has read on, or the file was given up. Raises Unreadable beyond the limit."""
    if upload.read + len(batch) > MOST_ROWS:
        raise Unreadable(gettext("The file has more than %(most)s rows: split it.") % {"most": MOST_ROWS})
    wanted = [Wanted(raw.cells, raw.problems) for raw in batch]
    made = drafts(wanted, upload, known)
    rows = [
        _row(upload, upload.read + place, raw, one, draft)
        for place, (raw, one, draft) in enumerate(zip(batch, wanted, made, strict=True))
    ]
    with transaction.atomic():
        mine = Upload.objects.filter(pk=upload.pk, state=State.READING, read=upload.read)
        if not mine.update(read=upload.read + len(rows), claimed=now):
            return False
        UploadedRow.objects.bulk_create(rows)
    upload.read += len(rows)
    return True


def _row(upload: Upload, position: int, raw: Raw, one: Wanted, draft: Draft) -> UploadedRow:
    verdict, title = draft.verdict, draft.event.title
    return UploadedRow(
        upload=upload,
        position=position,
        number=raw.number,
        event=one.event or (draft.event.pk if one.slug else None),
        slug=(one.slug or draft.event.slug)[:200],
        title=title[:300],
        waits=draft.waits[:200],
        cells={} if verdict == "unchanged" else raw.cells,
        verdict=verdict,
        changes=draft.changes,
        problems=draft.problems,
        notes=draft.notes,
    )
