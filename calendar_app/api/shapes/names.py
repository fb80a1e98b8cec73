"""Names and titles: in all three languages, and the one to print."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from calendar_app.models.vocabulary import LANGUAGES, NameKind
from calendar_app.wording.names import pick

from .reading import Json


class Trilingual(serializers.Serializer[Any]):
    """A text in each language; null where no source showed one."""

    en = serializers.CharField(allow_null=True)
    ru = serializers.CharField(allow_null=True)
    ar = serializers.CharField(allow_null=True)


class Display(serializers.Serializer[Any]):
    """The text to print for `lang`, and the language it is in: where `lang` has none, English, Russian or Arabic."""

    text = serializers.CharField()
    lang = serializers.ChoiceField(LANGUAGES)


class OtherName(serializers.Serializer[Any]):
    """A name beside the main one."""

    name = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47 tag.")
    kind = serializers.ChoiceField(NameKind.choices)
    since = serializers.CharField(allow_null=True, help_text="EDTF day, month or year; null where unknown.")
    until = serializers.CharField(allow_null=True, help_text="The same, half-open: the first day without it.")


def trilingual(texts: Mapping[str, str]) -> Json:
    return {code: texts.get(code) or None for code in LANGUAGES}


def display(texts: Mapping[str, str], language: str) -> Json:
    return pick(texts, language)._asdict()


def named(texts: Mapping[str, str], language: str) -> Json:
    """The two fields that every noun with a name has."""
    return {"name": trilingual(texts), "display": display(texts, language)}


def titled(texts: Mapping[str, str], language: str) -> Json:
    """The two fields that events and documents have."""
    return {"title": trilingual(texts), "display": display(texts, language)}


def other_names(facts: Json) -> list[Json]:
    return [
        {
            "name": row["name"],
            "language": row["language"],
            "kind": row["kind"],
            "since": row["since"] or None,
            "until": row["until"] or None,
        }
        for row in facts["other_names"]
    ]
