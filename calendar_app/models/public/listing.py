"""Listings and terms: the public record's index, in date order, one row an event publication and its facets."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Func, Q, Subquery, Value

from calendar_app.models.vocabulary import Basis

from .publication import PeriodQuerySet, Publication


class Before(Func):
    """A day less so many days, as each database reckons with days."""

    output_field = models.DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        return self.as_sql(compiler, connection, template="date(%(expressions)s || ' days')", arg_joiner=", '-' || ")

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner="::date - ")


class ListingQuerySet(PeriodQuerySet):
    def within(self, first: date | None, end: date | None, *, undated: bool = False) -> "ListingQuerySet":
        """Events that touch the half-open span of local days; either bound may be open. With `undated` those too."""
        touching = Q()
        if first is not None and end is not None:  # so that an index bounds what is looked at on both sides
            longest = self.model.objects.order_by().annotate(most=Func(F("days"), function="MAX")).values("most")
            touching &= Q(first_day__gt=Before(Value(first, models.DateField()), Subquery(longest)))
        if first is not None:
            touching &= Q(end_day__gt=first)
        if end is not None:
            touching &= Q(first_day__lt=end)
        return self.filter(touching | Q(first_day=None) if undated and touching else touching)

    def known_to_day(self) -> "ListingQuerySet":
        return self.filter(known_to_day=True)

    def in_date_order(self) -> "ListingQuerySet":
        """By first day, then UID: the order of feeds and lists; undated ones last."""
        return self.order_by(F("first_day").asc(nulls_last=True), "starts_at", "subject")

    def alive(self) -> "ListingQuerySet":
        """Without the tombstones of merged and withdrawn events."""
        return self.filter(tombstone="")


class Listing(models.Model):
    """What a list, a grid or a filter needs to know of an event publication."""

    publication = models.OneToOneField(Publication, models.CASCADE, primary_key=True)
    subject = models.UUIDField()
    since_rev = models.PositiveBigIntegerField()
    until_rev = models.PositiveBigIntegerField(null=True)
    first_day = models.DateField(null=True)
    end_day = models.DateField(null=True)
    days = models.PositiveIntegerField(null=True, help_text="How many days it covers.")
    known_to_day = models.BooleanField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    zone = models.CharField(max_length=60, blank=True, help_text="Set where the hour is known.")
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=20, blank=True)
    certainty = models.CharField(max_length=20)
    lifecycle = models.CharField(max_length=20)
    forum = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=120, blank=True)
    parent = models.UUIDField(null=True, db_index=True)
    tombstone = models.CharField(max_length=20, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(  # with all that lists and their counts ask of the rows of some days
                fields=[
                    "first_day",
                    "subject",
                    "end_day",
                    "forum",
                    "kind",
                    "level",
                    "certainty",
                    "lifecycle",
                    "place",
                    "country",
                    "tombstone",
                ],
                condition=Q(until_rev__isnull=True),
                name="listing_current_by_day",
            ),
            models.Index(fields=["days"], name="listing_days"),
            models.Index(fields=["end_day"], condition=Q(until_rev__isnull=True), name="listing_current_by_end"),
            models.Index(
                fields=["forum", "first_day"], condition=Q(until_rev__isnull=True), name="listing_current_forum"
            ),
            models.Index(fields=["since_rev", "until_rev"], name="listing_period"),
            models.Index(fields=["until_rev"], condition=Q(until_rev__isnull=False), name="listing_until"),
            models.Index(fields=["first_day", "subject"], name="listing_by_day"),
        ]

    def __str__(self) -> str:
        return str(self.publication)

    @property
    def facts(self) -> dict[str, Any]:
        return self.publication.facts


class Term(models.Model):
    """A facet of an event publication; rows of one participation share its id, so that filters bind to one line."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="terms")
    dimension = models.CharField(max_length=20)
    value = models.CharField(max_length=120)
    role = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=20, choices=Basis.choices, default=Basis.RECORDED)
    participation = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["dimension", "value", "publication"], name="term_value"),
            models.Index(fields=["publication", "participation"], name="term_participation"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}={self.value}"
