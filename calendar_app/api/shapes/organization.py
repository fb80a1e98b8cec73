"""An organization as JSON: a state, body, forum, ministry or publisher."""

from typing import Any

from rest_framework import serializers

from calendar_app.models.vocabulary import MembershipStatus, OrganizationKind

from .cards import OrganizationCard
from .names import OtherName, Trilingual, other_names, trilingual
from .naming import card
from .nouns import NamedShape, naming
from .reading import Json, Reading
from .rows import Identifier, Period, citations, hidden, identifiers, period, public


class Belonging(Period):
    id = serializers.UUIDField(help_text="Citations name it as their `row`.")
    status = serializers.ChoiceField(MembershipStatus.choices)


class Membership(Belonging):
    """An organization that this one is in."""

    organization = OrganizationCard()


class Member(Belonging):
    """An organization in this one."""

    member = OrganizationCard()


class Organization(NamedShape):
    """A state, body, forum (a dialogue format), ministry or publisher; Popolo's Organization."""

    kind = serializers.ChoiceField(OrganizationKind.choices)
    abbreviation = Trilingual()
    parent = OrganizationCard(allow_null=True)
    founded = serializers.CharField(allow_null=True, help_text="EDTF day, month or year.")
    website = serializers.CharField(allow_null=True)
    identifiers = Identifier(many=True)
    other_names = OtherName(many=True)
    memberships = Membership(many=True)
    members = Member(many=True)


def show(reading: Reading) -> Json:
    facts = reading.facts
    memberships = _belonging(reading, facts["memberships"], "organization")
    members = _belonging(reading, facts["members"], "member")
    unseen = hidden(facts["memberships"] + facts["members"], memberships + members)
    return {
        **naming(reading),
        "kind": facts["kind"],
        "abbreviation": trilingual(facts["abbreviation"]),
        "parent": card(reading, facts["parent"]),
        "founded": facts["founded"] or None,
        "website": facts["website"] or None,
        "identifiers": identifiers(facts),
        "other_names": other_names(facts),
        "memberships": memberships,
        "members": members,
        "citations": citations(reading, unseen),
    }


def _belonging(reading: Reading, rows: list[dict[str, Any]], other: str) -> list[Json]:
    return [
        {"id": row["id"], other: card(reading, row[other]), "status": row["status"], **period(row)}
        for row in public(rows, reading, other)
    ]
