"""Second factors: what a person has, beside the password that they know."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from calendar_app.models.vocabulary import FactorKind


class SecondFactorQuerySet(models.QuerySet["SecondFactor"]):
    def apps(self) -> "SecondFactorQuerySet":
        """Authenticator apps."""
        return self.filter(kind=FactorKind.APP)

    def passkeys(self) -> "SecondFactorQuerySet":
        """Passkeys."""
        return self.filter(kind=FactorKind.PASSKEY)

    def advance(self, counter: int, *, now: datetime) -> bool:
        """Note that these were used at this count; False, and nothing noted, for one they have passed already.

        One statement, so that of two requests with the same code one succeeds. A passkey that does not count stays at 0
        (WebAuthn section 6.1.1).
        """
        behind = Q(counter__lt=counter) if counter else Q(counter=0)
        return bool(self.filter(behind).update(counter=counter, used=now))


class SecondFactor(models.Model):
    """An authenticator app or a passkey. Nothing here opens anything: an app's secret is derived from the site's key and
    the `nonce` (docs/adr/0017), a passkey's `public` is its public key."""

    user = models.ForeignKey(User, models.CASCADE, related_name="second_factors")
    kind = models.CharField(max_length=10, choices=FactorKind.choices)
    name = models.CharField(max_length=60)
    nonce = models.CharField(max_length=64, blank=True)
    credential = models.TextField(null=True, unique=True)
    public = models.BinaryField(default=bytes)
    counter = models.BigIntegerField(default=0)
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)

    objects = SecondFactorQuerySet.as_manager()

    class Meta:
        ordering = ["made", "pk"]

    def __str__(self) -> str:
        return self.name
