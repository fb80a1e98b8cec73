"""How one noun names another: just enough to print it, to link to it and to fetch it."""

from typing import Any

from rest_framework import serializers

from calendar_app.models.vocabulary import Certainty, EventKind, Level, Lifecycle, OrganizationKind, OutcomeKind

from .names import Display, Trilingual
from .when import When

SELF = "Its address in this API."


class OrganizationCard(serializers.Serializer[Any]):
    """An organization, named by another noun."""

    id = serializers.UUIDField()
    slug = serializers.CharField(help_text="ISO 3166 code of a state (MY), a slug otherwise.")
    kind = serializers.ChoiceField(OrganizationKind.choices)
    name = Trilingual()
    display = Display()
    abbreviation = Trilingual()
    self = serializers.URLField(help_text=SELF)


class PersonCard(serializers.Serializer[Any]):
    """A person, named by another noun."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = Trilingual()
    display = Display()
    self = serializers.URLField(help_text=SELF)


class TopicCard(PersonCard):
    """A topic, named by another noun."""


class PostCard(PersonCard):
    """A post, named by another noun."""

    organization = OrganizationCard(allow_null=True)


class PlaceCard(PersonCard):
    """A place, named by another noun."""

    country = OrganizationCard(allow_null=True)
    zone = serializers.CharField(help_text="IANA time zone.")
    latitude = serializers.FloatField(allow_null=True, help_text="Degrees north, WGS 84.")
    longitude = serializers.FloatField(allow_null=True, help_text="Degrees east, WGS 84.")


class EventCard(serializers.Serializer[Any]):
    """An event, named by another noun."""

    uid = serializers.UUIDField()
    slug = serializers.CharField()
    title = Trilingual()
    display = Display()
    kind = serializers.ChoiceField(EventKind.choices)
    level = serializers.ChoiceField(Level.choices, allow_null=True)
    when = When()
    certainty = serializers.ChoiceField(Certainty.choices)
    lifecycle = serializers.ChoiceField(Lifecycle.choices)
    self = serializers.URLField(help_text=SELF)


class SourceCard(serializers.Serializer[Any]):
    """A source, named by another noun."""

    id = serializers.UUIDField()
    title = serializers.CharField(allow_null=True, help_text="As printed; null where none was seen.")
    language = serializers.CharField(allow_null=True, help_text="BCP 47 tag of its text.")
    url = serializers.CharField(allow_null=True, help_text="Where it can be read.")
    publisher_name = serializers.CharField(help_text="As printed.")
    published = serializers.CharField(allow_null=True, help_text="EDTF day, month or year; null where unknown.")
    republishes = serializers.UUIDField(allow_null=True, help_text="The source that it repeats: not a second voice.")
    self = serializers.URLField(help_text=SELF)


class OutcomeCard(serializers.Serializer[Any]):
    """A document, named by another noun."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    title = Trilingual()
    display = Display()
    kind = serializers.ChoiceField(OutcomeKind.choices)
    period = serializers.CharField(allow_null=True, help_text="EDTF years or months that it covers: 2026/2030.")
    url = serializers.CharField(allow_null=True, help_text="Where it can be read.")
    self = serializers.URLField(help_text=SELF)
