"""A person as JSON, with the posts held."""

from rest_framework import serializers

from .cards import OrganizationCard, PostCard
from .names import OtherName, other_names
from .naming import card
from .nouns import NamedShape, naming
from .reading import Json, Reading
from .rows import Identifier, Period, citations, hidden, identifiers, period, public


class Appointment(Period):
    """A post that the person held."""

    id = serializers.UUIDField(help_text="Citations name it as their `row`.")
    post = PostCard()
    acting = serializers.BooleanField()


class Person(NamedShape):
    """Popolo's Person."""

    nationality = OrganizationCard(allow_null=True)
    identifiers = Identifier(many=True)
    other_names = OtherName(many=True)
    appointments = Appointment(many=True)


def show(reading: Reading) -> Json:
    facts = reading.facts
    appointments = [
        {"id": row["id"], "post": card(reading, row["post"]), "acting": row["acting"], **period(row)}
        for row in public(facts["appointments"], reading, "post")
    ]
    return {
        **naming(reading),
        "nationality": card(reading, facts["nationality"]),
        "identifiers": identifiers(facts),
        "other_names": other_names(facts),
        "appointments": appointments,
        "citations": citations(reading, hidden(facts["appointments"], appointments)),
    }
