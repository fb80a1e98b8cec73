"""Webhooks: programs that asked to be told of changes (Standard Webhooks 1.0)."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from calendar_app.models.vocabulary import LANGUAGES

from .private_feed import digest


class Halt(TextChoices):
    """Why a webhook is paused."""

    OWNER = "owner", _("paused by its owner")
    DEAD = "dead", _("its endpoint answered nothing for days")
    GONE = "gone", _("its endpoint said that it is gone")
    SELECTION = "selection", _("its selection names what the record no longer has")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def managed_with(self, token: str) -> "WebhookQuerySet":
        """The one whose manage page stands at this token."""
        return self.filter(manage_hash=digest(token))

    def running(self) -> "WebhookQuerySet":
        """Those that are called: confirmed, answered, not paused."""
        return self.filter(confirmed__isnull=False, answered__isnull=False, paused__isnull=True)

    def behind(self, revision: int) -> "WebhookQuerySet":
        """Those that were not told yet of everything up to the revision."""
        return self.filter(revision__lt=revision)

    def unconfirmed_since(self, moment: datetime) -> "WebhookQuerySet":
        """Those asked for before the moment that nobody confirmed."""
        return self.filter(confirmed__isnull=True, asked__lt=moment)

    def idle_since(self, moment: datetime) -> "WebhookQuerySet":
        """Those paused before the moment, or asked for before it and never started."""
        return self.filter(Q(paused__lt=moment) | Q(answered__isnull=True, asked__lt=moment))


class Webhook(models.Model):
    """Belongs to a confirmed e-mail address and starts once its endpoint has answered a challenge."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    url = models.URLField(max_length=1000)
    selection = models.TextField(blank=True, help_text="Canonical query string.")
    language = models.CharField(max_length=2, default="en")
    secrets = models.JSONField(
        default=list, help_text="Signing secrets, newest first, and until when each still signs."
    )
    manage_hash = models.CharField(max_length=64, unique=True)
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True, blank=True)
    answered = models.DateTimeField(null=True, blank=True, help_text="When the endpoint answered the challenge.")
    failing = models.DateTimeField(null=True, blank=True, help_text="Since when it has accepted nothing.")
    paused = models.DateTimeField(null=True, blank=True)
    halt = models.CharField(max_length=20, blank=True, choices=Halt.choices, help_text="Why it is paused.")
    revision = models.PositiveBigIntegerField(default=0, help_text="The newest revision it was told of.")

    objects = WebhookQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="webhook_language_known")]

    def __str__(self) -> str:
        return f"webhook {self.id}"

    @property
    def running(self) -> bool:
        return bool(self.confirmed and self.answered and not self.paused)
