"""An event in the terms of schema.org, for search engines and for the programs that read RFC 9073."""

from datetime import date, datetime
from typing import Any

from calendar_app.dates import parse
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Role
from calendar_app.wording import states
from calendar_app.wording.names import pick

from .slot import slot

Facts = dict[str, Any]

CALLING = (Role.HOST, Role.CHAIR, Role.CO_CHAIR)
#: Folder of a noun's pages; organizations of these kinds have folders of their own.
FOLDERS = {"event": "events", "person": "people", "organization": "organizations", "state": "states", "forum": "forums"}
TYPES = {"person": "Person", "organization": "Organization"}


def structured(publication: Publication, language: str, *, site: str) -> Facts:
    """A schema.org Event as JSON-LD; what is not known is left out. `site` is the origin that addresses begin with."""
    facts = publication.facts
    title = pick(facts["title"], language)
    page = f"{site}/{language}/events/{publication.slug}/"
    online = "Online" if facts["online"] else "Offline"
    start, end = _days(facts["when"])
    known = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{facts['id']}",
        "name": title.text,
        "inLanguage": title.lang,
        "url": page,
        "eventStatus": states.schema_status(facts),
        "eventAttendanceMode": f"https://schema.org/{online}EventAttendanceMode",
        "startDate": start,
        "endDate": end,
        "previousStartDate": states.previous_start(facts),
        "location": {"@type": "VirtualLocation", "url": page} if facts["online"] else _place(publication, language),
        "organizer": _organizers(publication, language, site),
        "superEvent": _above(publication, language, site),
    }
    return {name: value for name, value in known.items() if value}


def _days(when: Facts) -> tuple[str | None, str | None]:
    """Start and end in ISO 8601, as precise as they are known: a moment, a day, a month or a year."""
    if not when["date"]:
        return None, None
    known = parse(when["date"])
    if not known.known_to_day:
        return (known.text.rstrip("?") if known.precision in ("month", "year") else None), None
    start, end = slot(when)
    if isinstance(start, datetime):
        return _iso(start), _iso(end) if end else None
    return start.isoformat(), known.span.last.isoformat()


def _iso(moment: date | datetime) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _place(publication: Publication, language: str) -> Facts | None:
    facts = publication.facts
    place = publication.card(facts["place"])
    country = publication.card(facts["country"]) or publication.card(place["country"] if place else None)
    address = {
        "@type": "PostalAddress",
        "addressLocality": pick(place["name"], language).text if place else None,
        "addressCountry": country["slug"] if country else None,
    }
    if len(stated := {name: value for name, value in address.items() if value}) == 1:
        return None
    name = pick(facts["venue"], language).text or pick((place or country or {}).get("name", {}), language).text
    return {"@type": "Place", "name": name, "address": stated} | _geo(place)


def _geo(place: Facts | None) -> Facts:
    if not place or place["latitude"] is None or place["longitude"] is None:
        return {}
    where = {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}
    return {"geo": {"@type": "GeoCoordinates", **where}}


def _organizers(publication: Publication, language: str, site: str) -> list[Facts]:
    """Hosts and chairs; where none is recorded, the forum whose meeting it is."""
    lines = [line for line in publication.facts["participations"] if line["role"] in CALLING]
    refs = [line["person"] or line["organization"] for line in lines] or [publication.facts["forum"]]
    cards = [card for ref in dict.fromkeys(refs) if (card := publication.card(ref))]
    return [_named(card, language, site, TYPES[card["kind"]]) for card in cards]


def _above(publication: Publication, language: str, site: str) -> Facts | None:
    """The event that this one is part of."""
    parent = publication.card(publication.facts["parent"])
    if parent is None:
        return None
    start, end = _days(parent["when"])
    dates = {name: value for name, value in (("startDate", start), ("endDate", end)) if value}
    named = _named(parent, language, site, "Event")
    return {"@id": f"urn:uuid:{publication.facts['parent']}", **named, **dates}


def _named(card: Facts, language: str, site: str, kind: str) -> Facts:
    folder = FOLDERS.get(card.get("org_kind", ""), FOLDERS[card["kind"]])
    return {
        "@type": kind,
        "name": pick(card["name"], language).text,
        "url": f"{site}/{language}/{folder}/{card['slug']}/",
    }
