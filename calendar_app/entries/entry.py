"""An event's publication as an Entry: what RFC 5545 and RFC 9253 have properties for. The rest stands in its text."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any, Literal, cast

from django.utils.translation import gettext, override

from calendar_app.dates import parse
from calendar_app.ical import Entry, Link, Relation, Status, Words, vevent
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import LANGUAGES, EventKind, Lifecycle, Rank
from calendar_app.wording import labels, states
from calendar_app.wording.names import Text, pick

from .description import description
from .phrases import said, words
from .rich import enriched
from .slot import slot

Form = Literal["ics", "ics-mark"]
Mark = Literal["", "-mark"]


def renderings(
    publication: Publication, *, languages: Iterable[str] = LANGUAGES, site: str
) -> list[tuple[str, str, bytes]]:
    """Language, form and VEVENT of an event's publication, for the joining of feeds; none while it has no date at all.

    Form "ics" is what most feeds hold; "rich" adds the components of RFC 9073. "ics-mark" and "rich-mark", a cancelled
    event without the STATUS, exist where that differs. `site` is the origin that addresses begin with.
    """
    if not publication.facts["when"]["date"]:
        return []
    marked = not publication.tombstone and publication.facts["lifecycle"] == Lifecycle.CANCELLED
    marks: tuple[Mark, ...] = ("", "-mark") if marked else ("",)
    return [
        (language, form, body)
        for language in languages
        for mark in marks
        for form, body in _vevents(publication, language, mark, site)
    ]


def _vevents(publication: Publication, language: str, mark: Mark, site: str) -> list[tuple[str, bytes]]:
    said = entry(publication, language, form="ics-mark" if mark else "ics", site=site)
    plain = vevent(said)
    rich = plain if publication.tombstone else vevent(said, enriched(publication, said, language, site=site))
    return [(f"ics{mark}", plain), (f"rich{mark}", rich)]


def entry(publication: Publication, language: str, *, form: Form = "ics", site: str) -> Entry:
    """The event in one language. Raises DateError where it has no date."""
    with override(language):
        if publication.tombstone:
            return _tombstone(publication, language, site)
        return _event(publication, language, form, site)


def _event(publication: Publication, language: str, form: Form, site: str) -> Entry:
    facts = publication.facts
    start, end = slot(facts["when"])
    return Entry(
        **_identity(publication),
        start=start,
        end=end,
        summary=_summary(facts, language),
        status="" if form == "ics-mark" else cast("Status", states.event_status(facts)),
        transparent=states.transparency(facts) == "TRANSPARENT",
        edtf=_unsure(facts["when"]["date"]),
        description=Words(description(publication, language, site), language),
        location=_location(publication, language),
        url=f"{site}/{language}/events/{publication.slug}/",
        geo=_geo(publication),
        categories=tuple(_categories(publication, language)),
        concepts=tuple(f"{site}/{language}/topics/{card['slug']}/" for card in _cards(publication, facts["topics"])),
        reference=facts["id"] if facts["kind"] == EventKind.UMBRELLA else facts["parent"] or "",
        relations=(Relation(facts["parent"]),) if publication.card(facts["parent"]) else (),
        links=(*_sources(publication), *_documents(publication, language)),
    )


def _tombstone(publication: Publication, language: str, site: str) -> Entry:
    """What is left of a withdrawn or merged event: its UID, its place in the calendar, why it went, and where to."""
    facts = publication.facts
    start, end = slot(facts["when"])
    survivor = facts.get("merged_into")
    what = gettext("entry merged with another") if survivor else gettext("entry withdrawn")
    return Entry(
        **_identity(publication),
        start=start,
        end=end,
        summary=Words(gettext("Cancelled: %(title)s") % {"title": what}, language),
        status="CANCELLED",
        transparent=True,
        description=Words(said(facts["reason"], language), language),
        url=f"{site}/{language}/events/{publication.slug}/",
        relations=(Relation(survivor, "SIBLING"),) if survivor else (),
    )


def _identity(publication: Publication) -> dict[str, Any]:
    return {
        "uid": publication.facts["id"],
        "stamp": publication.since.at.astimezone(UTC),
        "sequence": publication.sequence,
    }


def _unsure(date_text: str) -> str:
    """The date itself where its days are not the whole truth: a month, a quarter, a year, a choice, a doubt."""
    known = parse(date_text)
    return known.text if known.uncertain or not known.known_to_day else ""


def _summary(facts: dict[str, Any], language: str) -> Words:
    title = pick(facts["title"], language)
    headline = states.headline(facts, said(title.text, language), language)
    return Words(title.text, title.lang) if headline == said(title.text, language) else Words(headline, language)


def _location(publication: Publication, language: str) -> Words:
    """Venue, city and country; for a meeting held online, that."""
    facts = publication.facts
    if facts["online"]:
        return Words(gettext("Online"), language)
    place = publication.card(facts["place"])
    country = publication.card(facts["country"]) or publication.card(place["country"] if place else None)
    cards = [pick(card["name"], language) for card in (place, country) if card]
    return words(dict.fromkeys([pick(facts["venue"], language), *cards]), language)


def _geo(publication: Publication) -> tuple[float, float] | None:
    place = publication.card(publication.facts["place"])
    if not place or publication.facts["online"] or place["latitude"] is None or place["longitude"] is None:
        return None
    return float(place["latitude"]), float(place["longitude"])


def _categories(publication: Publication, language: str) -> Iterator[Words]:
    facts = publication.facts
    if forum := publication.card(facts["forum"]):
        yield _words(pick(forum["name"], language))
    else:
        yield Words(labels.word("kind", facts["kind"], language), language)
    if facts["level"]:
        yield Words(labels.word("level", facts["level"], language), language)
    for topic in _cards(publication, facts["topics"]):
        yield _words(pick(topic["name"], language))


def _sources(publication: Publication) -> Iterator[Link]:
    """Each source of the event that has an address: RFC 8288's “via” is where information was received from."""
    cited = [row["source"] for row in publication.facts["citations"] if row["rank"] != Rank.DEPRECATED]
    for card in _cards(publication, dict.fromkeys(cited)):
        if card["url"]:
            yield Link(card["url"], "via", Words(card["title"] or card["publisher_name"], card["language"]))


def _documents(publication: Publication, language: str) -> Iterator[Link]:
    for card in _cards(publication, [row["outcome"] for row in publication.facts["outcomes"]]):
        if card["url"]:
            yield Link(card["url"], "related", _words(pick(card["name"], language)))


def _cards(publication: Publication, refs: Any) -> list[dict[str, Any]]:
    """The cards of those that are public, in the order given."""
    return [card for ref in refs if (card := publication.card(ref))]


def _words(text: Text) -> Words:
    return Words(text.text, text.lang)
