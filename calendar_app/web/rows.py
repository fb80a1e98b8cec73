"""Lines of a timetable: what a list or a grid shows of one event on a day, from the card that publishing kept of it."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from calendar_app.dates import Span
from calendar_app.entries.card import FORM, Card, card, read
from calendar_app.models.public import Publication, Rendering
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import EventKind, Level
from calendar_app.wording import states
from calendar_app.wording.names import Text

Facts = dict[str, Any]

BILATERAL, UMBRELLA = str(EventKind.BILATERAL), str(EventKind.UMBRELLA)  # an enumeration compares at ten times the cost
RANK = {level: rank for rank, level in enumerate(Level.values)}


class Row(NamedTuple):
    """An event in a list: its publication's id and card; `mark` is its state that day, `now` whether it is on."""

    pk: int
    card: Card
    href: str
    mark: str
    label: str
    now: bool

    @property
    def title(self) -> Text:
        return self.card.title

    @property
    def short(self) -> Text:
        """Its title where room is short."""
        return self.card.short

    @property
    def where(self) -> Text:
        return self.card.where

    @property
    def reason(self) -> Text:
        return self.card.reason

    @property
    def subject(self) -> str:
        return self.card.subject

    @property
    def slug(self) -> str:
        return self.card.slug

    @property
    def parent(self) -> str:
        """The UID of the event it hangs under, or ""."""
        return self.card.parent

    @property
    def level(self) -> str:
        return self.card.level

    @property
    def sources(self) -> int:
        return self.card.sources

    @property
    def ordinal(self) -> int | None:
        return self.card.ordinal

    @property
    def when(self) -> Facts:
        return self.card.when

    @property
    def known_to_day(self) -> bool:
        return self.card.known_to_day

    @property
    def clock(self) -> str:
        return str(self.card.when["start_time"] or "")

    @property
    def rule(self) -> str:
        """The weight of its line."""
        return "bilateral" if self.bilateral else self.card.level or "other"

    @property
    def span(self) -> Span:
        """Its local days. Only for rows with a date."""
        return Span(date.fromisoformat(self.card.first), date.fromisoformat(self.card.end))

    @property
    def left(self) -> frozenset[date]:
        """The days from which it was moved."""
        moved = self.card.left if self.mark == "rescheduled" else ()
        return frozenset(date.fromisoformat(day) for day in moved)

    @property
    def umbrella(self) -> bool:
        return self.card.kind == UMBRELLA

    @property
    def bilateral(self) -> bool:
        return self.card.kind == BILATERAL

    @property
    def classes(self) -> str:
        return f"lv-{self.rule} ct-{self.card.certainty} is-{self.mark}"


def rows(
    listings: ListingQuerySet, *, language: str, today: date, query: str = "", newest_first: bool = False
) -> list[Row]:
    """Lines day by day; within a day by hour, the weightier meetings before the others; then what has no sure day.

    `query` is kept in each link: the day of the record that the reader looks at.
    """
    day, ending = today.isoformat(), f"/?{query}" if query else "/"
    beginning = reverse("web:event", args=["-"]).removesuffix("-/")
    found = _cards(listings, language)
    found.sort(key=lambda pair: _within_day(pair[1], newest_first=newest_first))
    found.sort(key=lambda pair: (not pair[1].first, pair[1].first), reverse=newest_first)
    return [_row(pk, one, day, f"{beginning}{one.slug}{ending}", language) for pk, one in found]


def _within_day(one: Card, *, newest_first: bool) -> tuple[bool, str, int, str]:
    rule = "bilateral" if one.kind == BILATERAL else one.level or "other"
    hour = one.when["start_time"] or ""
    return one.known_to_day is newest_first, hour, RANK.get(rule, len(RANK)), one.title.text


def _row(pk: int, one: Card, day: str, href: str, language: str) -> Row:
    """Days compare as texts, as ISO 8601 has them."""
    mark = one.over if one.end <= day else one.ahead
    return Row(pk, one, href, mark, states.label(mark, language), one.known_to_day and one.first <= day < one.end)


def _cards(listings: ListingQuerySet, language: str) -> list[tuple[int, Card]]:
    """By publication, what was kept at publishing, or else what is made of it now."""
    stored = Rendering.objects.filter(publication=OuterRef("pk"), language=language, form=FORM).values("body")
    kept = [*listings.annotate(card=Subquery(stored)).values_list("pk", "card")]
    there = [(pk, body) for pk, body in kept if body is not None]
    found = [*zip([pk for pk, _ in there], read(body for _, body in there), strict=True)]
    if len(there) < len(kept):
        missing = {pk for pk, body in kept if body is None}
        found += [(one.pk, card(one, language)) for one in Publication.objects.filter(pk__in=missing)]
    return found
