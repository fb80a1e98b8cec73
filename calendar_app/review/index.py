"""The public index of an event: its listing, and the terms that filters look for."""

from datetime import datetime, time
from typing import Any

from calendar_app.dates import bounds, clear, parse, zone
from calendar_app.models.public import Listing, Publication, Term
from calendar_app.models.vocabulary import Basis, OrganizationKind, Role

Facts = dict[str, Any]
#: Dimension, id of the noun, role, basis, participation.
Row = tuple[str, str, str, str, str]


def listing(publication: Publication) -> Listing:
    """The row that lists, grids and filters read; its publication must be saved."""
    facts = publication.facts
    when = facts["when"]
    edtf = parse(when["date"]) if when["date"] else None
    starts_at, ends_at, where = moments(when)
    place = publication.card(facts["place"]) or {}
    country = publication.card(facts["country"] or place.get("country")) or {}
    return Listing(
        publication=publication,
        subject=publication.subject,
        since_rev=publication.since_id,
        until_rev=publication.until_rev,
        first_day=edtf.span.first if edtf else None,
        end_day=edtf.span.end if edtf else None,
        days=edtf.span.days if edtf else None,
        known_to_day=bool(edtf and edtf.known_to_day),
        starts_at=starts_at,
        ends_at=ends_at,
        zone=where,
        kind=facts["kind"],
        level=facts["level"],
        certainty=facts["certainty"],
        lifecycle=facts["lifecycle"],
        forum=(publication.card(facts["forum"]) or {}).get("slug", ""),
        place=place.get("slug", ""),
        country=country.get("slug", ""),
        parent=facts["parent"],
        tombstone=publication.tombstone,
    )


def moments(when: Facts) -> tuple[datetime | None, datetime | None, str]:
    """When it begins and ends, by the rules that zones have now, and the zone that its times are written in, "" without any."""
    if not when["date"]:
        return None, None, ""
    start, end = (time.fromisoformat(when[name]) if when[name] else None for name in ("start_time", "end_time"))
    begins, ends = bounds(parse(when["date"]), start, end, when["zone"] or None)
    return begins, ends, _zone(when, begins, ends) if start else ""


def _zone(when: Facts, *moments: datetime) -> str:
    where = zone(when["zone"])
    return when["zone"] if all(clear(moment.astimezone(where)) for moment in moments) else "UTC"


def terms(publication: Publication) -> list[Term]:
    """The facets of an event; the rows of one participation share its id."""
    facts = publication.facts
    topics = [*facts["topics"], *(item["topic"] for item in facts["agenda"])]
    rows: list[Row] = [("topic", ref, "", Basis.RECORDED, "") for ref in topics]
    for line in facts["participations"]:
        rows += _participation(publication, line)
    for line in publication.derived["expected"]:
        key = f"{line['post'] or line['organization']}/{line['person'] or ''}"
        rows += [
            (dimension, ref, Role.PARTICIPANT, Basis.EXPECTED, key)
            for dimension, ref in _parties(publication, line["organization"], line["post"], line["person"])
        ]
    return [
        Term(
            publication=publication, dimension=dimension, value=card["slug"], role=role, basis=basis, participation=key
        )
        for dimension, ref, role, basis, key in dict.fromkeys(rows)
        if (card := publication.card(ref))
    ]


def _participation(publication: Publication, line: Facts) -> list[Row]:
    post = publication.card(line["post"]) or {}
    sides = {line["organization"], line["represents"], post.get("organization")} - {None}
    return [
        (dimension, ref, line["role"], Basis.RECORDED, line["id"])
        for side in [*sorted(sides), None]
        for dimension, ref in _parties(publication, side, line["post"], line["person"])
    ]


def _parties(
    publication: Publication, organization: str | None, post: str | None, person: str | None
) -> list[tuple[str, str]]:
    """Dimension and id of each party that is public; a state is an organization too."""
    pairs = [("post", post), ("person", person), ("organization", organization)]
    card = publication.card(organization)
    if card and card["org_kind"] == OrganizationKind.STATE:
        pairs.append(("state", organization))
    return [(dimension, ref) for dimension, ref in pairs if ref]
