"""One integer orders everything readers see: the revision, raised under a row lock in the publishing transaction."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

from django.db import models
from django.db.models import Q


class Head(models.Model):
    """The one row whose lock orders publications, and whose number says how fresh the public record is."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return str(self.n)

    @classmethod
    def locked(cls) -> "Head":
        """The row, locked until the transaction ends; made at first use."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)

    @classmethod
    def number(cls) -> int:
        """The newest revision's number, 0 before anything was published."""
        return cls.objects.values_list("n", flat=True).first() or 0


class RevisionQuerySet(models.QuerySet["Revision"]):
    def as_of(self, day: date) -> "Revision | None":
        """The last revision at or before the end of the day (UTC), or None where the record had not begun."""
        end = datetime.combine(day + timedelta(days=1), time(), UTC)
        return self.filter(at__lt=end).order_by("-n").first()


class Revision(models.Model):
    """A step of the public record: its number, its moment (UTC) and the decisions behind it."""

    n = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    decision = models.UUIDField(default=uuid.uuid4)
    reason = models.TextField(blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["n"]

    def __str__(self) -> str:
        return f"revision {self.n}"
