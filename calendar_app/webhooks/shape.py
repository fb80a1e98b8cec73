"""An event as a message shows it: public facts alone, and of other nouns only those that have a publication."""

from typing import Any

from calendar_app.dates import DateError, parse
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Rank
from calendar_app.wording.names import pick

Json = dict[str, Any]


def event(publication: Publication, *, language: str, site: str) -> Json:
    """The event in the names of the API's shape; `display` is its title in the webhook's language."""
    facts = publication.facts
    if publication.tombstone:
        return _stone(publication, language, site)
    plain = ("kind", "certainty", "lifecycle", "reason", "venue", "online")
    return {
        **_identity(publication, language, site),
        "title": facts["title"],
        "display": pick(facts["title"], language).text,
        "level": facts["level"] or None,
        **{name: facts[name] for name in plain},
        "when": when(facts["when"]),
        **{name: noun(publication, facts[name]) for name in ("forum", "place", "country")},
        "parent": facts["parent"] if publication.card(facts["parent"]) else None,
        "outcomes": [_step(publication, row) for row in facts["outcomes"] if publication.card(row["outcome"])],
        "sources": sources(publication),
    }


def _stone(publication: Publication, language: str, site: str) -> Json:
    """What is left of a withdrawn or merged event: which it was, when it would have been, why it went, and where to."""
    facts = publication.facts
    return {
        **_identity(publication, language, site),
        "when": when(facts["when"]),
        "tombstone": publication.tombstone,
        "explanation": facts["reason"],
        "merged_into": facts.get("merged_into"),
    }


def _identity(publication: Publication, language: str, site: str) -> Json:
    return {
        "uid": publication.facts["id"],
        "slug": publication.slug,
        "sequence": publication.sequence,
        "page": f"{site}/{language}/events/{publication.slug}/",
        "self": f"{site}/api/v1/events/{publication.slug}/",
    }


def when(slot: Json) -> Json:
    """The date as it was announced, and the first and last day that it may touch."""
    try:
        known = parse(slot["date"]) if slot["date"] else None
    except DateError:  # what was published once stays readable
        known = None
    return {
        **{name: slot.get(name) or None for name in ("date", "start_time", "end_time", "zone")},
        "known_to_day": bool(known and known.known_to_day),
        "first_day": known.span.first.isoformat() if known else None,
        "last_day": known.span.last.isoformat() if known else None,
    }


def noun(publication: Publication, ref: str | None) -> Json | None:
    """Another noun by its public card; None where it isn't public."""
    card = publication.card(ref)
    return {"id": ref, "kind": card["kind"], "slug": card["slug"], "name": card["name"]} if card else None


def sources(publication: Publication) -> list[Json]:
    """On whose word: each source that an editor still trusts, once."""
    cited = [row["source"] for row in publication.facts["citations"] if row["rank"] != Rank.DEPRECATED]
    cards = [card for ref in dict.fromkeys(cited) if (card := publication.card(ref))]
    return [{"publisher": card["publisher_name"], **{name: card[name] or None for name in _SOURCE}} for card in cards]


_SOURCE = ("title", "language", "url", "published")


def _step(publication: Publication, row: Json) -> Json:
    return {"outcome": noun(publication, row["outcome"]), "progress": row["progress"]}
