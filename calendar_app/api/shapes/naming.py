"""Filling the cards: a noun that isn't public yields nothing at all, not even its id."""

from collections.abc import Callable

from calendar_app.api import addresses
from calendar_app.models.vocabulary import Noun

from .names import named, titled, trilingual
from .reading import Json, Reading
from .when import when


def card(reading: Reading, ref: str | None) -> Json | None:
    """The card of a noun that the publication names; None where it isn't public."""
    found = reading.card(ref)
    if found is None:
        return None
    kind = Noun(found["kind"])
    identity = {"uid" if kind == Noun.EVENT else "id": ref}
    return {**identity, **_READERS[kind](reading, found), "self": addresses.single(kind, found["slug"])}


def _organization(reading: Reading, facts: Json) -> Json:
    names = {**named(facts["name"], reading.language), "abbreviation": trilingual(facts["abbreviation"])}
    return {"slug": facts["slug"], "kind": facts["org_kind"], **names}


def _plain(reading: Reading, facts: Json) -> Json:
    return {"slug": facts["slug"], **named(facts["name"], reading.language)}


def _post(reading: Reading, facts: Json) -> Json:
    return {**_plain(reading, facts), "organization": card(reading, facts["organization"])}


def _place(reading: Reading, facts: Json) -> Json:
    same = {field: facts[field] for field in ("zone", "latitude", "longitude")}
    return {**_plain(reading, facts), "country": card(reading, facts["country"]), **same}


def _event(reading: Reading, facts: Json) -> Json:
    return {
        "slug": facts["slug"],
        **titled(facts["name"], reading.language),
        "kind": facts["event_kind"],
        "level": facts["level"] or None,
        "when": when(facts["when"]),
        "certainty": facts["certainty"],
        "lifecycle": facts["lifecycle"],
    }


def _source(reading: Reading, facts: Json) -> Json:
    texts = {field: facts[field] or None for field in ("title", "language", "url", "published")}
    return {
        **texts,
        "publisher_name": facts["publisher_name"],
        "republishes": reading.public(facts["republishes"]),
    }


def _outcome(reading: Reading, facts: Json) -> Json:
    return {
        "slug": facts["slug"],
        **titled(facts["name"], reading.language),
        "kind": facts["outcome_kind"],
        "period": facts["period"] or None,
        "url": facts["url"] or None,
    }


_READERS: dict[str, Callable[[Reading, Json], Json]] = {
    Noun.ORGANIZATION: _organization,
    Noun.PERSON: _plain,
    Noun.POST: _post,
    Noun.PLACE: _place,
    Noun.TOPIC: _plain,
    Noun.EVENT: _event,
    Noun.SOURCE: _source,
    Noun.OUTCOME: _outcome,
}
