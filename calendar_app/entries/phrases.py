"""Texts joined from several: each keeps its direction, and the whole says in which language it is."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from calendar_app.ical import Words, isolated
from calendar_app.wording.names import Text, pick

RIGHT_TO_LEFT = frozenset({"ar"})


def said(text: str, language: str) -> str:
    """The text for use inside a sentence of the language: isolated where it runs the other way (UAX #9)."""
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), None)
    foreign = strong is not None and (strong != "L") != (language in RIGHT_TO_LEFT)
    return isolated(text) if foreign else text


def name(card: Mapping[str, Any] | None, language: str) -> str:
    """How a card's noun is called, fit for a sentence of the language; empty without a card or a name."""
    return said(pick(card["name"], language).text, language) if card else ""


def joined(texts: Iterable[str], language: str, mark: str = ",") -> str:
    """A list as the language writes it; empty texts are left out."""
    mark = {",": "،", ";": "؛"}[mark] if language in RIGHT_TO_LEFT else mark
    return f"{mark} ".join(filter(None, texts))


def words(texts: Iterable[Text], language: str) -> Words:
    """Several texts as one list; in their own language if they share it, else marked as of the language asked for."""
    found = [text for text in texts if text.text]
    languages = {text.lang for text in found}
    of = languages.pop() if len(languages) == 1 else language
    return Words(joined((said(text.text, of) for text in found), of), of)
