"""Webhooks: programs that asked to be told of changes (Standard Webhooks 1.0)."""

import uuid

from django.db import models


class Webhook(models.Model):
    """Belongs to a confirmed e-mail address and starts once its endpoint has answered a challenge."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    url = models.URLField(max_length=1000)
    selection = models.TextField(blank=True, help_text="Canonical query string.")
    secrets = models.JSONField(default=list, help_text="Signing secrets, newest first.")
    manage_hash = models.CharField(max_length=64, unique=True)
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True, blank=True)
    answered = models.DateTimeField(null=True, blank=True, help_text="When the endpoint answered the challenge.")
    paused = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveBigIntegerField(default=0, help_text="The newest revision it was told of.")

    def __str__(self) -> str:
        return f"webhook {self.id}"
