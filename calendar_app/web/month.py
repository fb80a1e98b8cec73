"""The month page: a grid of weeks, and beside it what has no day yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from calendar_app.dates import DateError, Span, parse, partial_bounds, shift_month
from calendar_app.selection import Selection
from calendar_app.wording import dates, states

from . import chips, grid
from .door import page, read
from .errors import no_such_date, refused
from .frame import Link, kept, language, month_text, show, with_query
from .rows import Row, rows

SATURDAY, SUNDAY = 5, 6
MONTH_SHAPE = "write a month, such as 2025-07"
#: Readers of Arabic expect the week to begin on Sunday; for the others it is the installation's choice.
FIRST_WEEKDAY = {"ar": SUNDAY}
NARROW = {SATURDAY: "sat", SUNDAY: "sun"}


@page
def month(request: HttpRequest, text: str) -> HttpResponse:
    try:
        span = month_span(text)
    except DateError as error:
        return no_such_date(request, error)
    selection = read(request, also=("fold",))
    today = timezone.now().date()
    folded = request.GET.getlist("fold")
    year, number, first = span.first.year, span.first.month, first_weekday(language())
    edges = grid.shown(year, number, first)
    listings = selection.listings().within(edges.first, edges.end)
    found = rows(listings, language=language(), today=today, query=kept(selection))
    dated = [row for row in found if row.listing.known_to_day]
    check_fold(folded, dated)
    weeks = grid.weeks(
        dated,
        year=year,
        month=number,
        first_weekday=first,
        today=today,
        folded=folded,
        toggle=lambda slug: fold_query(selection, folded, slug),
    )
    context = {
        "heading": dates.month(year, number, language()),
        "weeks": weeks,
        "weekdays": weekdays(language(), first),
        "grid": columns(weeks, first),
        "tray": tray([row for row in found if not row.listing.known_to_day], span),
        "inside": sum(not row.umbrella and span.touches(row.span) for row in found),
        "pager": pager(span, today, selection),
        "states": [(mark, states.label(mark, language())) for mark in states.MARKS],
        **facets(selection, span, request.path),
    }
    own = [("fold", slug) for slug in folded]
    return show(request, "web/month.html", context, asked=selection, here="month", at=span.first, own=own)


def month_span(text: str) -> Span:
    """The days of a month as addresses write it. Raises DateError."""
    if len(text) != len("2025-07"):
        raise DateError(text, MONTH_SHAPE)
    return partial_bounds(text)


def first_weekday(code: str) -> int:
    return FIRST_WEEKDAY.get(code, settings.FIRST_WEEKDAY)


def weekdays(code: str, first: int) -> list[tuple[str, str]]:
    """Abbreviated and narrow names of the columns; a phone has room for the narrow ones alone."""
    wide, narrow = (dates.weekdays(code, width, first) for width in ("abbreviated", "narrow"))
    return list(zip(wide, narrow, strict=True))


def columns(weeks: Sequence[grid.GridWeek], first: int) -> str:
    """The class of the grid: weekends are narrow, wherever they stand, unless something is on then."""
    busy = any(day.off and day.busy for week in weeks for day in week.days)
    return f"{'even ' if busy else ''}{NARROW.get(first, '')}".strip()


def facets(
    selection: Selection, span: Span, path: str, own: Sequence[tuple[str, str]] = ()
) -> dict[str, list[chips.Chip]]:
    """The chips of a view over a span of days: forums with their counts, and whatever else is selected.

    `own` are the view's own parameters, kept by each link.
    """

    def href(target: Selection) -> str:
        return with_query(path, urlencode([*target.pairs(), *own]))

    found = chips.forums(selection, lambda listings: listings.within(span.first, span.end), href)
    return {"chips": found, "filters": chips.others(selection, href)}


def check_fold(folded: Sequence[str], found: Sequence[Row]) -> None:
    """Raises SelectionError for an umbrella that the page does not show."""
    umbrellas = sorted(row.slug for row in found if row.umbrella)
    for slug in folded:
        if slug not in umbrellas:
            raise refused("fold", slug, "no such week or visit on this page", umbrellas)


def fold_query(selection: Selection, folded: Collection[str], slug: str, *own: tuple[str, str]) -> str:
    """The address that folds an open umbrella, or unfolds it."""
    left = [one for one in folded if one != slug] + ([] if slug in folded else [slug])
    return "?" + urlencode([*selection.pairs(), *own, *(("fold", one) for one in left)])


@dataclass(frozen=True)
class Undated:
    """A heading of the tray, and what stands under it."""

    heading: str
    rows: list[Row]


def tray(undated: Sequence[Row], span: Span) -> list[Undated]:
    """What touches the month without a day of its own, the more precise first."""
    headings = {
        "choice": _("One of several days"),
        "month": _("In this month, day not known"),
        "quarter": _("Known only to the quarter"),
        "year": _("Known only to the year"),
    }
    touching = [row for row in undated if span.touches(row.span)]
    by_precision: dict[str, list[Row]] = {name: [] for name in headings}
    for row in touching:
        by_precision[parse(row.when["date"]).precision].append(row)
    return [Undated(headings[name], found) for name, found in by_precision.items() if found]


def pager(span: Span, today: date, selection: Selection) -> list[tuple[str, Link]]:
    """Previous month, this month, next month, with what rel says of each; those outside the record's years are left out."""
    around = [("prev", -1), ("", 0), ("next", 1)]
    links = []
    for rel, by in around:
        year, number = shift_month(span.first.year, span.first.month, by) if by else (today.year, today.month)
        if 1900 <= year < 2200:
            href = with_query(reverse("web:month", args=[month_text(date(year, number, 1))]), selection.query())
            label = dates.month_name(number, language()) if by else _("today")
            links.append((rel, Link(label, href)))
    return links
