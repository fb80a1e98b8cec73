"""Sittings: whose a session is, in which browser, since when, and when it was last seen."""

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models


class Sitting(models.Model):
    """It goes with its session. Its number, never the session's key, stands on pages."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="sitting")
    user = models.ForeignKey(User, models.CASCADE, related_name="sittings")
    address = models.CharField(max_length=50, blank=True)
    browser = models.CharField(max_length=60, blank=True)
    made = models.DateTimeField()
    seen = models.DateTimeField()

    class Meta:
        ordering = ["-seen", "-pk"]

    def __str__(self) -> str:
        return f"{self.browser}, {self.seen:%Y-%m-%d %H:%M}"
