"""What an event lacks before readers may see it; every lack at once, each with its remedy."""

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from calendar_app.dates import parse, partial_bounds
from calendar_app.errors import Problem
from calendar_app.models.desk import Source
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Lifecycle, Noun, Rank

Facts = dict[str, Any]

#: The easternmost clocks run 14 hours ahead of UTC: where it is tomorrow already, a meeting may have been held.
_EASTERNMOST = timedelta(hours=14)


def missing(items: dict[Noun, dict[UUID, Facts]], now: datetime) -> list[Problem]:
    """Problems of the events among these facts, and of any noun whose address readers know as another's."""
    events = items.get(Noun.EVENT, {})
    published = _published(events)
    return [
        problem
        for facts in events.values()
        for problem in [*_title(facts), *_held(facts, published, (now + _EASTERNMOST).date()), *_reason(facts)]
    ] + [problem for kind, rows in items.items() for problem in _addresses(kind, rows)]


def _addresses(kind: Noun, rows: dict[UUID, Facts]) -> list[Problem]:
    """A noun that moved away at the desk keeps its public address until that, too, is published."""
    slugs = [facts["slug"] for facts in rows.values()]
    others = Publication.objects.current().of(kind).filter(slug__in=slugs).exclude(subject__in=rows)
    return [
        Problem("slug", f"“{slug}” is still the public address of another {kind}: publish that one first.")
        for slug in others.values_list("slug", flat=True)
    ]


def _published(events: dict[UUID, Facts]) -> dict[str, str]:
    ids = {row["source"] for facts in events.values() for row in facts["citations"]}
    return {str(pk): day for pk, day in Source.objects.filter(pk__in=ids).values_list("pk", "published")}


def _title(facts: Facts) -> list[Problem]:
    """Spaces, controls and whatever else shows nothing are no title, in none of the languages."""
    blank = [language for language, text in facts["title"].items() if text and not _visible(text)]
    return [
        Problem(f"title_{language}", "Nothing in it can be seen: write a title, or leave it empty.")
        for language in blank
    ]


def _visible(text: str) -> bool:
    """Whether it holds a letter, number, punctuation or symbol (Unicode's general categories L, N, P and S).

    U+FFFD does not count: it stands for a character that was lost.
    """
    return any(unicodedata.category(character)[0] in "LNPS" for character in text.replace("\ufffd", ""))


def _held(facts: Facts, published: dict[str, str], today: date) -> list[Problem]:
    """A meeting was held if its days are over or on, and a source dated on or after the last one reports it."""
    if facts["lifecycle"] != Lifecycle.HELD:
        return []
    when = parse(facts["when"]["date"])
    if when.span.first > today:
        return [Problem("lifecycle", f"{_name(facts)} lies ahead ({when.text}): it can't have been held yet.")]
    days = (published.get(row["source"], "") for row in facts["citations"] if row["rank"] != Rank.DEPRECATED)
    last = min(when.span.last, today) if when.known_to_day else when.span.first
    if any(day and partial_bounds(day).last >= last for day in days):
        return []
    return [
        Problem(
            "lifecycle",
            f"{_name(facts)} can't be shown as held: cite a source published on {last} or later that reports it, "
            "or leave it scheduled.",
        )
    ]


def _reason(facts: Facts) -> list[Problem]:
    if facts["lifecycle"] not in (Lifecycle.CANCELLED, Lifecycle.POSTPONED) or any(facts["reason"].values()):
        return []
    return [Problem("reason", f"{_name(facts)} is {facts['lifecycle']}: say why, in at least one language.")]


def _name(facts: Facts) -> str:
    return f"“{next(text for text in facts['title'].values() if text)}”"
