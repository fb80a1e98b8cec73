"""Who asked for a new password by mail, until the mail has left."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from calendar_app.models.vocabulary import LANGUAGES


class PasswordWishQuerySet(models.QuerySet["PasswordWish"]):
    def claim(self, *, now: datetime, lease: timedelta) -> list["PasswordWish"]:
        """Those that nobody else is sending, taken for as long as the lease; of two senders each takes others."""
        free = self.filter(Q(claimed=None) | Q(claimed__lte=now - lease))
        return [wish for wish in free.order_by("pk")[:100] if free.filter(pk=wish.pk).update(claimed=now)]

    def before(self, moment: datetime) -> "PasswordWishQuerySet":
        """Those asked for before the moment."""
        return self.filter(asked__lt=moment)


class PasswordWish(models.Model):
    """Without a user where the address is nobody's: so the form does the same whoever is asked for."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=2)
    asked = models.DateTimeField()
    claimed = models.DateTimeField(null=True)

    objects = PasswordWishQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="password_wish_language_known")]

    def __str__(self) -> str:
        return f"password wish {self.pk}"
