"""Listings and terms: the public record's index, in date order, one row an event publication and its facets."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from calendar_app.models.vocabulary import Basis

from .publication import PeriodQuerySet, Publication


class ListingQuerySet(PeriodQuerySet):
    def within(self, first: date | None, end: date | None) -> "ListingQuerySet":
        """Events that touch the half-open span of local days; either bound may be open."""
        listings = self
        if first is not None:
            listings = listings.filter(end_day__gt=first)
        if end is not None:
            listings = listings.filter(first_day__lt=end)
        return listings

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
            models.Index(
                fields=["first_day", "subject"], condition=Q(until_rev__isnull=True), name="listing_current_by_day"
            ),
            models.Index(fields=["end_day"], condition=Q(until_rev__isnull=True), name="listing_current_by_end"),
            models.Index(
                fields=["forum", "first_day"], condition=Q(until_rev__isnull=True), name="listing_current_forum"
            ),
            models.Index(fields=["since_rev", "until_rev"], name="listing_period"),
            models.Index(fields=["until_rev"], name="listing_until"),
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
