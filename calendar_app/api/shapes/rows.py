"""The rows that several nouns share: citations, identifiers, and periods with partial dates."""

from typing import Any

from rest_framework import serializers

from calendar_app.models.vocabulary import Rank

from .cards import PersonCard, SourceCard
from .naming import card
from .reading import Json, Reading, instant


class Citation(serializers.Serializer[Any]):
    """Which source says which fact. Sources that disagree stand side by side."""

    field = serializers.CharField(help_text="The fact: date, venue, participations …")
    row = serializers.UUIDField(allow_null=True, help_text="The participation, membership or appointment meant.")
    source = SourceCard()  # type: ignore[assignment] # DRF takes declared fields off the class
    rank = serializers.ChoiceField(Rank.choices, help_text="How an editor weighs it against others.")
    value = serializers.CharField(allow_null=True, help_text="What this source says, where it says it otherwise.")
    quote = serializers.CharField(allow_null=True)
    said_by = PersonCard(allow_null=True, help_text="Whose words the quote gives.")


class Identifier(serializers.Serializer[Any]):
    """How another register calls it."""

    scheme = serializers.CharField(help_text="wikidata, iso3166-alpha3 …")
    value = serializers.CharField()


class Period(serializers.Serializer[Any]):
    """Half-open, with dates as precise as they are known."""

    since = serializers.CharField(allow_null=True, help_text="EDTF day, month or year; null where unknown.")
    until = serializers.CharField(allow_null=True, help_text="The first day no longer; null where unknown, or still.")


class Standing(serializers.Serializer[Any]):
    """Since when it stands so in the record."""

    revision = serializers.IntegerField(min_value=1, help_text="The revision of the record that published it so.")
    published_at = serializers.DateTimeField(help_text="The moment of that revision, UTC.")


def citations(reading: Reading, hidden: frozenset[str] = frozenset()) -> list[Json]:
    """Citations whose source is public, without those of rows that name somebody who isn't (`hidden`, by id)."""
    return [
        {
            "field": row["field"],
            "row": row["row"],
            "source": source,
            "rank": row["rank"],
            "value": row["value"] or None,
            "quote": row["quote"] or None,
            "said_by": card(reading, row["said_by"]),
        }
        for row in reading.facts["citations"]
        if row["row"] not in hidden and (source := card(reading, row["source"]))
    ]


def identifiers(facts: Json) -> list[Json]:
    return [{"scheme": row["scheme"], "value": row["value"]} for row in facts["identifiers"]]


def period(row: Json) -> Json:
    return {"since": row["since"] or None, "until": row["until"] or None}


def public(rows: list[Json], reading: Reading, *fields: str) -> list[Json]:
    """The rows in which at least one of these fields names a public noun."""
    return [row for row in rows if any(reading.card(row[field]) for field in fields)]


def hidden(rows: list[Json], shown: list[Json]) -> frozenset[str]:
    """Ids of the rows that are not shown."""
    return frozenset(row["id"] for row in rows) - {row["id"] for row in shown}


def standing(reading: Reading) -> Json:
    since = reading.publication.since
    return {"revision": since.n, "published_at": instant(since.at)}
