"""Applying rows to the desk: batch by batch under the head's lock, each batch whole, no row twice; nothing is published."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext

from calendar_app.exchange.events.columns import COLUMNS
from calendar_app.exchange.events.draft import Draft
from calendar_app.exchange.events.known import Known
from calendar_app.exchange.slugs import slug_for
from calendar_app.models.imports import State, Upload, UploadedRow
from calendar_app.models.public import Head

from .drafts import Wanted, drafts
from .families import refuse

BATCH = 50
DERIVED = ("first_day", "end_day", "starts_at", "ends_at")
WRITTEN = ["verdict", "changes", "problems", "cells", "applied"]


@dataclass(frozen=True)
class Trace:
    """How an edit is remembered: `keep` before it, `edited` after it, as the room of review has them."""

    keep: Callable[..., object]
    edited: Callable[..., object]


def apply_on(upload: Upload, *, clock: Callable[[], datetime], until: datetime, trace: Trace) -> None:
    """Go on where applying stopped, until all is done or the time has come. Safe to be killed at any moment."""
    if upload.whole:
        _whole(upload, clock, trace)
        return
    while clock() < until:
        with transaction.atomic():
            if not _batch(upload, clock(), trace):
                return


def _whole(upload: Upload, clock: Callable[[], datetime], trace: Trace) -> None:
    """All of it in one transaction, or nothing, and then the row that stood in the way is named."""
    with transaction.atomic():
        row = _first_refused(upload, clock, trace)
        transaction.set_rollback(row is not None)
    if row is None:
        return
    UploadedRow.objects.bulk_update([row], ["verdict", "problems"])
    why = gettext("Nothing was applied, since row %(row)s can't be.") % {"row": row.number}
    Upload.objects.filter(pk=upload.pk).update(state=State.READ, why=why, done=0, claimed=None)


def _first_refused(upload: Upload, clock: Callable[[], datetime], trace: Trace) -> UploadedRow | None:
    while rows := _batch(upload, clock(), trace):
        if rows[0].verdict == "refused":
            return rows[0]
    return None


def _batch(upload: Upload, now: datetime, trace: Trace) -> list[UploadedRow]:
    """Apply the next rows of one depth; returns them, refused ones first, or none where all is done."""
    Head.locked()  # before any row of the desk, as publishing and saving do
    held = Upload.objects.select_for_update().filter(pk=upload.pk, state=State.APPLYING).select_related("by").first()
    if held is None:
        return []
    rows = list(held.rows.to_apply()[:BATCH])
    if not rows:
        Upload.objects.filter(pk=held.pk).update(state=State.DONE, claimed=None)
        return []
    rows = [row for row in rows if row.depth == rows[0].depth]
    wanted = [Wanted(row.cells, [], event=row.event, slug=row.slug if row.event is None else "") for row in rows]
    for row, draft in zip(rows, drafts(wanted, held, Known.load(), lock=True), strict=True):
        _apply(row, draft, held, now, trace)
    UploadedRow.objects.bulk_update(rows, WRITTEN)
    Upload.objects.filter(pk=held.pk).update(done=held.done + len(rows), claimed=now)
    return sorted(rows, key=lambda row: row.verdict != "refused")


def _apply(row: UploadedRow, draft: Draft, upload: Upload, now: datetime, trace: Trace) -> None:
    """Save what was shown, and only that; what changed since is refused and named, so that nobody's work is lost."""
    if draft.problems:
        for column, why in draft.problems:
            refuse(row, column, why)
        return
    if not draft.made and not draft.changes:  # somebody entered the same meanwhile
        row.verdict, row.changes, row.cells, row.applied = "unchanged", [], {}, True
        return
    if draft.made != (row.verdict == "created") or _shown(draft.changes, row) != _shown(row.changes, row):
        refuse(row, "", _meanwhile(row, draft))
        return
    try:
        with transaction.atomic():
            if not draft.made:
                trace.keep(draft.event, now=now)
            _save(draft)
            fields = ", ".join(column for column, _, _ in draft.changes)
            trace.edited(draft.event, by=upload.by, now=now, what=f"{fields} ({upload.name})")
    except (IntegrityError, DataError):
        refuse(row, "", gettext("The desk holds something in its place by now: upload the file again to see what."))
        return
    row.cells, row.applied = {}, True


def _shown(changes: list[tuple[str, str, str]], row: UploadedRow) -> list[list[str]]:
    """What the editor was shown; a parent that came with the same file had no address yet."""
    return [list(change) for change in changes if not (row.waits and change[0] == "parent")]


def _meanwhile(row: UploadedRow, draft: Draft) -> str:
    before = {name: text for name, text, _ in row.changes}
    stands = {name: text for name, text, _ in draft.changes}
    names = [name for name in COLUMNS if before.get(name) != stands.get(name)]
    why = gettext("Somebody changed this event since it was shown here: %(fields)s. Upload the file again and look.")
    return why % {"fields": ", ".join(names) or "slug"}


def _save(draft: Draft) -> None:
    event = draft.event
    if draft.made:
        event.slug = event.slug or slug_for(event)
        event.save(force_insert=True)
    else:
        names = [name for name, _, _ in draft.changes if name not in ("id", "topics")]
        event.save(update_fields=[*names, *DERIVED])
    if draft.topics is not None:
        event.topics.set(draft.topics)
