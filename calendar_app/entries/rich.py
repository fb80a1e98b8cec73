"""What RFC 9073 can say of an event beside its entry, and what schema.org calls it."""

import json
from collections.abc import Iterator

from django.utils.translation import override

from calendar_app.ical import Data, Entry, Location, Participant, Rich, Words
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Role
from calendar_app.wording.names import pick

from .description import participant, parties
from .phrases import said
from .structured import structured

WATCHING = (Role.OBSERVER, Role.GUEST)
SCHEMA = "https://schema.org/Event"
JSON_LD = "application/ld+json"


def enriched(publication: Publication, entry: Entry, language: str, *, site: str) -> Rich:
    """Recorded participants, the place, and the event in the terms of schema.org. Tombstones have none of it."""
    event = json.dumps(structured(publication, language, site=site), ensure_ascii=False)
    with override(language):
        return Rich(
            participants=tuple(_participants(publication, language)),
            locations=tuple(_locations(publication, entry, language)),
            data=(Data(event, JSON_LD, SCHEMA),),
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
