"""The month page: a grid of weeks, and beside it what has no day yet."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.dates import DateError, Span, month_weeks, partial_bounds, shift_month
from calendar_app.selection import Selection
from calendar_app.wording import dates

from .door import page, read
from .emptiness import told
from .errors import no_such_date
from .frame import Link, language, month_text, show, with_query
from .spread import SUNDAY, facets, keeping, spread

MONTH_SHAPE = "write a month, such as 2025-07"
#: Readers of Arabic expect the week to begin on Sunday; for the others it is the installation's choice.
FIRST_WEEKDAY = {"ar": SUNDAY}


@page
def month(request: HttpRequest, text: str) -> HttpResponse:
    try:
        span = month_span(text)
    except DateError as error:
        return no_such_date(request, error)
    selection = read(request, also=("fold",))
    today, folded = timezone.now().date(), request.GET.getlist("fold")
    year, number, first = span.first.year, span.first.month, first_weekday(language())
    weeks = month_weeks(year, number, first)
    context = {
        "heading": dates.month(year, number, language()),
        "pager": pager(span, today, selection),
        **spread(selection, weeks, span=span, today=today, folded=folded, month=number),
        **facets(selection, span, request.path, at=("month", text)),
    }
    if context["empty"]:
        context["told"] = told(selection, span, keeping(request.path), lambda day: link(day, selection))
    own = [("fold", slug) for slug in folded]
    at = today if today in span else span.first
    return show(request, "web/month.html", context, asked=selection, here="month", at=at, own=own)


def month_span(text: str) -> Span:
    """The days of a month as addresses write it. Raises DateError."""
    if len(text) != len("2025-07"):
        raise DateError(text, MONTH_SHAPE)
    return partial_bounds(text)


def first_weekday(code: str) -> int:
    return FIRST_WEEKDAY.get(code, settings.FIRST_WEEKDAY)


def link(day: date, selection: Selection) -> Link:
    """The month that holds a day."""
    href = with_query(reverse("web:month", args=[month_text(day)]), selection.query())
    return Link(dates.month(day.year, day.month, language()), href)


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
