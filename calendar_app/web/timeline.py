"""The timeline: forums or participants as lanes, their events as bars, a decade or a year to a page."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.selection import Selection

from .axes import Axis, of_decade, read_axis
from .door import page, read
from .emptiness import told
from .frame import Link, show, with_query
from .lanes import lanes, parties
from .spread import facets, keeping


@page
def timeline(request: HttpRequest) -> HttpResponse:
    selection = read(request, also=("page",))
    today = timezone.now().date()
    listings, asked = selection.listings(), request.GET.get("page", "")
    axis = read_axis(asked) if asked else of_decade(nearest(listings, selection, today))
    found, hidden = lanes(listings, axis, selection, today)
    context = {
        "heading": axis.heading,
        "axis": axis,
        "columns": columns(axis, selection, today),
        "lanes": found,
        "hidden": hidden,
        "compared": parties(selection),
        "pager": pager(axis, listings, selection),
        **facets(selection, axis.span, request.path, [("page", axis.text)], at=("timeline", axis.text)),
    }
    if not found:
        context["told"] = told(selection, axis.span, keeping(request.path, [("page", axis.text)]))
    at = today if today in axis.span else axis.span.first
    own = [("page", asked)] if asked else []
    return show(request, "web/timeline.html", context, asked=selection, here="timeline", at=at, own=own)


def nearest(listings: ListingQuerySet, selection: Selection, today: date) -> int:
    """A year of the decade to open: that of the days asked for or today's, or else the nearest that holds anything."""
    year = (selection.from_ or selection.to or today).year
    span = of_decade(year).span
    if listings.within(span.first, span.end).exists():
        return year
    near = listings.within(None, span.first).last() or listings.within(span.end, None).first()
    return near.first_day.year if near and near.first_day else year


@dataclass(frozen=True)
class Head:
    """The head of a column: a year leads to its months, a month to its page."""

    heading: str
    href: str
    this: bool


def columns(axis: Axis, selection: Selection, today: date) -> list[Head]:
    heads = []
    for column in axis.columns:
        if axis.decade:
            href, this = paged(selection, column.text), column.first.year == today.year
        else:
            href = with_query(reverse("web:month", args=[column.text]), selection.query())
            this = column.first == today.replace(day=1)
        heads.append(Head(column.heading, href, this))
    return heads


def pager(axis: Axis, listings: ListingQuerySet, selection: Selection) -> list[tuple[str, Link]]:
    """The nearest decades or years before and after that hold anything; between them the decade of a year."""
    days = listings.values_list("first_day", flat=True)
    before = days.filter(first_day__lt=axis.span.first).last()
    after = days.filter(first_day__gte=axis.span.end).first()
    around = [("prev", axis.around(before))] if before else []
    around += [] if axis.decade else [("", of_decade(axis.span.first.year))]
    around += [("next", axis.around(after))] if after else []
    return [(rel, Link(one.heading, paged(selection, one.text))) for rel, one in around]


def paged(selection: Selection, text: str) -> str:
    return "?" + urlencode([*selection.pairs(), ("page", text)])
