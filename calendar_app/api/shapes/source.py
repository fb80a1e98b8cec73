"""A source as JSON: who published what, where it can be read, and whose words it repeats."""

from rest_framework import serializers

from .cards import OrganizationCard, PersonCard, SourceCard
from .naming import card
from .nouns import NounShape, identity
from .reading import Json, Reading
from .rows import citations


class Source(NounShape):
    """A document that says something. Its text is its publisher's, and is not given here."""

    title = serializers.CharField(allow_null=True, help_text="As printed; null where none was seen.")
    language = serializers.CharField(allow_null=True, help_text="BCP 47 tag of its text.")
    url = serializers.CharField(allow_null=True, help_text="Where it can be read.")
    publisher = OrganizationCard(allow_null=True)
    publisher_name = serializers.CharField(help_text="As printed.")
    published = serializers.CharField(allow_null=True, help_text="EDTF day, month or year; null where unknown.")
    retrieved = serializers.DateField(allow_null=True)
    republishes = SourceCard(allow_null=True, help_text="The source that it repeats: not a second voice.")
    announcer = PersonCard(allow_null=True, help_text="Who said it.")


def show(reading: Reading) -> Json:
    facts = reading.facts
    return {
        **identity(reading),
        **{field: facts[field] or None for field in ("title", "language", "url", "published")},
        **{field: card(reading, facts[field]) for field in ("publisher", "republishes", "announcer")},
        "publisher_name": facts["publisher_name"],
        "retrieved": facts["retrieved"],
        "citations": citations(reading),
    }
