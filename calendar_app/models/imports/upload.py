"""A file that an editor uploaded, how far it has been read and applied, and what was decided about it."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """How far it is: read row by row, then applied as its editor decides; `refused` is a file that nothing can be read of."""

    READING = "reading"
    READ = "read"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"


#: States in which there is work for the clock.
UNDER_WAY = (State.READING, State.APPLYING)


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user: int) -> Self:
        """Those that one account uploaded."""
        return self.filter(by=user)

    def idle(self, since: datetime) -> Self:
        """Those with work to be done that nobody has had in hand since that moment (UTC), the oldest first."""
        free = Q(claimed__isnull=True) | Q(claimed__lt=since)
        return self.filter(free, state__in=UNDER_WAY).order_by("at")


class Upload(models.Model):
    """`read` and `done` count rows; `expected` is a guess at how many there are, for the progress bar."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    zone = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    why = models.TextField(blank=True)
    whole = models.BooleanField(default=False)
    expected = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list)
    claimed = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["state", "at"], name="upload_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY


class UploadedFile(models.Model):
    """The file itself, until every row of it is read."""

    upload = models.OneToOneField(Upload, models.CASCADE, primary_key=True, related_name="file")
    octets = models.BinaryField()

    def __str__(self) -> str:
        return str(self.upload)
