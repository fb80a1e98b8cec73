"""Lines of a timetable: what a list or a grid shows of one event, shaped from its publication."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from calendar_app.dates import Span, parse
from calendar_app.models.public import Listing
from calendar_app.models.vocabulary import EventKind, Level
from calendar_app.wording import states
from calendar_app.wording.names import Text, pick

from .apparatus import voices
from .frame import with_query

Facts = dict[str, Any]

RANK = {level: rank for rank, level in enumerate(Level.values)}


@dataclass(frozen=True)
class Row:
    """An event in a list. `rule` is the weight of its line, `mark` its state, `short` its title where room is short."""

    listing: Listing
    href: str
    title: Text
    short: Text
    mark: str
    label: str
    rule: str
    clock: str
    where: Text
    reason: Text
    sources: int
    now: bool
    ordinal: int | None = None
    left: frozenset[date] = frozenset()

    @property
    def subject(self) -> str:
        return str(self.listing.subject)

    @property
    def slug(self) -> str:
        slug: str = self.listing.publication.slug
        return slug

    @property
    def span(self) -> Span:
        """Its local days. Only for rows with a date."""
        span = self.known_span
        assert span, "without a date there is no span"  # noqa: S101 - narrows the type
        return span

    @property
    def known_span(self) -> Span | None:
        first, end = self.listing.first_day, self.listing.end_day
        return Span(first, end) if first and end else None

    @property
    def umbrella(self) -> bool:
        return self.listing.kind == EventKind.UMBRELLA

    @property
    def classes(self) -> str:
        return f"lv-{self.rule} ct-{self.listing.certainty} is-{self.mark}"

    @property
    def when(self) -> Facts:
        when: Facts = self.listing.facts["when"]
        return when


def row(listing: Listing, *, language: str, today: date, query: str = "") -> Row:
    """One line. `query` is kept in its link: the day of the record that the reader looks at."""
    facts, cards = listing.facts, listing.publication.cards
    mark = states.mark(facts, today=today)
    title = pick(facts["title"], language)
    return Row(
        listing=listing,
        href=with_query(reverse("web:event", args=[listing.publication.slug]), query),
        title=title,
        short=_between(listing, title, language),
        mark=mark,
        label=str(states.label(mark, language)),
        rule="bilateral" if listing.kind == EventKind.BILATERAL else listing.level or "other",
        clock=facts["when"]["start_time"] or "",
        where=_where(facts, cards, language),
        reason=pick(facts["reason"], language),
        sources=voices(facts["citations"], cards),
        ordinal=facts["ordinal"],
        now=_is_on(listing, today),
        left=_left(facts) if mark == "rescheduled" else frozenset(),
    )


def _left(facts: Facts) -> frozenset[date]:
    """The days of former dates known to the day, less those on which the event still is."""
    stays = _days(facts["when"])
    return frozenset(day for when in facts["former_dates"] for day in _days(when) if day not in stays)


def _days(when: Facts) -> list[date]:
    known = parse(when["date"]) if when["date"] else None
    if known is None or not known.known_to_day:
        return []
    return [known.span.first + timedelta(days=n) for n in range(min(known.span.days, 31))]


def _is_on(listing: Listing, day: date) -> bool:
    first, end = listing.first_day, listing.end_day
    return bool(listing.known_to_day and first and end and first <= day < end)


def rows(
    listings: Iterable[Listing], *, language: str, today: date, query: str = "", newest_first: bool = False
) -> list[Row]:
    """Lines day by day; within a day by hour, the weightier meetings before the others; then what has no sure day."""
    found = [row(listing, language=language, today=today, query=query) for listing in listings]
    found.sort(key=lambda one: (one.clock, RANK.get(one.rule, len(RANK)), one.title.text))
    found.sort(key=lambda one: one.listing.known_to_day is newest_first)
    found.sort(key=_day, reverse=newest_first)
    return found


def _day(one: Row) -> tuple[bool, date]:
    first = one.listing.first_day
    return first is None, first or date.max


def _between(listing: Listing, title: Text, language: str) -> Text:
    """A bilateral by the names of those who meet, in the order of its title; any other event by its title."""
    if listing.kind != EventKind.BILATERAL:
        return title
    cards = listing.publication.cards
    people = [cards[row["person"]] for row in listing.facts["participations"] if row["person"] in cards]
    places = sorted((title.text.find(name), name) for name in {pick(card["name"], language).text for card in people})
    names = [name for place, name in places if name and place >= 0]
    return Text("\u00a0– ".join(names), title.lang) if len(names) > 1 else title


def _where(facts: Facts, cards: dict[str, Facts], language: str) -> Text:
    """City, or else country; the country is left out where the city is named."""
    place = cards.get(facts["place"] or "") or cards.get(facts["country"] or "")
    return pick(place["name"], language) if place else Text("", language)
