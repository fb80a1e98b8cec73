"""Citations: which source says which fact, in which words, and how much it weighs."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from calendar_app.models.vocabulary import CITED_FIELDS, Rank

from .person import Person
from .source import Source


class Citation(models.Model):
    """A fact of any noun (subject, field, child row where it has one) → a source.

    Two sources may disagree: both stay, side by side, with the value each gives.
    """

    subject_type = models.ForeignKey(
        ContentType, models.CASCADE, related_name="+", limit_choices_to={"app_label": "calendar_app"}
    )
    subject_id = models.UUIDField()
    subject = GenericForeignKey("subject_type", "subject_id")
    field = models.CharField(max_length=30)
    row = models.UUIDField(null=True, blank=True, help_text="The participation, membership or appointment meant.")
    source = models.ForeignKey(Source, models.CASCADE, related_name="supports")
    rank = models.CharField(max_length=20, choices=Rank.choices, default=Rank.NORMAL)
    value = models.CharField(max_length=300, blank=True, help_text="What this source says, where it says it otherwise.")
    quote = models.TextField(blank=True)
    quote_start = models.PositiveIntegerField(
        null=True, blank=True, help_text="Offset in the kept text, in characters."
    )
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["subject_type", "subject_id", "field", "id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="citation_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field", "source"],
                condition=Q(row__isnull=True),
                name="citation_of_fact_once",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field", "row", "source"],
                condition=Q(row__isnull=False),
                name="citation_of_row_once",
            ),
            models.CheckConstraint(
                condition=Q(quote_start__isnull=True, quote_end__isnull=True)
                | Q(quote_start__isnull=False, quote_end__isnull=False, quote_end__gt=F("quote_start")),
                name="citation_quote_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.source}"

    def clean(self) -> None:
        super().clean()
        allowed = CITED_FIELDS.get(self.subject_type.model, ()) if self.subject_type_id else ()
        if self.field not in allowed:
            raise ValidationError({"field": f"“{self.field}” can't be cited here: choose one of {', '.join(allowed)}."})
