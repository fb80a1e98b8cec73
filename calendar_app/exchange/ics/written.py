"""The desk's own events as entries: what a calendar can carry of them, drafts included. For editors alone."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from django.utils.translation import gettext, override

from calendar_app.dates import parse
from calendar_app.entries.phrases import said, words
from calendar_app.entries.slot import slot
from calendar_app.ical import Entry, Head, Relation, Status, Words, calendar, vevent
from calendar_app.models.desk import Event, Organization, Place, Topic
from calendar_app.models.desk.noun import trilingual
from calendar_app.models.vocabulary import LANGUAGES, EventKind
from calendar_app.wording import labels, states
from calendar_app.wording.names import pick

PRODUCT = "-//Diplomatic Calendar//The desk//EN"


def entry_of(event: Event, language: str, *, site: str, now: datetime) -> Entry:
    """The event in one language, as it stands at the desk. Raises DateError where it has no date."""
    facts = _facts(event)
    start, end = slot(facts["when"])
    known, title = parse(event.date), pick(trilingual(event, "title"), language)
    headline = states.headline(facts, said(title.text, language), language)
    plain = headline == said(title.text, language)
    note = pick(trilingual(event, "note"), language)
    return Entry(
        uid=str(event.pk),
        stamp=now.astimezone(UTC),
        sequence=0,
        start=start,
        end=end,
        summary=Words(title.text, title.lang) if plain else Words(headline, language),
        status=cast("Status", states.event_status(facts)),
        transparent=states.transparency(facts) == "TRANSPARENT",
        edtf=known.text if known.uncertain or not known.known_to_day else "",
        description=Words(note.text, note.lang),
        location=_location(event, language),
        url=f"{site}/{language}/events/{event.slug}/",
        categories=tuple(_categories(event, language)),
        concepts=tuple(f"{site}/{language}/topics/{topic.slug}/" for topic in event.topics.all()),
        reference=str(event.pk) if event.kind == EventKind.UMBRELLA else str(event.parent_id or ""),
        relations=(Relation(str(event.parent_id)),) if event.parent_id else (),
    )


def printed_as(event: Event, entry: Entry) -> bool:
    """Whether the entry says of the event what it says itself, in one of our languages, so that nothing is to be read."""
    if event._state.adding or not event.date:  # noqa: SLF001 - how Django marks a new row
        return False
    beside: dict[str, Any] = {
        "url": entry.url,
        "geo": entry.geo,
        "concepts": entry.concepts,
        "links": entry.links,
        "alarms": (),
    }
    given = vevent(replace(entry, transparent=True, alarms=()))
    for language in LANGUAGES:
        own = entry_of(event, language, site="", now=entry.stamp)
        if vevent(replace(own, sequence=entry.sequence, transparent=True, **beside)) == given:
            return True
    return False


def write(events: Iterable[Event], language: str, *, site: str, now: datetime) -> bytes:
    """One calendar of those events that have a date; a calendar has no place for the others (RFC 5545, section 3.6.1)."""
    with override(language):
        name = gettext("The desk")
    bodies = (vevent(entry_of(event, language, site=site, now=now)) for event in events if event.date)
    return calendar(Head(product=PRODUCT, name=name), bodies)


def _facts(event: Event) -> dict[str, Any]:
    start, end = (f"{at:%H:%M}" if at else None for at in (event.start_time, event.end_time))
    when = {"date": event.date, "start_time": start, "end_time": end, "zone": event.zone}
    return {"lifecycle": event.lifecycle, "certainty": event.certainty, "when": when}


def _location(event: Event, language: str) -> Words:
    if event.online:
        with override(language):
            return Words(gettext("Online"), language)
    country = event.country or (event.place.country if event.place else None)
    named = [pick(trilingual(noun, "name"), language) for noun in (event.place, country) if noun]
    return words(dict.fromkeys([pick(trilingual(event, "venue"), language), *named]), language)


def _categories(event: Event, language: str) -> Iterator[Words]:
    if event.forum:
        yield _name(event.forum, language)
    else:
        yield Words(labels.word("kind", event.kind, language), language)
    if event.level:
        yield Words(labels.word("level", event.level, language), language)
    yield from (_name(topic, language) for topic in event.topics.all())


def _name(noun: Organization | Place | Topic, language: str) -> Words:
    text = pick(trilingual(noun, "name"), language)
    return Words(text.text, text.lang)
