"""The week page: seven days from Monday to Sunday, an ISO week in every language."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app import dates as calendar
from calendar_app.dates import DateError, Week
from calendar_app.selection import Selection
from calendar_app.wording import dates

from . import grid
from .door import page, read
from .emptiness import told
from .errors import no_such_date
from .frame import Link, language, show, week_text, with_query
from .spread import facets, keeping, spread

WEEK = timedelta(weeks=1)


@page
def week(request: HttpRequest, text: str) -> HttpResponse:
    try:
        asked = calendar.week(text)
    except DateError as error:
        return no_such_date(request, error)
    selection = read(request, also=("fold",))
    today, folded, span = timezone.now().date(), request.GET.getlist("fold"), grid.edges([asked])
    context = {
        "heading": dates.spell({"date": f"{span.first}/{span.last}"}, language()),
        "number": asked.number,
        "pager": pager(asked, today, selection),
        "roomy": True,
        **spread(selection, [asked], span=span, today=today, folded=folded),
        **facets(selection, span, request.path, at=("week", text)),
    }
    if context["empty"]:
        context["told"] = told(selection, span, keeping(request.path), lambda day: link(day, selection))
    own = [("fold", slug) for slug in folded]
    at = today if today in span else span.first
    return show(request, "web/week.html", context, asked=selection, here="week", at=at, own=own)


def link(day: date, selection: Selection) -> Link:
    """The week that holds a day."""
    href = with_query(reverse("web:week", args=[week_text(day)]), selection.query())
    return Link(dates.day(day, language(), "long"), href)


def pager(asked: Week, today: date, selection: Selection) -> list[tuple[str, Link]]:
    """Previous week, this week, next week, with what rel says of each; those outside the record's years are left out."""
    monday = asked.days[0]
    around = [("prev", monday - WEEK), ("", today), ("next", monday + WEEK)]
    links = []
    for rel, day in around:
        near = calendar.week_of(day)
        if 1900 <= near.year < 2200:
            href = with_query(reverse("web:week", args=[near.text]), selection.query())
            label = _("Week %(number)s") % {"number": near.number} if rel else _("today")
            links.append((rel, Link(label, href)))
    return links
