"""Half-open periods with partial dates: who belonged, and who held the post, on a given day."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from calendar_app.dates import DateError, partial_bounds


class TenureQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> "TenureQuerySet":
        """Rows that may hold on the day: a partial date counts for every day it could mean."""
        return self.during(day, day + timedelta(days=1))

    def during(self, first: date, end: date) -> "TenureQuerySet":
        """Rows that may hold on any of the days from `first` (included) to `end` (excluded)."""
        return self.filter(
            Q(since_earliest__isnull=True) | Q(since_earliest__lt=end),
            Q(until_latest__isnull=True) | Q(until_latest__gt=first),
        )


class Tenure(models.Model):
    """`since` (included) to `until` (excluded), each an EDTF day, month or year, or empty where unknown.

    The bounds are stored: a start known to the month began between its first and its last day.
    """

    since = models.CharField(max_length=10, blank=True, help_text="EDTF day, month or year; empty: not known.")
    until = models.CharField(
        max_length=10, blank=True, help_text="First day no longer held; empty: not known, or still."
    )
    since_earliest = models.DateField(null=True, editable=False)
    since_latest = models.DateField(null=True, editable=False)
    until_earliest = models.DateField(null=True, editable=False)
    until_latest = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self.settle()
        if self.since_earliest and self.until_latest and self.until_latest <= self.since_earliest:
            raise ValidationError({"until": f"{self.until} does not come after {self.since}: give a later day."})

    def settle(self) -> None:
        """Derive the stored bounds from the two texts. Raises ValidationError naming the field."""
        self.since_earliest, self.since_latest = _bounds("since", self.since)
        self.until_earliest, self.until_latest = _bounds("until", self.until)

    def save(self, *args: object, **kwargs: object) -> None:
        self.settle()
        super().save(*args, **kwargs)  # type: ignore[arg-type] # passed through as they came


def _bounds(field: str, text: str) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    try:
        span = partial_bounds(text)
    except DateError as error:
        raise ValidationError({field: str(error)}) from error
    return span.first, span.last


def in_order(name: str) -> models.CheckConstraint:
    """The database's half of the rule that a tenure ends after it began."""
    return models.CheckConstraint(
        condition=Q(since_earliest__isnull=True)
        | Q(until_latest__isnull=True)
        | Q(until_latest__gt=F("since_earliest")),
        name=name,
    )
