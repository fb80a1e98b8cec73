"""The calendar for other sites' pages: any selection as a list or a month, in a frame and in that page's colours.

The one page that others may frame, by itself and without cookies or forms (docs/adr/0013); its links open beside the frame.
"""

from datetime import date
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from calendar_app.dates import DateError, month_weeks, shift_month
from calendar_app.selection import Selection
from calendar_app.wording import dates

from . import agenda, month
from .brackets import bracketed
from .colours import SHADES, Colours
from .door import page, read
from .errors import refused
from .frame import Link, kept, language, month_text, show, with_query
from .rows import rows
from .spread import spread

VIEWS = ("agenda", "month")
OWN = ("view", "page", *SHADES)
#: How many meetings ahead the list shows where no days are asked for.
AHEAD = 50
Pairs = list[tuple[str, str]]


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@page
def embed(request: HttpRequest) -> HttpResponse:
    selection = read(request, also=OWN)
    view = request.GET.get("view", VIEWS[0])
    if view not in VIEWS:
        raise refused("view", view, "no such value", VIEWS)
    colours = Colours.read(request.GET)
    own = [(name, request.GET[name]) for name in ("view", *SHADES) if name in request.GET]
    asked, today = request.GET.get("page", ""), timezone.now().date()
    context = {
        "view": view,
        "sheet": with_query(reverse("embed-colours"), urlencode(colours.pairs())) if colours else "",
        **(_month(selection, asked, today, own) if view == "month" else _agenda(selection, asked, today)),
    }
    turned = [("page", asked)] if asked else []
    context["canonical"] = settings.SITE_URL + context["full"]
    context["now_href"] = "?" + urlencode([*selection.without("asof").pairs(), *own, *turned])
    return show(request, "web/embed.html", context, asked=selection, own=own)


def _agenda(selection: Selection, asked: str, today: date) -> dict[str, Any]:
    """What is ahead, or the year or month that `page` names, or the selection's own days."""
    listings, heading = selection.listings(), _("Ahead")
    if asked or (selection.from_ and selection.to):
        span, text = agenda.period(asked, selection, listings, today)
        found, heading = listings.within(span.first, span.end), agenda.heading(span, text)
    else:
        found = listings.filter(end_day__gt=today)[:AHEAD]
    turned = [("page", asked)] if asked else []
    return {
        "heading": heading,
        "brackets": bracketed(
            rows(found, language=language(), today=today, query=kept(selection)), language=language()
        ),
        "full": with_query(reverse("web:agenda"), urlencode([*selection.pairs(), *turned])),
    }


def _month(selection: Selection, asked: str, today: date, own: Pairs) -> dict[str, Any]:
    """A month as a grid, with links to those before and after, which stay inside the frame."""
    try:
        span = month.month_span(asked or month_text(today))
    except DateError as error:
        raise refused("page", asked, error.why, ["2025-07"]) from error
    year, number = span.first.year, span.first.month
    weeks = month_weeks(year, number, month.first_weekday(language()))
    return {
        "heading": dates.month(year, number, language()),
        "turns": [turn for by in (-1, 1) if (turn := _turn(selection, span.first, by, own))],
        "full": with_query(reverse("web:month", args=[month_text(span.first)]), selection.query()),
        **spread(selection, weeks, span=span, today=today, folded=(), month=number, foldable=False),
    }


def _turn(selection: Selection, first: date, by: int, own: Pairs) -> Link | None:
    """The month before or after, in the same view and colours; none beyond the years of the record."""
    year, number = shift_month(first.year, first.month, by)
    if not 1900 <= year < 2200:
        return None
    query = urlencode([*selection.pairs(), *own, ("page", f"{year:04}-{number:02}")])
    return Link(dates.month_name(number, language()), f"?{query}")


def line(selection: Selection) -> str:
    """The line of HTML that puts the selection into another page."""
    address = settings.SITE_URL + with_query(reverse("web:embed"), selection.query())
    address = address.replace("&", "&amp;")
    title = _("Diplomatic Calendar")
    return f'<iframe src="{address}" title="{title}" width="100%" height="640" loading="lazy"></iframe>'
