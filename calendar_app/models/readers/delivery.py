"""Deliveries: what is owed to whom. A row is claimed once, and its key says the same thing for ever."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from django.db import models, transaction
from django.db.models import Count, F, Q

from calendar_app.models import among  # noqa: F401 - the lookup is there

from .standstill import Standstill
from .subscription import Subscription
from .webhook import Webhook

AGE = timedelta(minutes=10)  # within which a claim that is over is found, where anybody looks at all


class Held(Protocol):
    """A row that somebody claimed."""

    @property
    def pk(self) -> uuid.UUID: ...
    @property
    def claimed(self) -> datetime | None: ...


class Claim(NamedTuple):
    """What a sender of many needs of a row, as it was claimed; much cheaper than the row as an object."""

    pk: uuid.UUID
    key: str
    kind: str
    subscription_id: uuid.UUID | None
    event: uuid.UUID | None
    revision: int | None
    due: datetime
    attempts: int
    claimed: datetime | None


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The ledger. Each verb is one statement or one short transaction, so that a kill leaves it as before or after."""

    def mails(self) -> "DeliveryQuerySet":
        return self.filter(subscription__isnull=False)

    def calls(self) -> "DeliveryQuerySet":
        return self.filter(webhook__isnull=False)

    def waiting(self) -> "DeliveryQuerySet":
        """Neither sent nor given up."""
        return self.filter(sent__isnull=True, failed__isnull=True)

    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Waiting, and their moment has come; the oldest first."""
        return self.waiting().filter(due__lte=now).order_by("due")

    def tally(self, *, now: datetime, since: datetime) -> list[dict[str, Any]]:
        """For each kind: how many are due, tried again later, and under way; sent and given up since that moment."""
        waiting = Q(sent__isnull=True, failed__isnull=True)
        counted = (
            self.order_by("kind")
            .values("kind")
            .annotate(
                due_now=Count("pk", filter=waiting & Q(due__lte=now, claimed__isnull=True)),
                later=Count("pk", filter=waiting & Q(due__gt=now)),
                under_way=Count("pk", filter=waiting & Q(due__lte=now, claimed__isnull=False)),
                sent_lately=Count("pk", filter=Q(sent__gte=since)),
                failed_lately=Count("pk", filter=Q(failed__gte=since)),
            )
        )
        return [dict(row) for row in counted]

    def reasons(self, *, since: datetime, most: int) -> list[dict[str, Any]]:
        """Why mails and calls were given up since that moment, or are put off: the commonest first."""
        troubled = (
            self.filter(sent__isnull=True).filter(Q(failed__gte=since) | Q(failed__isnull=True)).exclude(result="")
        )
        found = troubled.values("kind", "result").annotate(count=Count("pk")).order_by("-count", "kind", "result")
        return [dict(row) for row in found[:most]]

    def claim(self, *, now: datetime, lease: timedelta, most: int) -> list["Delivery"]:
        """As `take`; the rows as objects."""
        taken = [one.pk for one in self.take(now=now, lease=lease, most=most)]
        return list(Delivery.objects.filter(pk__among=taken).order_by("due", "pk"))

    def take(self, *, now: datetime, lease: timedelta, most: int) -> list[Claim]:
        """Claim at most so many that are due, for as long as the lease lasts: nobody else is given them meanwhile.

        Whoever dies leaves them to the next one after that. Each claim counts as an attempt. None at a standstill.

        A claim much older than that may be a living one's whose clock is behind: it is held anew, once, before it is taken.
        """
        if Standstill.objects.exists():
            return []
        over = Q(claimed__lte=now - lease, claimed__gt=now - lease - AGE)
        free = self.due(now).filter(Q(claimed__isnull=True) | over)
        with transaction.atomic():  # SQLite begins it IMMEDIATE: there one claims at a time
            free = free.select_for_update(skip_locked=True)
            rows = list(free.values_list(*Claim._fields[:-2], F("attempts") + 1)[:most])
            mine = Delivery.objects.filter(pk__among=[row[0] for row in rows])
            mine.update(claimed=now, attempts=F("attempts") + 1)
            if not rows:
                self.waiting().filter(due__lte=now, claimed__lte=now - lease - AGE).update(claimed=now)
        return [Claim._make((*row, now)) for row in rows]

    def release(self, claimed: Collection[Held], result: str = "") -> int:
        """Give back what was claimed and not tried, at once; returns how many were still ours. `result` says why."""
        back: dict[str, Any] = {
            "claimed": None,
            "attempts": F("attempts") - 1,
            **({"result": result} if result else {}),
        }
        by_claim: dict[datetime | None, list[uuid.UUID]] = {}
        for one in claimed:
            by_claim.setdefault(one.claimed, []).append(one.pk)
        mine = (self.waiting().filter(claimed=moment, pk__among=keys) for moment, keys in by_claim.items())
        return sum(rows.update(**back) for rows in mine)

    def mark_sent(self, delivery: Held, *, now: datetime, result: str = "") -> bool:
        """It was accepted: that stays true whoever holds it now. False where it was recorded before."""
        mine = self.filter(pk=delivery.pk, sent__isnull=True)
        return bool(mine.update(sent=now, failed=None, result=result))

    def mark_all_sent(self, deliveries: Collection[Held], *, now: datetime) -> int:
        """All of these were accepted; returns how many were not recorded before. One statement."""
        mine = self.filter(pk__among=[one.pk for one in deliveries], sent__isnull=True)
        return mine.update(sent=now, failed=None, result="") if deliveries else 0

    def postpone(self, delivery: Held, *, due: datetime, result: str) -> bool:
        """It was not accepted, and is tried again then. False where the lease had passed to somebody else."""
        return bool(self._held(delivery).update(claimed=None, due=due, result=result))

    def give_up(self, delivery: Held, *, now: datetime, result: str) -> bool:
        """It is not tried again, for this reason. False where the lease had passed to somebody else."""
        return bool(self._held(delivery).update(failed=now, result=result))

    def _held(self, delivery: Held) -> "DeliveryQuerySet":
        return self.waiting().filter(pk=delivery.pk, claimed=delivery.claimed)


class Delivery(models.Model):
    """One mail or one webhook call: due, claimed, sent or failed. `key` makes it unique whatever is retried."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    subscription = models.ForeignKey(Subscription, models.CASCADE, null=True, blank=True, related_name="deliveries")
    webhook = models.ForeignKey(
        Webhook, models.CASCADE, null=True, blank=True, related_name="deliveries", db_index=False
    )
    kind = models.CharField(max_length=20)
    event = models.UUIDField(null=True, blank=True, help_text="The public event it speaks of.")
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    due = models.DateTimeField()
    claimed = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    failed = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(subscription__isnull=True) ^ Q(webhook__isnull=True), name="delivery_has_one_recipient"
            ),
        ]
        indexes = [
            models.Index(fields=["due"], condition=Q(sent__isnull=True, failed__isnull=True), name="delivery_due"),
            models.Index(
                fields=["webhook"], condition=Q(webhook__isnull=False), name="delivery_of_webhook"
            ),  # no mails
        ]

    def __str__(self) -> str:
        return self.key
