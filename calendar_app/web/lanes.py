"""Lanes of the timeline: which events stand in which, which of them are shown, and how many more there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from calendar_app.models.public import Publication, Term
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import EventKind
from calendar_app.selection import Selection
from calendar_app.selection.names import FIELDS
from calendar_app.selection.spelled import NOUNS
from calendar_app.wording import dates
from calendar_app.wording.names import Text

from .axes import Axis
from .brackets import within_month
from .chips import abbreviations, cards
from .frame import kept, language, with_query
from .rows import RANK, Row, rows

#: Participants of a selection that make the lanes, where at least two of a kind are asked for.
PARTIES = ("person", "post", "state", "organization")
#: So many lanes, and in each so many events a column, are shown; the others are counted.
LANES, IN_DECADE, IN_YEAR = 30, 3, 5
OTHER = "other"
FIRST, LAST = (str(EventKind.UMBRELLA),), (str(EventKind.BILATERAL), OTHER)


class Place(NamedTuple):
    """Where an event stands: the first column it touches, and how many; `weight` is the lower the greater its level."""

    column: int
    weight: int
    first: date
    pk: int
    width: int


@dataclass(frozen=True)
class Item:
    """What stands in a lane: an event, or how many more there are in that column."""

    column: int
    width: int
    heading: str
    row: Row | None = None
    text: Text | None = None
    day: str = ""
    more: int = 0
    href: str = ""


@dataclass(frozen=True)
class Lane:
    name: Text
    href: str
    count: int
    items: list[Item]


def lanes(listings: ListingQuerySet, axis: Axis, selection: Selection, today: date) -> tuple[list[Lane], int]:
    """The lanes of the axis, and how many more there would be."""
    param = parties(selection)
    placed = _placed(listings.within(axis.span.first, axis.span.end), axis, selection, param)
    keys = sorted(placed, key=lambda key: (key not in FIRST, key in LAST, key == OTHER, -len(placed[key]), key))
    shown = {key: _chosen(placed[key], IN_DECADE if axis.decade else IN_YEAR) for key in keys[:LANES]}
    wanted = {place.pk for places in shown.values() for place in places}
    found = rows(listings.filter(pk__in=wanted), language=language(), today=today, query=kept(selection))
    by_pk = {row.pk: row for row in found}
    names = _names(selection, param, shown)
    made = []
    for key, places in shown.items():
        narrow = _narrow(selection, param, key)
        items = _items(places, placed[key], by_pk, axis, narrow, named=key in (*FIRST, *LAST) or bool(param))
        href = with_query(reverse("web:timeline"), urlencode([*narrow.pairs(), ("page", axis.text)]))
        made.append(Lane(names[key], "" if key == OTHER else href, len(placed[key]), items))
    return made, len(keys) - len(shown)


def parties(selection: Selection) -> str:
    """The kind of participant that the selection compares; "" where the lanes are forums."""
    return next((param for param in PARTIES if len(selection.values(param)) > 1), "")


def _placed(found: ListingQuerySet, axis: Axis, selection: Selection, param: str) -> dict[str, list[Place]]:
    """By lane: every event that touches the axis."""
    belongs = _belongs(found, selection, param) if param else {}
    placed: dict[str, list[Place]] = defaultdict(list)
    index = found.order_by().values_list("pk", "forum", "kind", "level", "first_day", "end_day")
    for pk, forum, kind, level, first, end in index:
        column, width = axis.reach(first, end)
        place = Place(column, RANK.get(level, len(RANK)), first, pk, width)
        for key in belongs.get(pk, ()) if param else [_key(forum, kind)]:
            placed[key].append(place)
    return placed


def _key(forum: str, kind: str) -> str:
    if kind == EventKind.UMBRELLA:
        return kind
    return forum or (kind if kind == EventKind.BILATERAL else OTHER)


def _belongs(found: ListingQuerySet, selection: Selection, param: str) -> dict[int, set[str]]:
    """By event: which of the selected participants take part, as they are called today."""
    today = _spellings(selection, param)
    terms = Term.objects.filter(
        publication__in=found.order_by().values("publication"), dimension=param, value__in=list(today)
    )
    if selection.role:
        terms = terms.filter(role__in=selection.role)
    if selection.basis:
        terms = terms.filter(basis__in=selection.basis)
    belongs: dict[int, set[str]] = defaultdict(set)
    for pk, value in terms.values_list("publication", "value"):
        belongs[pk].add(today[value])
    return belongs


def _spellings(selection: Selection, param: str) -> dict[str, str]:
    """Every slug that the selected participants ever had → the one they were asked for by."""
    values = selection.values(param)
    known = Publication.objects.filter(kind=NOUNS.get(param, "organization"))
    asked = dict(known.filter(slug__in=values).values_list("subject", "slug"))
    ever = known.filter(subject__in=asked).values_list("slug", "subject")
    return {slug: asked[subject] for slug, subject in ever}


def _chosen(places: Iterable[Place], most: int) -> list[Place]:
    """In each column the weightiest, in the order of their days."""
    columns: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(places):
        columns[place.column].append(place)
    return [
        place
        for found in columns.values()
        for place in sorted(found[:most], key=lambda place: (place.first, place.weight))
    ]


def _items(
    shown: list[Place], placed: list[Place], by_pk: dict[int, Row], axis: Axis, narrow: Selection, *, named: bool
) -> list[Item]:
    """Events column by column, each column's remainder after them."""
    left: dict[int, int] = defaultdict(int)
    for place in placed:
        left[place.column] += 1
    items = []
    for place in shown:
        left[place.column] -= 1
        row, heading = by_pk[place.pk], axis.columns[place.column - 1].heading
        text = row.short if named or not row.where.text else row.where
        day = dates.short(row.when, language()) if axis.decade else within_month(row.when, language())
        items.append(Item(place.column, place.width, heading, row, text, day))
    for column, more in left.items():
        if more:
            named_column = axis.columns[column - 1]
            query = urlencode([*narrow.pairs(), ("page", named_column.text)])
            items.append(
                Item(column, 1, named_column.heading, more=more, href=with_query(reverse("web:agenda"), query))
            )
    return sorted(items, key=lambda item: (item.column, item.row is None))


def _narrow(selection: Selection, param: str, key: str) -> Selection:
    """The selection of one lane; what belongs to no forum has none of its own."""
    if param:
        return selection.replace(**{FIELDS[param]: (key,)})
    if key == OTHER:
        return selection
    return selection.replace(kind=(key,)) if key in (*FIRST, *LAST) else selection.replace(forum=(key,))


def _names(selection: Selection, param: str, keys: Iterable[str]) -> dict[str, Text]:
    if param:
        kind = str(NOUNS.get(param, "organization"))
        found: dict[Any, Text] = cards(selection, {(kind, key) for key in keys})
        return {key: found.get((kind, key), Text(key, "")) for key in keys}
    words = {
        str(EventKind.UMBRELLA): Text(_("Weeks and visits"), ""),
        str(EventKind.BILATERAL): Text(_("Bilaterals"), ""),
        OTHER: Text(_("Other meetings"), ""),
    }
    forums = abbreviations(selection, set(keys) - set(words))
    return {key: words.get(key) or forums.get(key) or Text(key, "") for key in keys}
