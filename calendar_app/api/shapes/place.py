"""A place as JSON: a city; the venue is text on the event."""

from rest_framework import serializers

from .cards import OrganizationCard
from .names import OtherName, other_names
from .naming import card
from .nouns import NamedShape, naming
from .reading import Json, Reading
from .rows import citations


class Place(NamedShape):
    """A city with its country, zone and coordinates."""

    country = OrganizationCard(allow_null=True)
    zone = serializers.CharField(help_text="IANA time zone.")
    latitude = serializers.FloatField(allow_null=True, help_text="Degrees north, WGS 84.")
    longitude = serializers.FloatField(allow_null=True, help_text="Degrees east, WGS 84.")
    other_names = OtherName(many=True)


def show(reading: Reading) -> Json:
    facts = reading.facts
    return {
        **naming(reading),
        "country": card(reading, facts["country"]),
        **{field: facts[field] for field in ("zone", "latitude", "longitude")},
        "other_names": other_names(facts),
        "citations": citations(reading),
    }
