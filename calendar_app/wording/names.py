"""Names and titles in the reader's language, and in which language they had to be given instead."""

from collections.abc import Mapping
from typing import NamedTuple

from calendar_app.models.vocabulary import LANGUAGES


class Text(NamedTuple):
    """A text and the language it is in."""

    text: str
    lang: str


def pick(trilingual: Mapping[str, str], language: str) -> Text:
    """The text in the language, or else in English, Russian or Arabic; an empty one where there is none.

    `lang` is the language of the text found, so that a page can mark what it could not say in its own.
    """
    for code in (language, *LANGUAGES):
        if text := trilingual.get(code):
            return Text(text, code)
    return Text("", language)
