"""What a SUMMARY says beside the title: that a meeting is cancelled or postponed, or that an entry is gone."""

import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext, override

from calendar_app.ical import Words
from calendar_app.ical.text import FSI, PDI
from calendar_app.models.vocabulary import LANGUAGES, Lifecycle

SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "ru", "LATIN": "en"}


class Title(NamedTuple):
    """A title, its language, and what the SUMMARY says became of the meeting (empty: nothing)."""

    text: str
    language: str
    lifecycle: str = ""


def title(summary: Words, language: str) -> Title:
    """The title without a word of ours before it. `language` is meant where the file names none."""
    declared = summary.language[:2].lower()
    for prefix, lifecycle in _prefixes():
        if summary.text.startswith(prefix):
            text = bare(summary.text.removeprefix(prefix))
            return Title(text, tongue(text, declared or language), lifecycle)
    return Title(summary.text, declared if declared in LANGUAGES else tongue(summary.text, language))


def gone(summary: Words) -> bool:
    """Whether this is what we leave where an entry was withdrawn or merged."""
    return summary.text in _stones()


def bare(text: str) -> str:
    """The text without the isolates around it."""
    return text[1:-1] if text.startswith(FSI) and text.endswith(PDI) else text


def tongue(text: str, language: str) -> str:
    """The record's language that the text is in, by its letters. Latin ones may be Russian words, too: NATO."""
    letters = Counter(SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "") for char in text if char.isalpha())
    found = max((code for code in letters if code), key=lambda code: letters[code], default=language)
    return language if found == "en" and language in ("en", "ru") else found


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    """What stands before a title in each language, and what it means."""
    found = []
    for code in LANGUAGES:
        with override(code):
            found += [
                ((gettext("Cancelled: %(title)s") % {"title": ""}), str(Lifecycle.CANCELLED)),
                ((gettext("Postponed: %(title)s") % {"title": ""}), str(Lifecycle.POSTPONED)),
            ]
    return tuple(found)


@cache
def _stones() -> frozenset[str]:
    found: set[str] = set()
    for code in LANGUAGES:
        with override(code):
            ends = gettext("entry withdrawn"), gettext("entry merged with another")
            found |= {gettext("Cancelled: %(title)s") % {"title": end} for end in ends}
    return frozenset(found)
