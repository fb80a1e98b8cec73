"""The log of sign-ins: who tried, when, from where, and what came of it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import models

from calendar_app.models.vocabulary import Outcome


class SignInQuerySet(models.QuerySet["SignIn"]):
    def before(self, moment: datetime) -> "SignInQuerySet":
        """Those before the moment."""
        return self.filter(at__lt=moment)


class SignIn(models.Model):
    """One attempt; the database refuses to rewrite it. A name that is no account's is not kept: it may be a password
    typed into the wrong field."""

    at = models.DateTimeField(db_index=True)
    outcome = models.CharField("what came of it", max_length=20, choices=Outcome.choices)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="sign_ins", verbose_name="account")
    name = models.CharField(max_length=150, blank=True)
    address = models.CharField(
        max_length=50, blank=True, help_text="The network alone: of IPv4 its /24, of IPv6 its /48."
    )
    browser = models.CharField(max_length=60, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = "sign-in"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.at:%Y-%m-%d %H:%M}"
