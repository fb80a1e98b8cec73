"""An event's facts in one language, by the names that JSON and CSV share; what is not known is None, False or empty."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from calendar_app.dates import parse
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Basis, Rank, Role
from calendar_app.wording.names import pick

from .sheet import Item

Facts = dict[str, Any]


def facts_of(item: Item, language: str) -> Facts:
    """What the event is, when, where, who, on what, and who says so. Tombstones have no facts."""
    facts, publication = item.facts, item.publication
    return {
        **{name: facts[name] or None for name in ("kind", "level")},
        "forum": _noun(publication, facts["forum"], language),
        "ordinal": facts["ordinal"],
        "parent": facts["parent"] if publication.card(facts["parent"]) else None,
        "when": when(item),
        "former_dates": [_slot(slot) | {"replaced": slot["replaced"]} for slot in facts["former_dates"]],
        **{name: facts[name] for name in ("certainty", "lifecycle")},
        "reason": pick(facts["reason"], language).text or None,
        "place": _place(publication, language),
        "country": _noun(publication, facts["country"], language),
        "venue": pick(facts["venue"], language).text or None,
        "online": facts["online"],
        "participants": [*_recorded(publication, language), *_expected(publication, language)],
        "topics": _nouns(publication, facts["topics"], language),
        "agenda": [text for row in facts["agenda"] if (text := pick(row["title"], language).text)],
        "outcomes": list(_outcomes(publication, language)),
        "sources": list(_sources(publication)),
    }


def when(item: Item) -> Facts:
    """The honest date, and the days and moments (UTC, half-open) that follow from it: none where the day isn't known."""
    slot, row = item.facts["when"], item.listing
    known = parse(slot["date"])
    ends = row.ends_at if row.ends_at != row.starts_at else None
    return {
        **_slot(slot),
        "known_to_day": row.known_to_day,
        "first_day": known.span.first.isoformat(),
        "last_day": known.span.last.isoformat(),
        "starts_at": instant(row.starts_at) if row.starts_at and row.known_to_day else None,
        "ends_at": instant(ends) if ends and row.known_to_day else None,
    }


def instant(moment: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _slot(slot: Facts) -> Facts:
    return {name: slot[name] or None for name in ("date", "start_time", "end_time", "zone")}


def _noun(publication: Publication, ref: str | None, language: str) -> Facts | None:
    card = publication.card(ref)
    return {"slug": card["slug"], "name": pick(card["name"], language).text} if card else None


def _nouns(publication: Publication, refs: Iterable[str], language: str) -> list[Facts]:
    return [noun for ref in refs if (noun := _noun(publication, ref, language))]


def _place(publication: Publication, language: str) -> Facts | None:
    card = publication.card(publication.facts["place"])
    named = _noun(publication, publication.facts["place"], language)
    return named | {name: card[name] for name in ("zone", "latitude", "longitude")} if card and named else None


def _recorded(publication: Publication, language: str) -> Iterable[Facts]:
    """The lines that name anybody who is public, or anybody at all as printed."""
    for line in publication.facts["participations"]:
        parties = _parties(publication, line, language)
        if line["raw_name"] or parties["person"] or parties["organization"]:
            yield {
                "basis": str(Basis.RECORDED),
                **parties,
                "represents": _noun(publication, line["represents"], language),
                "raw_name": line["raw_name"] or None,
                "role": line["role"],
                "attendance": line["attendance"],
                "date": line["date"] or None,
            }


def _expected(publication: Publication, language: str) -> list[Facts]:
    """Delegations that membership and office let us expect, by address; no source names them."""
    lines = [_parties(publication, line, language) for line in publication.derived["expected"]]
    unknown = dict.fromkeys(("represents", "raw_name", "attendance", "date"))
    found = [
        {"basis": str(Basis.EXPECTED), **parties, **unknown, "role": str(Role.PARTICIPANT)}
        for parties in lines
        if parties["organization"]
    ]
    return sorted(found, key=lambda line: [noun["slug"] for noun in (line["organization"], line["person"]) if noun])


def _parties(publication: Publication, line: Facts, language: str) -> Facts:
    return {name: _noun(publication, line[name], language) for name in ("person", "post", "organization")}


def _outcomes(publication: Publication, language: str) -> Iterable[Facts]:
    for row in publication.facts["outcomes"]:
        if (card := publication.card(row["outcome"])) and (named := _noun(publication, row["outcome"], language)):
            more = {"kind": card["outcome_kind"], "period": card["period"] or None, "url": card["url"] or None}
            yield {**named, **more, "progress": row["progress"]}


def _sources(publication: Publication) -> Iterable[Facts]:
    cited = [row["source"] for row in publication.facts["citations"] if row["rank"] != Rank.DEPRECATED]
    for card in [card for ref in dict.fromkeys(cited) if (card := publication.card(ref))]:
        yield {name: card[name] or None for name in ("url", "title", "publisher_name", "published", "language")}
