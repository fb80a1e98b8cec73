"""Error reports: what a reader found wrong, and on which page; the desk works through them."""

import uuid
from datetime import datetime

from django.db import models

from calendar_app.models.vocabulary import LANGUAGES


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def waiting(self) -> "ErrorReportQuerySet":
        """Nobody has dealt with them yet."""
        return self.filter(done__isnull=True)

    def finish(self, *, now: datetime) -> int:
        """They are dealt with; returns how many were not before."""
        return self.waiting().update(done=now)

    def reopen(self) -> int:
        """They wait again; returns how many did not before."""
        return self.filter(done__isnull=False).update(done=None)


class ErrorReport(models.Model):
    """One report. It waits until it is `done`; nothing of it is ever published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.CharField(max_length=500, blank=True)
    text = models.TextField(max_length=4000)
    email = models.EmailField(blank=True, help_text="Given if an answer is wished for.")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    made = models.DateTimeField(db_index=True)
    done = models.DateTimeField(null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = "error report"
        ordering = ["-made"]

    def __str__(self) -> str:
        return f"{self.page} {self.made:%Y-%m-%d %H:%M}"
