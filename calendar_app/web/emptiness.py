"""Why a page is empty: which filters empty it, links that drop just those, and where the nearest meetings are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Value
from django.utils.translation import pgettext

from calendar_app.dates import Span
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.selection import Selection

from .chips import Href, names
from .frame import Link

#: Beyond so many filters only the first are tried in pairs.
PAIRED = 5
Filter = tuple[str, str | None]


@dataclass(frozen=True)
class Way:
    """What to drop, one filter or two, or all where `dropped` is empty; and how many entries there are then."""

    dropped: list[str]
    href: str
    count: int


@dataclass(frozen=True)
class Told:
    ways: list[Way]
    near: list[Link]


def told(selection: Selection, span: Span, href: Href, near: Callable[[date], Link] | None = None) -> Told:
    """For a page whose days hold nothing. `near` makes a link to the page that holds a day."""
    return Told(_ways(selection, span, href), _nearest(selection, span, near) if near else [])


def _ways(selection: Selection, span: Span, href: Href) -> list[Way]:
    """The single filters that empty the page; or else the pairs; or else all of them. One query each."""
    filters = _filters(selection)
    every = (Selection(asof=selection.asof), ())
    singles = [(_dropped(selection, [one]), (one,)) for one in filters]
    pairs = [(_dropped(selection, pair), pair) for pair in combinations(filters[:PAIRED], 2)]
    called = _called(selection, filters)
    for tried in (singles, pairs, [every] if len(filters) > 1 else []):
        counts = _counts([target for target, _filters in tried], span)
        found = [
            Way([called[one] for one in dropped], href(target), n)
            for (target, dropped), n in zip(tried, counts, strict=True)
            if n
        ]
        if found:
            return found
    return []


def _filters(selection: Selection) -> list[Filter]:
    """Several values of one parameter are one filter, as each of them may hold; those of `with` must all hold."""
    found: list[Filter] = []
    for param, value in selection.pairs():
        one = (param, value if param == "with" else None)
        if param != "asof" and one not in found:
            found.append(one)
    return found


def _dropped(selection: Selection, filters: Sequence[Filter]) -> Selection:
    for one in filters:
        selection = selection.without(*one)
    return selection


def _counts(targets: Sequence[Selection], span: Span) -> list[int]:
    """How many entries each selection has within the days, in one query; what words mean is looked up once for all."""
    said = {one.q: one.listings().order_by().values("pk") for one in {_words(target) for target in targets} if one.q}
    parts = [
        _rows(target, said)
        .within(span.first, span.end)
        .order_by()
        .values(which=Value(number, IntegerField()))
        .annotate(n=Count("pk"))
        for number, target in enumerate(targets)
    ]
    if not parts:
        return []
    first, *others = parts
    found = {row["which"]: row["n"] for row in (first.union(*others, all=True) if others else first)}
    return [found.get(number, 0) for number in range(len(targets))]


def _words(selection: Selection) -> Selection:
    return Selection(q=selection.q, asof=selection.asof)


def _rows(target: Selection, said: dict[str, QuerySet[Any, dict[str, Any]]]) -> ListingQuerySet:
    rows = target.without("q").listings()
    return rows.filter(pk__in=said[target.q]) if target.q else rows


def _called(selection: Selection, filters: Sequence[Filter]) -> dict[Filter, str]:
    """What people call each filter: its values by name."""
    words = names(selection, [pair for pair in selection.pairs() if pair[0] != "asof"])
    between = pgettext("between values", " or ")
    return {
        (param, value): between.join(words[param, one].text for one in ([value] if value else selection.values(param)))
        for param, value in filters
    }


def _nearest(selection: Selection, span: Span, near: Callable[[date], Link]) -> list[Link]:
    days = selection.listings().values_list("first_day", flat=True)
    around = (days.filter(first_day__lt=span.first).last(), days.filter(first_day__gte=span.end).first())
    return [near(day) for day in around if day]
