"""Allowances: how often one client may knock at a door that makes something, counted where all processes see it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    def spend(self, *, door: str, client: str, most: int, every: timedelta, now: datetime) -> bool:
        """Count one more for this client at this door; False, and nothing counted, where `most` are spent already.

        Each step is one statement, so that two requests at once never spend the same one.
        """
        key = _key(door, client)
        mine = self.filter(key=key)
        if mine.filter(since__lte=now - every).update(since=now, spent=1):
            return True
        _, made = self.get_or_create(key=key, defaults={"since": now, "spent": 1})
        return made or bool(mine.filter(spent__lt=most).update(spent=F("spent") + 1))

    def give_back(self, *, door: str, client: str) -> None:
        """Count one less: what it was spent on does not count after all."""
        self.filter(key=_key(door, client), spent__gt=0).update(spent=F("spent") - 1)

    def stale(self, moment: datetime) -> "AllowanceQuerySet":
        """Those that began before the moment."""
        return self.filter(since__lt=moment)


def _key(door: str, client: str) -> str:
    return salted_hmac("calendar_app.allowance", f"{door} {client}", algorithm="sha256").hexdigest()


class Allowance(models.Model):
    """What one client has spent at one door since a moment. The key is a keyed hash: no address is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    spent = models.PositiveIntegerField()

    objects = AllowanceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.spent} since {self.since:%Y-%m-%d %H:%M}"
