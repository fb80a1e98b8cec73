"""Renderings: bytes made once, when something is published, and joined ever after."""

from django.db import models

from .publication import Publication


class Rendering(models.Model):
    """A publication in one language and form: `ics` (its VEVENT), `rich` (with RFC 9073), `ics-mark` (cancelled without the STATUS) …"""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="renderings")
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=20)
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "language", "form"], name="rendering_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.language} {self.form}"


class Cursor(models.Model):
    """How far a consumer of the record has come: the revision up to which its work is done, and the moment of one by the clock."""

    consumer = models.CharField(max_length=40, primary_key=True)
    revision = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.consumer} at {self.revision}"


class Export(models.Model):
    """A named feed kept as a file: its path below the feeds directory, and what it held when written."""

    path = models.CharField(max_length=200, primary_key=True)
    digest = models.CharField(max_length=64)
    modified = models.DateTimeField(help_text="Moment of the last revision that changed its bytes.")
    revision = models.PositiveBigIntegerField(help_text="The newest revision it was compared with.")
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.path
