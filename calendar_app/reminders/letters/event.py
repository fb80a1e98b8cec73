"""An event in a letter: when and where it is, who says so, and the calendar entry that comes with it."""

from collections.abc import Iterator
from dataclasses import replace
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from calendar_app.dates import parse, zone
from calendar_app.entries import entry
from calendar_app.entries.phrases import joined, name, said
from calendar_app.ical import Head, calendar, invitation, method_of, vevent, vtimezone
from calendar_app.models.public import Publication
from calendar_app.models.readers import Subscription
from calendar_app.models.vocabulary import Rank
from calendar_app.reminders.letter import File, Item, Line
from calendar_app.reminders.moments import begins
from calendar_app.wording import clocks, dates, states
from calendar_app.wording.names import Text, pick

PRODUCT = "-//Diplomatic Calendar//Diplomatic Calendar 1.0//EN"
Facts = dict[str, Any]


def item(of: Publication, reader: Subscription, site: str, lines: tuple[Line, ...] = (), mark: str = "") -> Item:
    """The event, with lines of the letter's own before the usual ones. Call it with the reader's language active."""
    href = f"{site}/{reader.language}/events/{of.slug}/"
    usual = () if of.tombstone else tuple(_usual(of, reader, {line.label for line in lines}))
    return Item(title(of, reader.language), href, (*lines, *usual), mark)


def title(of: Publication, language: str) -> Text:
    """What to call it; of what was withdrawn or merged no more is said than feeds do."""
    if not of.tombstone:
        return pick(of.facts["title"], language)
    merged = of.facts.get("merged_into")
    return Text(gettext("entry merged with another") if merged else gettext("entry withdrawn"), language)


def when(of: Facts, language: str) -> str:
    """A date with its hours and whose they are."""
    return joined([dates.spell(of, language), clocks.clock(of, language) if of["date"] else ""], language)


def where(of: Publication, language: str) -> str:
    """Venue, city and country."""
    if of.facts["online"]:
        return gettext("Online")
    place = of.card(of.facts["place"])
    country = of.card(of.facts["country"]) or of.card(place["country"] if place else None)
    venue = said(pick(of.facts["venue"], language).text, language)
    return joined(dict.fromkeys([venue, name(place, language), name(country, language)]), language)


def sources(of: Publication, language: str) -> str:
    """Who says so: the publishers of what is cited, for the date where any is."""
    cited = [row for row in of.facts.get("citations", ()) if row["rank"] != Rank.DEPRECATED]
    near = [row for row in cited if row["field"] == "date"] or cited
    cards = [of.card(row["source"]) for row in near]
    return joined(dict.fromkeys(said(card["publisher_name"], language) for card in cards if card), language)


def file(of: Publication, language: str, site: str) -> File | None:
    """The event as a calendar of its own; None while it has no date."""
    if not of.facts["when"]["date"]:
        return None
    body = calendar(_head(of, language), [vevent(entry(of, language, site=site))], _zones(of))
    return File(f"{of.slug}.ics", body)


def invite(of: Publication, reader: Subscription, site: str) -> File | None:
    """The event as an invitation (RFC 5546) to the reader's mailbox.

    What has lost its date is cancelled in the slot it had; None where there was none either.
    """
    slot = of if of.facts["when"]["date"] else _before_it(of)
    if slot is None or not slot.facts["when"]["date"]:
        return None
    found = entry(slot, reader.language, site=site)
    if slot is not of:
        found = replace(found, status="CANCELLED", sequence=of.sequence, stamp=of.since.at)
    sender, head = parseaddr(settings.DEFAULT_FROM_EMAIL)[1], _head(slot, reader.language)
    body = invitation(head, found, _zones(slot), organizer=sender, attendee=reader.email)
    return File(f"{of.slug}.ics", body, method_of(found))


def _before_it(of: Publication) -> Publication | None:
    """How the event read until this publication."""
    return Publication.objects.history(of.subject).filter(number=of.number - 1).first()


def _head(of: Publication, language: str) -> Head:
    return Head(product=PRODUCT, name=title(of, language).text)


def _zones(of: Publication) -> list[bytes]:
    """What the hours of the event need, where it has any."""
    span = parse(of.facts["when"]["date"]).span
    city = of.facts["when"]["zone"] if of.facts["when"]["start_time"] else ""
    return [vtimezone(city, span.first.year, span.last.year)] if city and city != "UTC" else []


def _usual(of: Publication, reader: Subscription, already: set[str]) -> Iterator[Line]:
    language = reader.language
    rows = (
        (gettext("When"), when(of.facts["when"], language)),
        (gettext("By your clock"), _own_time(of.facts, reader)),
        (gettext("Where"), where(of, language)),
        (gettext("Status"), states.label(states.mark(of.facts, today=_before(of)), language)),
        (gettext("Source"), sources(of, language)),
    )
    yield from (Line(label, text) for label, text in rows if text and label not in already)


def _before(of: Publication) -> Any:
    """A day on which the event has not passed: a letter tells what the record says, not what day it is."""
    text = of.facts["when"]["date"]
    return parse(text).span.first if text else of.since.at.date()


def _own_time(facts: Facts, reader: Subscription) -> str:
    """The start by the reader's clock; empty where no hour is known or the clocks agree."""
    if not facts["when"]["start_time"] or reader.zone == facts["when"]["zone"]:
        return ""
    local = begins(facts).astimezone(zone(reader.zone))
    shown = {"date": local.date().isoformat(), "start_time": f"{local:%H:%M}", "end_time": None, "zone": reader.zone}
    return when(shown, reader.language)
