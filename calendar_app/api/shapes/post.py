"""A post as JSON, with those who hold and held it."""

from rest_framework import serializers

from calendar_app.models.vocabulary import Level

from .cards import OrganizationCard, PersonCard
from .naming import card
from .nouns import NamedShape, naming
from .reading import Json, Reading
from .rows import Period, citations, period, public


class Holder(Period):
    """Who held the post, and when."""

    person = PersonCard()
    acting = serializers.BooleanField()


class Post(NamedShape):
    """An office of one organization; it exists without a holder. Popolo's Post."""

    organization = OrganizationCard(allow_null=True)
    role = serializers.CharField(help_text="foreign-minister, prime-minister, spokesperson …")
    attends = serializers.ChoiceField(
        Level.choices, allow_null=True, help_text="The level of meeting at which its holder is expected."
    )
    seats = serializers.IntegerField(min_value=1, help_text="How many hold it at once.")
    holders = Holder(many=True, help_text="Newest first.")


def show(reading: Reading) -> Json:
    facts = reading.facts
    return {
        **naming(reading),
        "organization": card(reading, facts["organization"]),
        "role": facts["role"],
        "attends": facts["attends"] or None,
        "seats": facts["seats"],
        "holders": [
            {"person": card(reading, row["person"]), "acting": row["acting"], **period(row)}
            for row in public(reading.publication.derived["holders"], reading, "person")
        ],
        "citations": citations(reading),
    }
