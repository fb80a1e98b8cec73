"""Deliveries: what is owed to whom. A row is claimed once, and its key says the same thing for ever."""

import uuid

from django.db import models
from django.db.models import Q

from .subscription import Subscription
from .webhook import Webhook


class Delivery(models.Model):
    """One mail or one webhook call: due, claimed, sent or failed. `key` makes it unique whatever is retried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    subscription = models.ForeignKey(Subscription, models.CASCADE, null=True, blank=True, related_name="deliveries")
    webhook = models.ForeignKey(Webhook, models.CASCADE, null=True, blank=True, related_name="deliveries")
    kind = models.CharField(max_length=20)
    event = models.UUIDField(null=True, blank=True, help_text="The public event it speaks of.")
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    due = models.DateTimeField()
    claimed = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    failed = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(subscription__isnull=True) ^ Q(webhook__isnull=True), name="delivery_has_one_recipient"
            ),
        ]
        indexes = [
            models.Index(fields=["due"], condition=Q(sent__isnull=True, failed__isnull=True), name="delivery_due")
        ]

    def __str__(self) -> str:
        return self.key
