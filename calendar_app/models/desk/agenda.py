"""What is on the agenda, in order."""

import uuid

from django.db import models

from .event import Event
from .noun import Trilingual, any_language
from .topic import Topic


class AgendaItem(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    title_en = models.CharField("title (English)", max_length=300, blank=True)
    title_ru = models.CharField("title (Russian)", max_length=300, blank=True)
    title_ar = models.CharField("title (Arabic)", max_length=300, blank=True)
    title = Trilingual()

    class Meta:
        ordering = ["event", "position", "id"]
        constraints = [models.CheckConstraint(condition=any_language("title"), name="agenda_item_has_a_title")]

    def __str__(self) -> str:
        return self.title
