"""Filters to add by name, for any view and its days: a page of links, and the same as a list while one types."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app import dates as calendar
from calendar_app.dates import DateError, Span
from calendar_app.selection import Selection, SelectionError
from calendar_app.selection.names import FIELDS
from calendar_app.selection.offered import Offer, Offered, offered
from calendar_app.selection.reading import unfinished
from calendar_app.wording.counts import counted
from calendar_app.wording.names import Text

from . import agenda, chips, grid, search, timeline
from .axes import of_decade, read_axis
from .door import page, read
from .errors import refused
from .frame import language, show
from .month import month_span
from .spread import facets, keeping
from .year import year_span

OWN = ("view", "page", "name")
#: How many are listed while one types.
FEW = 12
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """A view at its days: what it is called, the value of `page` that names the days, its path and own parameters."""

    name: str
    page: str
    span: Span
    path: str
    own: Pairs


@dataclass(frozen=True)
class Line:
    """A filter as a link that adds it, or takes it away where `on`.

    `other` is the name that matched, where the one shown does not; `beside` tells the noun from its like.
    """

    title: Text
    other: Text | None
    kind: str
    beside: Text | None
    count: str
    href: str
    on: bool


@page
def choose(request: HttpRequest) -> HttpResponse:
    """What the name may mean, as links to the view with that filter; without a name, how to ask."""
    selection, view = _read(request)
    typed = _typed(request)
    found = offered(selection, view.span, typed) if typed else Offered([], frozenset())
    own = [("view", view.name), ("page", view.page), *([("name", typed)] if typed else [])]
    context = {
        "typed": typed,
        "marks": found.marks,
        "lines": _lines(found, selection, view, found.offers),
        "said": _said(found) if typed else "",
        "back": keeping(view.path, view.own)(selection),
        **facets(selection, view.span, view.path, view.own, at=(view.name, view.page)),
    }
    at = view.span.first
    return show(request, "web/filter.html", context, asked=selection, at=at, own=[pair for pair in own if pair[1]])


@page
def offers(request: HttpRequest) -> HttpResponse:
    """The first of them as JSON, for the list under the box; 400 says why in `said`."""
    try:
        selection, view = _read(request)
        typed = _typed(request)
        if not typed:
            raise refused("name", "", "give at least two letters")
    except SelectionError as error:
        return JsonResponse({"said": "; ".join(_(problem.why) for problem in error.problems)}, status=400)
    found = offered(selection, view.span, typed)
    lines = _lines(found, selection, view, found.offers[:FEW])
    return JsonResponse({"said": _said(found), "offers": [_plain(line) for line in lines]})


def _read(request: HttpRequest) -> tuple[Selection, View]:
    """The selection and the view that it is for. Raises SelectionError and BeforeRecord."""
    selection = read(request, also=OWN)
    name, asked = request.GET.get("view", "agenda"), request.GET.get("page", "")
    if name not in VIEWS:
        raise refused("view", name, "no such value", list(VIEWS))
    return selection, VIEWS[name](asked, selection, timezone.now().date())


def _typed(request: HttpRequest) -> str:
    """What is typed of a name; "" for nothing. Raises SelectionError."""
    texts = [text for text in request.GET.getlist("name") if text.strip()]
    if len(texts) > 1:
        raise refused("name", texts[-1], "give it once")
    return unfinished("name", texts[0]) if texts else ""


def _agenda(asked: str, selection: Selection, today: date) -> View:
    span, text = agenda.period(asked, selection, selection.listings(), today)
    return View("agenda", text, span, reverse("web:agenda"), [("page", text)] if text else [])


def _timeline(asked: str, selection: Selection, today: date) -> View:
    axis = read_axis(asked) if asked else of_decade(timeline.nearest(selection.listings(), selection, today))
    return View("timeline", axis.text, axis.span, reverse("web:timeline"), [("page", axis.text)])


def _paged(name: str, read: Callable[[str], Span], example: str) -> Callable[[str, Selection, date], View]:
    """A view whose path names its days."""

    def view(asked: str, _selection: Selection, _today: date) -> View:
        try:
            span = read(asked)
        except DateError as error:
            raise refused("page", asked, error.why, [example]) from error
        return View(name, asked, span, reverse(f"web:{name}", args=[asked]), [])

    return view


def _week_span(text: str) -> Span:
    return grid.edges([calendar.week(text)])


VIEWS: dict[str, Callable[[str, Selection, date], View]] = {
    "year": _paged("year", year_span, "2025"),
    "month": _paged("month", month_span, "2025-07"),
    "week": _paged("week", _week_span, "2025-W28"),
    "agenda": _agenda,
    "timeline": _timeline,
}


def _said(found: Offered) -> str:
    n = len(found.offers)
    said = ngettext("%(n)s match", "%(n)s matches", n) % {"n": n}
    return _("%(said)s; “Find” lists them all") % {"said": said} if n > FEW else said


def _lines(found: Offered, selection: Selection, view: View, shown: list[Offer]) -> list[Line]:
    href, called = keeping(view.path, view.own), kinds()
    return [_line(one, selection, found.marks, href, called[one.param]) for one in shown]


def _line(one: Offer, selection: Selection, marks: frozenset[str], href: chips.Href, kind: str) -> Line:
    title = search.shown(one.noun.facts)
    other = None if search.says(title.text, marks) else search.matching(search.names(one.noun.facts), marks)
    taken = one.taken(selection)
    values = {*selection.values(one.param), one.value}
    target = selection.replace(**{FIELDS[one.param]: tuple(sorted(values))})
    if taken:
        target = selection.without(one.param, one.value)
    return Line(
        title, other, kind, search.beside(one.noun), counted("event", one.count, language()), href(target), taken
    )


def _plain(line: Line) -> dict[str, Any]:
    names = [text._asdict() for text in (line.title, line.other) if text]
    told = [{"text": line.kind, "lang": ""}, *([line.beside._asdict()] if line.beside else [])]
    return {"names": names, "told": told, "count": line.count, "href": line.href, "on": line.on}


def kinds() -> dict[str, str]:
    """What a filter is, by its parameter."""
    return {
        "person": _("Person"), "post": _("Post"), "state": _("State taking part"), "country": _("Country of the meeting"),
        "forum": _("Forum"), "organization": _("Organization taking part"), "topic": _("Topic"), "place": _("Place"),
    }  # fmt: skip
