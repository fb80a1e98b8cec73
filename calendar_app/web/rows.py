"""Lines of a timetable: what a list or a grid shows of one event, shaped from its publication."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse

from calendar_app.dates import Span, parse
from calendar_app.models.public import Listing
from calendar_app.models.vocabulary import EventKind
from calendar_app.wording import dates, states
from calendar_app.wording.names import Text, pick

from .apparatus import voices
from .frame import with_query

Facts = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """An event in a list. `rule` is the weight of its line, `mark` its state."""

    listing: Listing
    href: str
    title: Text
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
        assert self.listing.first_day and self.listing.end_day, "without a date there is no span"  # noqa: S101 - narrows the type
        return Span(self.listing.first_day, self.listing.end_day)

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
    return Row(
        listing=listing,
        href=with_query(reverse("web:event", args=[listing.publication.slug]), query),
        title=tied(pick(facts["title"], language)),
        mark=mark,
        label=str(states.label(mark, language)),
        rule="bilateral" if listing.kind == EventKind.BILATERAL else listing.level or "other",
        clock=facts["when"]["start_time"] or "",
        where=_where(facts, cards, language),
        reason=pick(facts["reason"], language),
        sources=voices(facts["citations"], cards),
        ordinal=facts["ordinal"],
        now=listing.known_to_day and _on(listing, today),
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


def _on(listing: Listing, day: date) -> bool:
    return bool(listing.first_day and listing.end_day) and listing.first_day <= day < listing.end_day


def rows(listings: Iterable[Listing], *, language: str, today: date, query: str = "") -> list[Row]:
    return [row(listing, language=language, today=today, query=query) for listing in listings]


def tied(text: Text) -> Text:
    """Its spaced dashes keep to the word before them, so that no line begins with one."""
    return text._replace(text=text.text.replace(" – ", "\u00a0– ").replace(" — ", "\u00a0— "))


def _where(facts: Facts, cards: dict[str, Facts], language: str) -> Text:
    """City, or else country; the country is left out where the city is named."""
    place = cards.get(facts["place"] or "") or cards.get(facts["country"] or "")
    return pick(place["name"], language) if place else Text("", language)


@dataclass(frozen=True)
class Line:
    """A row as a timetable prints it: its day only where it differs from the line before."""

    row: Row
    day: str
    first: bool


@dataclass(frozen=True)
class Bracket:
    """An umbrella with the lines that hang under it, or a run of lines under none."""

    umbrella: Row | None
    lines: list[Line]
    days: str = ""
    folded: bool = False
    count: int = 0
    toggle: str = ""


def bracketed(
    found: Iterable[Row], *, language: str, folded: Collection[str] = (), toggle: Callable[[str], str] | None = None
) -> list[Bracket]:
    """Rows in date order, those of an umbrella in the list gathered under it.

    `toggle` gives the address that folds or unfolds an umbrella, by slug; without it they stay open.
    """
    heads = {one.subject: one for one in found if one.umbrella}
    children: dict[str, list[Row]] = defaultdict(list)
    top: list[Row] = []
    for one in found:
        head = head_of(one, heads)
        (top if head is None else children[head.subject]).append(one)
    out: list[Bracket] = []
    for is_head, run in groupby(top, key=lambda one: one.umbrella):
        if is_head:
            out += [_bracket(one, children[one.subject], language, folded, toggle) for one in run]
        else:
            out.append(Bracket(None, lined(list(run), language)))
    return out


def _bracket(
    umbrella: Row, kids: list[Row], language: str, folded: Collection[str], toggle: Callable[[str], str] | None
) -> Bracket:
    shut = umbrella.slug in folded
    return Bracket(
        umbrella,
        lines=[] if shut else lined(kids, language),
        days=dates.short(umbrella.when, language),
        folded=shut,
        count=len(kids),
        toggle=toggle(umbrella.slug) if toggle else "",
    )


def head_of(one: Row, heads: dict[str, Row]) -> Row | None:
    """The topmost umbrella of the list that the row stands under."""
    found, above = None, heads.get(str(one.listing.parent))
    while above is not None and above is not found and above is not one:
        found, above = above, heads.get(str(above.listing.parent))
    return found


def lined(found: Iterable[Row], language: str) -> list[Line]:
    lines: list[Line] = []
    before = ""
    for one in found:
        day = dates.short(one.when, language)
        lines.append(Line(one, day if day != before else "", day != before))
        before = day
    return lines
