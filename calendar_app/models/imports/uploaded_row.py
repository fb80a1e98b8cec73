"""One row of a file: its cells, what would become of it and why, and what did."""

from typing import Any

from django.db import models
from django.db.models import Count

from .upload import Upload

CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"
VERDICTS = (CREATED, UPDATED, UNCHANGED, REFUSED)


class UploadedRowQuerySet(models.QuerySet["UploadedRow"]):
    def to_apply(self) -> "UploadedRowQuerySet":
        """Rows that change something and have not, in the order in which they can: what others are part of comes first."""
        return self.filter(verdict__in=(CREATED, UPDATED), applied=False).order_by("depth", "position")

    def tally(self) -> dict[str, int]:
        """How many rows have which verdict; every verdict is named."""
        found: dict[str, int] = dict(self.order_by().values_list("verdict").annotate(n=Count("pk")))
        return {verdict: found.get(verdict, 0) for verdict in VERDICTS}


class UploadedRow(models.Model):
    """`number` is how the file counts it; `event` the id it means, `waits` the address of a parent that only the file has.

    `changes` are [column, before, after]; `problems` are [column, what to mend]; `cells` are emptied once applied.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    event = models.UUIDField(null=True)
    slug = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    waits = models.CharField(max_length=200, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    cells: Any = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10)
    changes: Any = models.JSONField(default=list)
    problems: Any = models.JSONField(default=list)
    notes: Any = models.JSONField(default=list)
    applied = models.BooleanField(default=False)

    objects = UploadedRowQuerySet.as_manager()

    class Meta:
        ordering = ["upload", "position"]
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="uploaded_row_once")]
        indexes = [models.Index(fields=["upload", "verdict", "applied", "depth", "position"], name="uploaded_row_next")]

    def __str__(self) -> str:
        return f"{self.upload}, {self.number}"
