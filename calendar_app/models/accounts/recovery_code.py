"""Recovery codes: each opens the second step once, where the second factor is lost."""

from django.contrib.auth.models import User
from django.db import models

from calendar_app.models.readers.private_feed import digest


class RecoveryCodeQuerySet(models.QuerySet["RecoveryCode"]):
    def spend(self, code: str) -> bool:
        """Use the code up; False where it is none of these. One statement, so that nobody uses it twice."""
        return bool(self.filter(digest=digest(code)).delete()[0])


class RecoveryCode(models.Model):
    """Shown once and kept hashed (SHA-256, hex)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)

    objects = RecoveryCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
