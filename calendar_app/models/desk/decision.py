"""Decisions: every editorial step, with who, what, when and why. Rows are only ever added."""

import uuid

from django.conf import settings
from django.db import models

from calendar_app.models.vocabulary import Action, Noun


class Decision(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.CharField(max_length=20, choices=Action.choices)
    subject_kind = models.CharField(max_length=20, choices=Noun.choices)
    subject = models.UUIDField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.CharField(max_length=150, help_text="The name of whoever decided, kept when the account goes.")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    revision = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "subject"]

    def __str__(self) -> str:
        return f"{self.actor}: {self.action} {self.subject_kind}"
