"""Embargoes: events that were looked at and are to be published at a set time."""

from django.conf import settings
from django.db import models

from .event import Event


class Embargo(models.Model):
    """The moment at which an event, as it stands now, is to be published, and on whose word.

    An edit takes it back, since nobody has looked at what was edited; `refused` says why its hour passed in vain.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="embargo")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    refused = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "event"]

    def __str__(self) -> str:
        return f"{self.event}, {self.at}"
