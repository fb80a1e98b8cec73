"""Subscriptions: who asked by e-mail to hear of which selection, before it and when it changes."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from calendar_app.models import among  # noqa: F401 - the lookup is there
from calendar_app.models.vocabulary import LANGUAGES


class Reader(NamedTuple):
    """What a sender of many needs of a subscription; much cheaper than the row as an object."""

    pk: uuid.UUID
    email: str
    selection: str
    language: str
    zone: str
    options: dict[str, Any]
    nonce: str
    standing: str


STANDING = Case(  # as the property of the row
    When(ended__isnull=False, then=Value("ended")),
    When(confirmed__isnull=True, then=Value("asked")),
    When(paused__isnull=False, then=Value("paused")),
    default=Value("listening"),
)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def alive(self) -> "SubscriptionQuerySet":
        """Confirmed by their readers, and not ended."""
        return self.filter(confirmed__isnull=False, ended__isnull=True)

    def listening(self) -> "SubscriptionQuerySet":
        """Those to whom mails are sent now."""
        return self.alive().filter(paused__isnull=True)

    def unconfirmed_since(self, moment: datetime) -> "SubscriptionQuerySet":
        return self.filter(confirmed__isnull=True, asked__lt=moment)

    def readers(self, numbers: Iterable[uuid.UUID]) -> dict[uuid.UUID, Reader]:
        """Those of these numbers that there are."""
        rows = self.filter(pk__among=numbers).values_list(*Reader._fields[:-1], STANDING)
        return {row[0]: Reader(*row) for row in rows}

    def ended_before(self, moment: datetime) -> "SubscriptionQuerySet":
        return self.filter(ended__lt=moment)


class Subscription(models.Model):
    """Starts with the reader's confirmation (double opt-in). No token is kept: the links in mails are derived."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    selection = models.TextField(blank=True, help_text="Canonical query string.")
    language = models.CharField(max_length=2)
    zone = models.CharField(max_length=60, default="UTC")
    local_hour = models.PositiveSmallIntegerField(default=8, help_text="Hour for reminders of all-day events.")
    options = models.JSONField(default=dict, blank=True, help_text="Alerts, digest, diary, iTIP.")
    nonce = models.CharField(max_length=64, unique=True, help_text="Its manage page's address depends on it.")
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True, blank=True)
    paused = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField(null=True, blank=True, help_text="Nothing that was due before is sent.")

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="subscription_language_known"),
            models.CheckConstraint(condition=Q(local_hour__lte=23), name="subscription_hour_of_day"),
        ]

    def __str__(self) -> str:
        return f"subscription {self.id}"

    @property
    def standing(self) -> str:
        """Where it stands: asked, listening, paused or ended."""
        if self.ended:
            return "ended"
        if not self.confirmed:
            return "asked"
        return "paused" if self.paused else "listening"


class Reminder(models.Model):
    """How long before an event the subscriber wants to hear of it."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="reminders")
    minutes_before = models.PositiveIntegerField()

    class Meta:
        ordering = ["subscription", "-minutes_before"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "minutes_before"], name="reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_before} minutes before"
