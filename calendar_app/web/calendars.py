"""The calendar of one noun: what lies ahead, what was, year by year, and a strip of ticks over the years."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from calendar_app.models.public import Publication, Term
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import EventKind, Noun
from calendar_app.selection import Selection
from calendar_app.selection.names import FIELDS

from .brackets import Line, bracketed, lined
from .door import read
from .errors import refused
from .frame import kept, language, with_query
from .rows import Row, rows

PAGE = 100
AHEAD = 60
YEARS = 12
TICKS = 9
CIRCLE = 8


def chosen(request: HttpRequest) -> Selection:
    """What a noun's page takes from the address: the day of the record. Raises SelectionError."""
    return read(request, also=("page",), only=("asof",))


def calendar(
    request: HttpRequest, selection: Selection, param: str, slug: str, *, numbered: bool = True
) -> dict[str, Any]:
    """Context of a noun's page: its events, its feed and its selection.

    `param` is how a selection names the noun; without `numbered` the list of past meetings leaves out those that
    have a number, as they stand in a table of their own.
    """
    own = selection.replace(**{FIELDS[param]: (slug,)})
    today, code = timezone.now().date(), language()
    listings = own.listings()
    number = page_number(request)
    ahead = listings.filter(end_day__gt=today)[:AHEAD] if number == 1 else listings.none()
    over = listings.filter(end_day__lte=today)
    if not numbered:
        over = over.filter(publication__snapshot__facts__ordinal=None)
    before = over.order_by(F("first_day").desc(), F("starts_at").desc(), "subject")
    past = list(before.values_list("pk", flat=True)[(number - 1) * PAGE : number * PAGE + 1])
    if number > 1 and not past:
        raise refused("page", str(number), "no such page of the list", ["1"])
    query = own.without("asof").query()
    shown = listings.filter(pk__in=past[:PAGE])
    return {
        "ahead": bracketed(rows(ahead, language=code, today=today, query=kept(selection)), language=code),
        "years": years(rows(shown, language=code, today=today, query=kept(selection), newest_first=True), code),
        "later": "?" + _page_query(selection, number - 1) if number > 1 else "",
        "earlier": "?" + _page_query(selection, number + 1) if len(past) > PAGE else "",
        "strip": strip(listings, today.year),
        "today": today,
        "agenda": with_query(reverse("web:agenda"), own.query()),
        "subscribe": with_query(reverse("web:subscribe"), query),
    }


def page_number(request: HttpRequest) -> int:
    """The page asked for, 1 without one. Raises SelectionError."""
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= 10_000):
        raise refused("page", text, "no such page of the list", ["1"])
    return int(text)


def _page_query(selection: Selection, number: int) -> str:
    asof = kept(selection)
    return f"{asof}&page={number}" if asof else f"page={number}"


@dataclass(frozen=True)
class Year:
    number: int
    lines: list[Line]


def years(found: Iterable[Row], code: str) -> list[Year]:
    """Past rows by the year in which they began, newest first."""
    return [Year(year, lined(run, code)) for year, run in groupby(found, key=lambda row: row.span.first.year)]


@dataclass(frozen=True)
class Ticks:
    """A year of the strip: how many meetings, and one tick for each as far as there is room."""

    year: int
    count: int
    ticks: list[str] = field(default_factory=list)
    this: bool = False


def strip(listings: ListingQuerySet, this_year: int) -> list[Ticks]:
    """The last years that hold anything, and those between them. Umbrellas are not counted beside their meetings."""
    found: dict[int, list[str]] = defaultdict(list)
    values = listings.exclude(kind=EventKind.UMBRELLA).filter(first_day__isnull=False)
    for first, level, kind, certainty, lifecycle in values.values_list(
        "first_day", "level", "kind", "certainty", "lifecycle"
    ):
        found[first.year].append(tick(level, kind, certainty, lifecycle))
    if not found:
        return []
    last = max(found)
    first = max(min(found), last - YEARS + 1)
    return [Ticks(year, len(found[year]), found[year][:TICKS], year == this_year) for year in range(first, last + 1)]


def tick(level: str, kind: str, certainty: str, lifecycle: str) -> str:
    """The classes of a tick: tall for a summit, hollow while it lies ahead, broken while its date isn't confirmed."""
    height = "bilateral" if kind == EventKind.BILATERAL else level or "other"
    if lifecycle == "held":
        return f"lv-{height}"
    return f"lv-{height} " + ("exp" if certainty == "confirmed" else "ct-tentative")


def met(selection: Selection, slug: str) -> list[tuple[dict[str, Any], int]]:
    """Whom a person met bilaterally most often, as cards, and how often."""
    pairs = selection.replace(person=(slug,), kind=(str(EventKind.BILATERAL),)).listings()
    others = (
        Term.objects.filter(publication__in=pairs.order_by().values("publication"), dimension="person")
        .exclude(value=slug)
        .values("value")
        .annotate(n=Count("publication", distinct=True))
        .order_by("-n", "value")
    )
    counts = {row["value"]: row["n"] for row in others[:CIRCLE]}
    found = Publication.objects.of(Noun.PERSON).as_of(selection.revision()).filter(slug__in=counts)
    cards = {one.slug: {"kind": one.kind, "slug": one.slug, "name": one.facts["name"]} for one in found}
    return [(cards[value], n) for value, n in counts.items() if value in cards]
