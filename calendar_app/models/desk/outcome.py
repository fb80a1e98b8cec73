"""Documents: expected at one event, adopted at another, with the path between."""

import uuid

from django.db import models

from calendar_app.models.vocabulary import OutcomeKind, Progress

from .event import Event
from .noun import NounModel, Trilingual, any_language
from .organization import SLUG


class Outcome(NounModel):
    """A document that a meeting is expected to adopt, adopted, or did not. Its progress is derived from its steps."""

    slug = models.SlugField(max_length=120, unique=True, validators=[SLUG])
    kind = models.CharField(max_length=20, choices=OutcomeKind.choices)
    title_en = models.CharField("title (English)", max_length=300, blank=True)
    title_ru = models.CharField("title (Russian)", max_length=300, blank=True)
    title_ar = models.CharField("title (Arabic)", max_length=300, blank=True)
    title = Trilingual()
    period = models.CharField(max_length=21, blank=True, help_text="EDTF years or months it covers: 2026/2030.")
    url = models.URLField(max_length=1000, blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [models.CheckConstraint(condition=any_language("title"), name="outcome_has_a_title")]

    def __str__(self) -> str:
        return self.title


class OutcomeStep(models.Model):
    """What one event did with the document."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="steps")
    event = models.ForeignKey(Event, models.CASCADE, related_name="outcome_steps")
    progress = models.CharField(max_length=20, choices=Progress.choices, default=Progress.EXPECTED)

    class Meta:
        ordering = ["outcome", "event__first_day", "id"]
        constraints = [models.UniqueConstraint(fields=["outcome", "event"], name="outcome_step_once")]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.progress}"
