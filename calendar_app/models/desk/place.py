"""Places: cities with their country, zone and coordinates. The venue is text on the event."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from calendar_app.dates import DateError, zone

from .noun import Named, NamedQuerySet, NounModel, any_language
from .organization import SLUG, Organization


def validate_zone(name: str) -> None:
    """Raises ValidationError for anything but an IANA zone of the form Area/Place, or UTC."""
    try:
        zone(name)
    except DateError as error:
        raise ValidationError(str(error)) from error


class Place(NounModel, Named):
    slug = models.SlugField(max_length=120, unique=True, validators=[SLUG])
    country = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="places", limit_choices_to={"kind": "state"}
    )
    zone = models.CharField(
        max_length=60, validators=[validate_zone], help_text="IANA name, such as Asia/Kuala_Lumpur."
    )
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees north, WGS 84.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees east, WGS 84.")

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=any_language("name"), name="place_has_a_name"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_coordinates_on_the_globe",
            ),
        ]
