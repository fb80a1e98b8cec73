"""A spread of weeks: what the pages of a month and of a week have in common."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from calendar_app.dates import Span, Week, parse
from calendar_app.dates.edtf import FIRST_YEAR, LAST_YEAR
from calendar_app.selection import Selection
from calendar_app.wording import dates, states

from . import chips, grid
from .errors import refused
from .frame import kept, language, with_query
from .rows import Row, rows

SATURDAY, SUNDAY = 5, 6
NARROW = {SATURDAY: "sat", SUNDAY: "sun"}


def spread(
    selection: Selection,
    shown: Sequence[Week],
    *,
    span: Span,
    today: date,
    folded: Sequence[str],
    month: int | None = None,
    foldable: bool = True,
) -> dict[str, Any]:
    """The grid of some weeks and the tray beside it, about the days of `span`. Raises SelectionError.

    Without `foldable` the umbrellas stay as they are.
    """
    edges = grid.edges(shown)
    listings = selection.listings().within(edges.first, edges.end)
    found = rows(listings, language=language(), today=today, query=kept(selection))
    dated = [row for row in found if row.known_to_day]
    check_fold(folded, dated)

    def toggle(slug: str) -> str:
        return fold_query(selection, folded, slug) if foldable else ""

    def open_day(day: date) -> str:
        return day_href(day, selection)

    weeks = grid.weeks(dated, shown=shown, month=month, today=today, folded=folded, toggle=toggle, open_day=open_day)
    first = shown[0].days[0].weekday()
    return {
        "weeks": weeks,
        "weekdays": weekdays(language(), first),
        "grid": columns(weeks, first),
        "tray": tray([row for row in found if not row.known_to_day], span),
        "empty": not any(span.touches(row.span) for row in found),
        "inside": sum(not row.umbrella and span.touches(row.span) for row in found),
        "states": [(mark, states.label(mark, language())) for mark in states.MARKS],
    }


def weekdays(code: str, first: int) -> list[tuple[str, str]]:
    """Abbreviated and narrow names of the columns; a phone has room for the narrow ones alone."""
    wide, narrow = (dates.weekdays(code, width, first) for width in ("abbreviated", "narrow"))
    return list(zip(wide, narrow, strict=True))


def columns(weeks: Sequence[grid.GridWeek], first: int) -> str:
    """The class of the grid: weekends are narrow, wherever they stand, unless something is on then."""
    busy = any(day.off and day.busy for week in weeks for day in week.days)
    return f"{'even ' if busy else ''}{NARROW.get(first, '')}".strip()


def day_href(day: date, selection: Selection) -> str:
    """The page of one day: the agenda of the selection from that day to that day; "" beyond the record's years."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return with_query(reverse("web:agenda"), selection.replace(from_=day, to=day).query())


def keeping(path: str, own: Sequence[tuple[str, str]] = ()) -> chips.Href:
    """Gives the address of this page under another selection; `own` are the view's own parameters."""

    def href(target: Selection) -> str:
        return with_query(path, urlencode([*target.pairs(), *own]))

    return href


def facets(
    selection: Selection, span: Span, path: str, own: Sequence[tuple[str, str]] = (), *, at: tuple[str, str]
) -> dict[str, Any]:
    """The chips of a view over a span of days: forums and whatever else is selected, counted.

    `own` are the view's own parameters, kept by each link; `at` is the view and what names its days, for the form that
    adds a filter.
    """
    href = keeping(path, own)
    rows = chips.spread(selection, span)
    adding = [*selection.pairs(), ("view", at[0]), *([("page", at[1])] if at[1] else [])]
    return {
        "chips": chips.forums(selection, rows, href),
        "filters": chips.others(selection, span, rows, href),
        "adding": adding,
    }


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
        "month": _("In this month, day not known") if span.days < 32 else _("Known only to the month"),
        "quarter": _("Known only to the quarter"),
        "year": _("Known only to the year"),
    }
    touching = [row for row in undated if span.touches(row.span)]
    by_precision: dict[str, list[Row]] = {name: [] for name in headings}
    for row in touching:
        by_precision[parse(row.when["date"]).precision].append(row)
    return [Undated(headings[name], found) for name, found in by_precision.items() if found]
