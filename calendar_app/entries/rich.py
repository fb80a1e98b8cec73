"""What RFC 9073 can say of an event beside its entry, and what schema.org calls it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import override

from calendar_app.dates import parse
from calendar_app.ical import Data, Entry, Location, Participant, Rich, Words
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Role
from calendar_app.wording import states
from calendar_app.wording.names import pick

from .description import participant, parties
from .phrases import said

WATCHING = (Role.OBSERVER, Role.GUEST)
SCHEMA = "https://schema.org/Event"
JSON_LD = "application/ld+json"


def enriched(publication: Publication, entry: Entry, language: str) -> Rich:
    """Recorded participants, the place, and the event in the terms of schema.org. Tombstones have none of it."""
    with override(language):
        return Rich(
            participants=tuple(_participants(publication, language)),
            locations=tuple(_locations(publication, entry, language)),
            data=(Data(_structured(publication, entry, language), JSON_LD, SCHEMA),),
        )


def _participants(publication: Publication, language: str) -> Iterator[Participant]:
    for line in publication.facts["participations"]:
        names = parties(publication, line, language) or [said(line["raw_name"], language)]
        if names[0]:
            yield Participant(
                uid=line["id"],
                name=Words(names[0], language),
                kind="INACTIVE" if line["role"] in WATCHING else "ACTIVE",
                description=Words(participant(publication, line, language), language),
            )


def _locations(publication: Publication, entry: Entry, language: str) -> Iterator[Location]:
    if place := publication.card(publication.facts["place"]):
        name = pick(place["name"], language)
        yield Location(publication.facts["place"], Words(name.text, name.lang), entry.location, entry.geo)


def _structured(publication: Publication, entry: Entry, language: str) -> str:
    """JSON-LD of a schema.org Event; what is not known is left out."""
    facts = publication.facts
    title = pick(facts["title"], language)
    online = "Online" if facts["online"] else "Offline"
    known = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{entry.uid}",
        "name": title.text,
        "inLanguage": title.lang,
        "url": entry.url,
        "eventStatus": states.schema_status(facts),
        "eventAttendanceMode": f"https://schema.org/{online}EventAttendanceMode",
        "startDate": _start(publication, entry),
        "endDate": _end(publication, entry),
        "previousStartDate": states.previous_start(facts),
        "location": _place(publication, entry, language),
    }
    return json.dumps({name: value for name, value in known.items() if value}, ensure_ascii=False)


def _start(publication: Publication, entry: Entry) -> str | None:
    """ISO 8601, as precise as it is known: a moment, a day, a month or a year."""
    known = parse(publication.facts["when"]["date"])
    if known.known_to_day:
        return _iso(entry.start)
    return known.text.rstrip("?") if known.precision in ("month", "year") else None


def _end(publication: Publication, entry: Entry) -> str | None:
    known = parse(publication.facts["when"]["date"])
    if not known.known_to_day or entry.end is None:
        return None
    return _iso(entry.end) if isinstance(entry.end, datetime) else known.span.last.isoformat()


def _iso(moment: Any) -> str:
    text: str = moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    return text


def _place(publication: Publication, entry: Entry, language: str) -> dict[str, Any] | None:
    facts = publication.facts
    if facts["online"]:
        return {"@type": "VirtualLocation", "url": entry.url}
    place = publication.card(facts["place"])
    country = publication.card(facts["country"]) or publication.card(place["country"] if place else None)
    address = {
        "@type": "PostalAddress",
        "addressLocality": pick(place["name"], language).text if place else None,
        "addressCountry": country["slug"] if country else None,
    }
    if len(stated := {name: value for name, value in address.items() if value}) == 1:
        return None
    geo = {"@type": "GeoCoordinates", "latitude": entry.geo[0], "longitude": entry.geo[1]} if entry.geo else None
    name = pick(facts["venue"], language).text or pick((place or country or {}).get("name", {}), language).text
    return {"@type": "Place", "name": name, "address": stated} | ({"geo": geo} if geo else {})
