"""Private feeds: a selection with options of its own, behind an address that nobody can guess."""

import uuid

from django.db import models
from django.db.models import Q

from calendar_app.models.vocabulary import LANGUAGES


class PrivateFeed(models.Model):
    """No account. Both addresses are shown once and kept hashed (SHA-256, hex)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    manage_hash = models.CharField(max_length=64, unique=True)
    selection = models.TextField(blank=True, help_text="Canonical query string.")
    options = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=2)
    made = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="private_feed_language_known")]

    def __str__(self) -> str:
        return f"private feed {self.id}"
