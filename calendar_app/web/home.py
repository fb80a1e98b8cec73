"""The first page: what is on, what comes next, and what changed lately; and the door that finds the reader's language."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import EventKind
from calendar_app.selection import Selection
from calendar_app.wording import dates

from .brackets import bracketed
from .calendars import tick, years
from .changes import arrivals, latest, listed
from .door import page, read
from .frame import kept, language, month_text, show, with_query
from .rows import Row, rows

ONE_DAY = timedelta(days=1)
NEXT, LATELY, CHANGES, ARRIVALS = 12, 10, 8, 3
TICKS = 14


@require_safe
@vary_on_headers("Accept-Language", "Cookie")
def root(request: HttpRequest) -> HttpResponse:
    """The page in the language that the reader chose before, or else in the one the browser asks for."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)[:2]}/")


@page
def home(request: HttpRequest) -> HttpResponse:
    selection = read(request, only=("asof",))
    now = timezone.now()
    today = now.date()
    listings = selection.listings()

    def shaped(found: ListingQuerySet) -> list[Row]:
        return rows(found, language=language(), today=today, query=kept(selection))

    on = shaped(listings.known_to_day().within(today, today + 2 * ONE_DAY))
    upcoming = Q(first_day__gt=today + ONE_DAY) | Q(known_to_day=False, end_day__gt=today)
    before = listings.filter(end_day__lte=today).exclude(kind=EventKind.UMBRELLA)
    newest = before.order_by(F("first_day").desc(), F("starts_at").desc(nulls_last=True), "subject")
    context = {
        "now": now,
        "today": today,
        "under_way": any(row.now for row in on),
        "on": bracketed(on, language=language()),
        "next": bracketed(shaped(listings.filter(upcoming)[:NEXT]), language=language()),
        "lately": years(
            rows(newest[:LATELY], language=language(), today=today, query=kept(selection), newest_first=True),
            language(),
        ),
        "changes": [listed(one, selection) for one in latest(selection).exclude(number=1)[:CHANGES]],
        "arrivals": arrivals(selection, ARRIVALS),
        **year_strip(listings, today, selection),
    }
    return show(request, "web/home.html", context, asked=selection, here="home")


@dataclass(frozen=True)
class Month:
    """A month of the strip: its meetings as ticks, as far as there is room."""

    name: str
    href: str
    count: int
    ticks: list[str]
    this: bool


def year_strip(listings: ListingQuerySet, today: date, selection: Selection) -> dict[str, object]:
    """The months of this year, or of the last year that holds anything."""
    found = _ticks(listings, today.year)
    year = today.year
    if not found and (last := listings.filter(first_day__lt=date(year, 1, 1)).last()) and last.first_day:
        year = last.first_day.year
        found = _ticks(listings, year)
    months = [
        Month(
            dates.month_name(number, language()),
            with_query(reverse("web:month", args=[month_text(date(year, number, 1))]), kept(selection)),
            len(found[number]),
            found[number][:TICKS],
            (year, number) == (today.year, today.month),
        )
        for number in range(1, 13)
    ]
    return {"year": year, "months": months}


def _ticks(listings: ListingQuerySet, year: int) -> dict[int, list[str]]:
    """By month: one tick a meeting that is known to the day or the month."""
    span = (date(year, 1, 1), date(year + 1, 1, 1))
    meetings = listings.within(*span).exclude(kind=EventKind.UMBRELLA)
    found: dict[int, list[str]] = defaultdict(list)
    for first, end, *rest in meetings.values_list("first_day", "end_day", "level", "kind", "certainty", "lifecycle"):
        if first.year == year and end - first <= timedelta(days=31):
            found[first.month].append(tick(*rest))
    return found
