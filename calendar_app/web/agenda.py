"""The agenda: the selection as a timetable, a year or a month to a page."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from calendar_app.dates import DateError, Span, parse, partial_bounds
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.selection import Selection
from calendar_app.wording import dates

from .brackets import Bracket, bracketed, head_of, within_month
from .door import page, read
from .emptiness import told
from .errors import refused
from .frame import Link, kept, language, show
from .rows import Row, rows
from .spread import check_fold, day_href, facets, fold_query, keeping

ONE_DAY = timedelta(days=1)
#: A selection that asks for at most so many days is shown whole, on one page.
WHOLE = 400


@page
def agenda(request: HttpRequest) -> HttpResponse:
    selection = read(request, also=("page", "fold"))
    today = timezone.now().date()
    listings = selection.listings()
    asked = request.GET.get("page", "")
    span, text = period(asked, selection, listings, today)
    turned = [("page", text)] if text else []
    own = [("page", asked)] if asked else []
    folded = request.GET.getlist("fold")
    bounded = bool(selection.from_ or selection.to)  # which leaves out what has no date at all
    every = listings.within(span.first, span.end, undated=not bounded)
    shown = rows(every, language=language(), today=today, query=kept(selection))
    found = [row for row in shown if row.card.first]
    check_fold(folded, found)
    context = {
        "heading": heading(span, text),
        "single": span.days == 1,
        "blocks": blocks(
            found, span, language(), folded=folded, toggle=lambda slug: fold_query(selection, folded, slug, *own)
        ),
        "undated": shown[len(found) :],
        "inside": sum(not row.umbrella for row in found),
        "pager": pager(span, listings, selection) if text else days(span, selection),
        **facets(selection, span, request.path, turned, at=("agenda", text)),
    }
    if not found:
        context["told"] = told(selection, span, keeping(request.path, turned))
    return show(
        request,
        "web/agenda.html",
        context,
        asked=selection,
        here="agenda",
        at=where(found, span, today),
        own=[*own, *(("fold", slug) for slug in folded)],
    )


def period(asked: str, selection: Selection, listings: ListingQuerySet, today: date) -> tuple[Span, str]:
    """The days of this page, and the value of `page` that names them ("" where the selection itself bounds them).

    Without `page`: the selection's own days where they are few; else the year of today, or the nearest that holds
    anything. Raises SelectionError.
    """
    if asked:
        return _asked(asked), asked
    if selection.from_ and selection.to and (selection.to - selection.from_).days <= WHOLE:
        return Span(selection.from_, selection.to + ONE_DAY), ""
    year = (selection.from_ or selection.to or today).year
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    if not listings.within(first, end).exists():
        near = listings.within(None, first).last() or listings.within(end, None).first()
        year = near.first_day.year if near else year
    return partial_bounds(str(year)), str(year)


def _asked(text: str) -> Span:
    try:
        span = partial_bounds(text)
    except DateError as error:
        raise refused("page", text, error.why, ["2025", "2025-07"]) from error
    if span.days == 1:
        raise refused("page", text, "no such page of the list", [text[:7], text[:4]])
    return span


def heading(span: Span, text: str) -> str:
    if len(text) == len("2025"):
        return text
    if text:
        return dates.month(span.first.year, span.first.month, language())
    return dates.spell({"date": f"{span.first}/{span.last}"}, language())


@dataclass(frozen=True)
class Block:
    """A month of the agenda; `anchor` names it in the page."""

    heading: str
    anchor: str
    brackets: list[Bracket]


def blocks(
    found: list[Row],
    span: Span,
    code: str,
    *,
    folded: Collection[str] = (),
    toggle: Callable[[str], str] | None = None,
) -> list[Block]:
    """A block a month, what has only a month at its end; last of all what is known to the quarter or year alone."""
    heads = {row.subject: row for row in found if row.umbrella}
    begins = span.first.isoformat()

    def key(row: Row) -> tuple[bool, str, bool]:
        top = (head_of(row, heads) or row).card
        if not top.known_to_day and parse(top.when["date"]).precision in ("quarter", "year"):
            return True, "", True
        return False, max(top.first, begins)[: len("2025-07")], not top.known_to_day

    ordered = sorted(((key(row), row) for row in found), key=itemgetter(0))
    out = []
    for anchor, pairs in groupby(ordered, key=lambda pair: pair[0][1]):
        run = [row for _key, row in pairs]
        name = _month_heading(anchor, span, code) if anchor else _("No month yet")
        days = within_month if anchor else dates.short
        out.append(
            Block(name, anchor or "no-month", bracketed(run, language=code, days=days, folded=folded, toggle=toggle))
        )
    return out


def _month_heading(anchor: str, span: Span, code: str) -> str:
    year, number = int(anchor[:4]), int(anchor[5:])
    one_year = span.first.year == span.last.year
    return dates.month_name(number, code) if one_year else dates.month(year, number, code)


def pager(span: Span, listings: ListingQuerySet, selection: Selection) -> list[tuple[str, Link]]:
    """The nearest years before and after that hold anything."""
    rows = listings.order_by()
    before = rows.filter(first_day__lt=span.first).aggregate(day=Max("first_day"))["day"]
    after = rows.filter(first_day__gte=span.end).aggregate(day=Min("first_day"))["day"]
    years = [(rel, day.year) for rel, day in (("prev", before), ("next", after)) if day]
    return [(rel, Link(str(year), "?" + urlencode([*selection.pairs(), ("page", year)]))) for rel, year in years]


def days(span: Span, selection: Selection) -> list[tuple[str, Link]]:
    """The days before and after, where the page is one day."""
    around = [("prev", span.first - ONE_DAY), ("next", span.end)] if span.days == 1 else []
    links = [(rel, day_href(day, selection), dates.day(day, language(), "short")) for rel, day in around]
    return [(rel, Link(label, href)) for rel, href, label in links if href]


def where(found: list[Row], span: Span, today: date) -> date:
    """The day at which other views should open: today where it is on this page, else the first entry."""
    if today in span:
        return today
    return max(found[0].span.first, span.first) if found else span.first
