"""Cards: how a publication names the other nouns that it shows."""

from collections.abc import Callable
from typing import Any

from calendar_app.models.vocabulary import LANGUAGES, Noun

Facts = dict[str, Any]


def card(kind: Noun, facts: Facts) -> Facts:
    """Kind, slug and name in each language, and the few facts without which the noun can't be shown."""
    extra = _EXTRA[kind](facts) if kind in _EXTRA else {}
    name = facts.get("name") or _title(facts)
    return {"kind": str(kind), "slug": facts["slug"], "name": name, **extra}


def _title(facts: Facts) -> dict[str, str]:
    title = facts.get("title", "")
    if isinstance(title, dict):
        return title
    language = facts.get("language", "")[:2]
    return {code: title if code == language else "" for code in LANGUAGES}


def _same(*fields: str) -> Callable[[Facts], Facts]:
    return lambda facts: {field: facts.get(field) for field in fields}


def _organization(facts: Facts) -> Facts:
    return {"org_kind": facts["kind"], "abbreviation": facts["abbreviation"]}


def _event(facts: Facts) -> Facts:
    same = ("when", "certainty", "lifecycle", "level", "forum", "place", "country")
    return {"event_kind": facts.get("kind"), **{field: facts.get(field) for field in same}}


def _outcome(facts: Facts) -> Facts:
    return {"outcome_kind": facts["kind"], "period": facts["period"], "url": facts["url"]}


_EXTRA: dict[Noun, Callable[[Facts], Facts]] = {
    Noun.EVENT: _event,
    Noun.ORGANIZATION: _organization,
    Noun.POST: _same("organization", "role", "attends"),
    Noun.PLACE: _same("country", "zone", "latitude", "longitude"),
    Noun.SOURCE: _same(
        "title", "language", "url", "publisher", "publisher_name", "published", "republishes", "announcer"
    ),
    Noun.OUTCOME: _outcome,
}
