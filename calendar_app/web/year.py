"""The year page: twelve small months whose busy days lead on, the year's great meetings, and what has no day yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.dates import DateError, Span, month_days, partial_bounds
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import EventKind, Level
from calendar_app.selection import Selection
from calendar_app.wording import counts, dates

from .brackets import lined
from .door import page, read
from .emptiness import told
from .errors import no_such_date
from .frame import Link, kept, language, month_text, show, with_query
from .month import first_weekday
from .rows import RANK, rows
from .spread import day_href, facets, keeping, tray, weekdays

YEAR_SHAPE = "write a year, such as 2025"
#: How many great meetings and how many undated ones the page names; the agenda has them all.
GREAT, UNDATED = 60, 60


@page
def year(request: HttpRequest, text: str) -> HttpResponse:
    try:
        span = year_span(text)
    except DateError as error:
        return no_such_date(request, error)
    selection = read(request)
    today, code = timezone.now().date(), language()
    listings = selection.listings().within(span.first, span.end)
    busy = Busy.read(listings, span)
    great = listings.known_to_day().filter(Q(level=Level.SUMMIT) | Q(kind=EventKind.UMBRELLA))
    undated = listings.filter(known_to_day=False)[:UNDATED]
    context = {
        "heading": text,
        "inside": busy.meetings,
        "months": [_month(span.first.year, number, busy, today, selection) for number in range(1, 13)],
        "weekdays": weekdays(code, first_weekday(code)),
        "great": lined(rows(great[:GREAT], language=code, today=today, query=kept(selection)), code),
        "tray": tray(rows(undated, language=code, today=today, query=kept(selection)), span),
        "pager": pager(span.first.year, today, selection),
        **facets(selection, span, request.path, at=("year", text)),
    }
    if not (busy.meetings or busy.spanned or context["tray"]):
        context["told"] = told(selection, span, keeping(request.path), lambda day: link(day, selection))
    at = today if today in span else min(busy.days, default=span.first)
    return show(request, "web/year.html", context, asked=selection, here="year", at=at)


def year_span(text: str) -> Span:
    """The days of a year as addresses write it. Raises DateError."""
    if len(text) != len("2025"):
        raise DateError(text, YEAR_SHAPE)
    return partial_bounds(text)


@dataclass(frozen=True)
class Busy:
    """What stands on each day of a year: how many meetings, the weightiest level, and whether an umbrella spans it."""

    days: Counter[date]
    rules: dict[date, str]
    spanned: set[date]
    months: Counter[int]
    meetings: int

    @classmethod
    def read(cls, listings: ListingQuerySet, span: Span) -> "Busy":
        busy = cls(Counter(), {}, set(), Counter(), listings.exclude(kind=EventKind.UMBRELLA).count())
        found = listings.known_to_day().order_by().values_list("first_day", "end_day", "kind", "level")
        for first, end, kind, level in found:
            days = list(_between(max(first, span.first), min(end, span.end)))
            if kind == EventKind.UMBRELLA:
                busy.spanned.update(days)
                continue
            busy.months.update({day.month for day in days})
            busy.days.update(days)
            for day in days:
                busy.rules[day] = min(busy.rules.get(day, ""), level, key=_weight)
        return busy


def _weight(level: str) -> int:
    return RANK.get(level, len(RANK))


def _between(first: date, end: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((end - first).days))


@dataclass(frozen=True)
class SmallDay:
    """A figure of a small month, with an address where something is on."""

    number: int
    classes: str
    href: str
    label: str
    today: bool
    iso: str


@dataclass(frozen=True)
class SmallMonth:
    name: str
    href: str
    count: int
    days: list[SmallDay]


def _month(year: int, number: int, busy: Busy, today: date, selection: Selection) -> SmallMonth:
    first = date(year, number, 1)
    column = (first.weekday() - first_weekday(language())) % 7 + 1
    days = [_day(day, busy, today, selection, column if day == first else 0) for day in month_days(year, number)]
    href = with_query(reverse("web:month", args=[month_text(first)]), selection.query())
    return SmallMonth(dates.month_name(number, language()), href, busy.months[number], days)


def _day(day: date, busy: Busy, today: date, selection: Selection, column: int) -> SmallDay:
    names = [f"c{column}" if column else "", "in" if day in busy.spanned else "", "today" if day == today else ""]
    names.append(f"lv-{busy.rules[day] or 'other'}" if day in busy.rules else "")
    href, label = "", dates.day(day, language(), "short")
    if count := busy.days[day]:
        label = f"{label}: {counts.counted('event', count, language())}"
    if count or day in busy.spanned:
        href = day_href(day, selection)
    return SmallDay(day.day, " ".join(filter(None, names)), href, label, day == today, day.isoformat())


def link(day: date, selection: Selection) -> Link:
    """The year that holds a day."""
    return Link(str(day.year), with_query(reverse("web:year", args=[str(day.year)]), selection.query()))


def pager(number: int, today: date, selection: Selection) -> list[tuple[str, Link]]:
    """The year before, this year, the year after, those outside the record left out."""
    around = [("prev", number - 1), ("", today.year), ("next", number + 1)]
    links = []
    for rel, near in around:
        if 1900 <= near < 2200:
            href = with_query(reverse("web:year", args=[str(near)]), selection.query())
            links.append((rel, Link(str(near) if rel else _("today"), href)))
    return links
