"""Versions: how a noun stood at the desk, with its lines, after each edit. Rows are only ever added."""

import uuid
from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from calendar_app.models.vocabulary import Noun

from .decision import Decision


class VersionQuerySet(models.QuerySet[Any]):
    """Versions of one noun follow each other without gaps."""

    def of(self, subject: uuid.UUID) -> Self:
        """The versions of this noun, newest first."""
        return self.filter(subject=subject).order_by("-number")


class Version(models.Model):
    """All columns of a noun and of its lines, by the name of the lines; the noun's own row stands under the empty name.

    `decision` tells who made it so, and why; a version without one was found so before somebody edited it, as a
    command or an update had left it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=20, choices=Noun.choices)
    subject = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="version")
    redacted = models.UUIDField(null=True, help_text="The decision by which an administrator removed text from it.")
    rows = models.JSONField(encoder=DjangoJSONEncoder)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["subject", "-number"]
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="version_numbered")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject} #{self.number}"
