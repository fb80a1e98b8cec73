"""Who takes part: the lines that a source gives, then the delegations that membership and posts let us expect."""

from typing import Any

from rest_framework import serializers

from calendar_app.models.vocabulary import Attendance, Basis, Role

from .cards import OrganizationCard, PersonCard, PostCard
from .naming import card
from .reading import Json, Reading
from .rows import public
from .when import EDTF


class Participant(serializers.Serializer[Any]):
    """A line of participants. `basis=expected` means that no source has named it yet: it is derived, not reported."""

    id = serializers.UUIDField(allow_null=True, help_text="Citations name it as their `row`; null where expected.")
    basis = serializers.ChoiceField(Basis.choices)
    organization = OrganizationCard(allow_null=True)
    person = PersonCard(allow_null=True)
    post = PostCard(allow_null=True, help_text="In which capacity the person takes part.")
    raw_name = serializers.CharField(allow_null=True, help_text="As printed in the source.")
    role = serializers.ChoiceField(Role.choices)
    attendance = serializers.ChoiceField(Attendance.choices, allow_null=True, help_text="Null where expected.")
    represents = OrganizationCard(allow_null=True)
    substitutes_for = PersonCard(allow_null=True)
    date = serializers.CharField(allow_null=True, help_text=f"Where it differs from the event's own. {EDTF}")


def recorded(reading: Reading) -> list[Json]:
    """The recorded lines that name anybody who is public, or anybody at all as printed."""
    return [
        _recorded(reading, row)
        for row in reading.facts["participations"]
        if row["raw_name"] or reading.card(row["organization"]) or reading.card(row["person"])
    ]


def expected(reading: Reading) -> list[Json]:
    return [_expected(reading, row) for row in public(reading.publication.derived["expected"], reading, "organization")]


def _recorded(reading: Reading, row: Json) -> Json:
    return {
        "id": row["id"],
        "basis": str(Basis.RECORDED),
        **_parties(reading, row),
        "raw_name": row["raw_name"] or None,
        "role": row["role"],
        "attendance": row["attendance"],
        "represents": card(reading, row["represents"]),
        "substitutes_for": card(reading, row["substitutes_for"]),
        "date": row["date"] or None,
    }


def _expected(reading: Reading, row: Json) -> Json:
    return {
        "id": None,
        "basis": str(Basis.EXPECTED),
        **_parties(reading, row),
        "raw_name": None,
        "role": str(Role.PARTICIPANT),
        **dict.fromkeys(("attendance", "represents", "substitutes_for", "date")),
    }


def _parties(reading: Reading, row: Json) -> Json:
    return {field: card(reading, row[field]) for field in ("organization", "person", "post")}
