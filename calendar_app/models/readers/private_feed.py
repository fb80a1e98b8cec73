"""Private feeds: a selection with options of its own, behind an address that nobody can guess."""

import uuid
from datetime import datetime
from hashlib import sha256

from django.db import models
from django.db.models import Q

from calendar_app.models.vocabulary import LANGUAGES


def digest(token: str) -> str:
    """SHA-256, hex: all that is kept of a token. Finding it by an index tells nothing of the token's own letters."""
    return sha256(token.encode()).hexdigest()


class PrivateFeedQuerySet(models.QuerySet["PrivateFeed"]):
    def alive(self) -> "PrivateFeedQuerySet":
        """Those not revoked."""
        return self.filter(revoked__isnull=True)

    def read_with(self, token: str) -> "PrivateFeedQuerySet":
        """The one whose feed stands at this token."""
        return self.filter(token_hash=digest(token))

    def managed_with(self, token: str) -> "PrivateFeedQuerySet":
        """The one whose manage page stands at this token."""
        return self.filter(manage_hash=digest(token))

    def unused_since(self, moment: datetime) -> "PrivateFeedQuerySet":
        """Those that nobody has fetched since; one never fetched counts from when it was made."""
        return self.filter(Q(used__lt=moment) | Q(used__isnull=True, made__lt=moment))


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

    objects = PrivateFeedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="private_feed_language_known")]

    def __str__(self) -> str:
        return f"private feed {self.id}"
