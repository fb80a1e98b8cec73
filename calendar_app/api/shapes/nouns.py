"""What every noun but the event has in common as JSON: its id, its addresses and its place in the record."""

from rest_framework import serializers

from calendar_app.api import addresses
from calendar_app.models.vocabulary import Noun

from .names import Display, Trilingual, named
from .reading import Json, Reading
from .rows import Citation, Standing, standing


class NounShape(Standing):
    id = serializers.UUIDField(help_text="For ever the same.")
    citations = Citation(many=True, help_text="By field. A field that none names is unsourced.")
    page = serializers.URLField(help_text="Its page for people, in `lang`.")
    self = serializers.URLField(help_text="Its address in this API.")


class NamedShape(NounShape):
    slug = serializers.CharField(help_text="May change; former ones keep redirecting.")
    name = Trilingual()
    display = Display()
    events = serializers.URLField(help_text="Its events in this API.")


def identity(reading: Reading) -> Json:
    """The fields of NounShape, but for the citations."""
    facts, kind = reading.facts, Noun(reading.publication.kind)
    return {
        "id": facts["id"],
        "page": addresses.page(kind, facts, reading.language),
        "self": addresses.single(kind, facts["slug"]),
        **standing(reading),
    }


def naming(reading: Reading) -> Json:
    """The fields of NamedShape, but for the citations."""
    facts = reading.facts
    return {
        **identity(reading),
        "slug": facts["slug"],
        **named(facts["name"], reading.language),
        "events": addresses.events_of(Noun(reading.publication.kind), facts),
    }
