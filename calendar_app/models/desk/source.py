"""Sources: documents that say something, who published them, and whose words they repeat."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from calendar_app.dates import DateError, partial_bounds

from .noun import NounModel
from .organization import Organization
from .person import Person


class Source(NounModel):
    """A republication is not a second voice: `republishes` names the source it repeats."""

    title = models.CharField(max_length=500, blank=True, help_text="As printed; empty where none was seen.")
    language = models.CharField(max_length=20, blank=True, help_text="BCP 47 tag of the text.")
    url = models.URLField(max_length=2000, unique=True, null=True, blank=True)
    publisher = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="sources")
    publisher_name = models.CharField(max_length=300, help_text="As printed.")
    published = models.CharField(max_length=10, blank=True, help_text="EDTF day, month or year; empty: not known.")
    retrieved = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True, help_text="Kept for the desk; never shown whole.")
    text_hash = models.CharField(max_length=64, blank=True, editable=False)
    republishes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="republications")
    announcer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="announcements")

    class Meta:
        ordering = ["-published", "publisher_name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(publisher_name=""), name="source_has_a_publisher"),
            models.CheckConstraint(
                condition=Q(republishes__isnull=True) | ~Q(republishes=F("id")), name="source_not_its_own_republication"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher_name}: {self.title or self.url or self.pk}"

    def clean(self) -> None:
        super().clean()
        if self.published:
            try:
                partial_bounds(self.published)
            except DateError as error:
                raise ValidationError({"published": str(error)}) from error

    def save(self, *args: object, **kwargs: object) -> None:
        self.text_hash = hashlib.sha256(self.text.encode()).hexdigest() if self.text else ""
        super().save(*args, **kwargs)  # type: ignore[arg-type] # passed through as they came
