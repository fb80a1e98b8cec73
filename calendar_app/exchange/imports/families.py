"""Rows of one file beside each other: none stands there twice, and what others are part of comes before them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext

from calendar_app.models.imports import Upload, UploadedRow

DEEPEST = 8
BATCH = 500


def settle(upload: Upload) -> None:
    """Refuse what stands there twice, find parents within the file, and give each row its depth. In a transaction."""
    for column in ("event", "slug"):
        _refuse_twice(upload, column)
    waiting = {row.pk: row for row in upload.rows.exclude(waits="").exclude(verdict="refused")}
    parents = _parents(upload, waiting.values())
    changed = [row for row in waiting.values() if _placed(row, waiting, parents, upload)]
    UploadedRow.objects.bulk_update(changed, ["depth", "verdict", "problems", "notes"], batch_size=BATCH)


def _refuse_twice(upload: Upload, column: str) -> None:
    named = upload.rows.exclude(**({"event": None} if column == "event" else {"slug": ""}))
    twice = named.order_by().values(column).annotate(n=Count("pk")).filter(n__gt=1).values_list(column, flat=True)
    for batch in _batches(list(twice)):
        groups: dict[Any, list[UploadedRow]] = {}
        for row in upload.rows.filter(**{f"{column}__in": batch}):
            groups.setdefault(getattr(row, column), []).append(row)
        for rows in groups.values():
            numbers = ", ".join(str(row.number) for row in rows[:20])
            for row in rows:
                refuse(row, "", gettext("The same event stands in %(rows)s: keep one of them.") % {"rows": numbers})
        refused = [row for rows in groups.values() for row in rows]
        UploadedRow.objects.bulk_update(refused, ["verdict", "problems"], batch_size=BATCH)


def _batches(every: list[Any]) -> Iterable[list[Any]]:
    return (every[start : start + BATCH] for start in range(0, len(every), BATCH))


def refuse(row: UploadedRow, column: str, why: str) -> None:
    """Mark the row, once for each reason."""
    row.verdict = "refused"
    if [column, why] not in row.problems:
        row.problems = [*row.problems, [column, why]]


def _parents(upload: Upload, waiting: Iterable[UploadedRow]) -> dict[str, UploadedRow]:
    """The rows that others wait for, by what they are called there."""
    column = "event" if upload.kind == "ics" else "slug"
    found: dict[str, UploadedRow] = {}
    for batch in _batches(sorted({row.waits for row in waiting})):
        found |= {str(getattr(row, column)): row for row in upload.rows.filter(**{f"{column}__in": batch})}
    return found


def _placed(row: UploadedRow, waiting: dict[int, UploadedRow], parents: dict[str, UploadedRow], upload: Upload) -> bool:
    """Climb to the top of its family: how deep it stands, or why it can't."""
    above, depth = parents.get(row.waits), 0
    if above is None:
        _alone(row, upload)
        return True
    while above is not None:
        depth += 1
        if above.verdict == "refused" or _headless(above, waiting, parents, upload):
            why = gettext("The event that it is part of, “%(title)s”, is refused: mend that one too.")
            refuse(row, "parent", why % {"title": above.title or above.number})
            return True
        if depth > DEEPEST:
            refuse(
                row,
                "parent",
                gettext("It stands under more than %(most)s others, or under itself.") % {"most": DEEPEST},
            )
            return True
        above = parents.get(above.waits) if above.pk in waiting else None
    row.depth = depth
    return True


def _headless(
    row: UploadedRow, waiting: dict[int, UploadedRow], parents: dict[str, UploadedRow], upload: Upload
) -> bool:
    """Whether it is to be refused itself, for a parent that is nowhere."""
    return row.pk in waiting and row.waits not in parents and upload.kind != "ics"


def _alone(row: UploadedRow, upload: Upload) -> None:
    """A calendar may name what nobody has; a table says what is to be."""
    if upload.kind == "ics":
        row.notes = [*row.notes, gettext("what it is part of is neither on the desk nor in this file")]
        return
    why = gettext("“%(text)s” is neither on the desk nor in this file: enter it first, or leave the cell empty.")
    refuse(row, "parent", why % {"text": row.waits})
