"""Publications: immutable, numbered snapshots of what readers see, for every public noun."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from calendar_app.models.vocabulary import Noun

from .revision import Revision


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows that stand from one revision (included) to another (excluded; null while they are current)."""

    since_field = "since_rev"

    def none(self) -> Self:
        """No rows, known beforehand: Django would build the whole statement to find that out, ten times as slowly."""
        empty = super().none()
        empty._result_cache = []  # noqa: SLF001 - of Django's own class, and what its rows once fetched are kept in
        return empty

    def current(self) -> Self:
        return self.filter(until_rev__isnull=True)

    def as_of(self, revision: int | None) -> Self:
        """What stood at the revision; None means now."""
        if revision is None:
            return self.current()
        begun = Q(**{f"{self.since_field}__lte": revision})
        return self.filter(begun, Q(until_rev__isnull=True) | Q(until_rev__gt=revision))


class PublicationQuerySet(PeriodQuerySet):
    since_field = "since"

    def of(self, kind: Noun) -> "PublicationQuerySet":
        return self.filter(kind=kind)

    def showing(self, subjects: Iterable[UUID]) -> "PublicationQuerySet":
        """Publications that print something of these subjects."""
        return self.filter(references__subject__in=list(subjects)).distinct()

    def came(self, since: datetime) -> "PublicationQuerySet":
        """The first publications of what came at that moment or later; what the record began with is not new."""
        begun = Revision.objects.order_by("n").values("at")[:1]
        return self.filter(number=1, since__at__gte=since, since__at__gt=begun)

    def history(self, subject: UUID) -> "PublicationQuerySet":
        return self.filter(subject=subject).select_related("since").order_by("number")


class Publication(models.Model):
    """One noun as readers see it from `since` until `until`.

    `snapshot` holds `facts` (its own), `derived` (what follows from other publications) and `cards` (how it names
    the others, by UUID). Only `until_rev` is ever written later, once; the database
    refuses any other change but a redaction.
    """

    kind = models.CharField(max_length=20, choices=Noun.choices)
    subject = models.UUIDField()
    number = models.PositiveIntegerField()
    slug = models.CharField(max_length=120)
    since = models.ForeignKey(Revision, models.PROTECT, related_name="publications", db_column="since_rev")
    until_rev = models.PositiveBigIntegerField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    tombstone = models.CharField(max_length=20, blank=True)
    redacted = models.UUIDField(null=True, help_text="The decision by which an administrator removed text from it.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(until_rev__isnull=True), name="publication_one_current"
            ),
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=Q(until_rev__isnull=True), name="publication_slug_once"
            ),
            models.UniqueConstraint(fields=["subject", "number"], name="publication_numbered"),
            models.CheckConstraint(
                condition=Q(until_rev__isnull=True) | Q(until_rev__gt=F("since")), name="publication_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "slug"], name="publication_address"),
            models.Index(fields=["until_rev"], name="publication_until"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} #{self.number}"

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self.snapshot["facts"]
        return facts

    @property
    def derived(self) -> dict[str, Any]:
        derived: dict[str, Any] = self.snapshot["derived"]
        return derived

    @property
    def cards(self) -> dict[str, dict[str, Any]]:
        cards: dict[str, dict[str, Any]] = self.snapshot["cards"]
        return cards

    def card(self, ref: str | None) -> dict[str, Any] | None:
        """How this publication names another noun, or None where that noun is not public."""
        return self.cards.get(ref) if ref else None


class Reference(models.Model):
    """Which publication prints something of which subject: whoever is renamed is re-rendered wherever shown."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="references")
    subject = models.UUIDField(db_index=True)
    noun = models.ForeignKey(
        Publication, models.CASCADE, null=True, related_name="found_by",
        help_text="The publication of the subject by whose words an event is found.",
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "subject"], name="reference_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} → {self.subject}"
