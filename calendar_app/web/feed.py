"""The door of calendar programs: any selection as a feed, each noun's, and one event's, in each of its forms."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from calendar_app.feeds import OPTIONS, Options, feed, single
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Problem, Selection, SelectionError

from .frame import language
from .served import answer, door, refusal


@door
def events(request: HttpRequest) -> HttpResponse:
    """`/{lang}/events.ics`: whatever the selection holds."""
    return _selected(request, request.GET, "events")


@door
def noun(request: HttpRequest, dimension: str, value: str) -> HttpResponse:
    """`/{lang}/forums/{slug}.ics` and its like: `events.ics` with that selection."""
    try:
        Selection.read({dimension: [value]})
    except SelectionError:
        return refusal(f"There is no {dimension} {value} in this record.", 404)
    if dimension in request.GET:
        raise SelectionError([Problem(dimension, value, "the address itself says it already")])
    params = request.GET.copy()
    params[dimension] = value
    return _selected(request, params, value)


@door
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """`/{lang}/events/{slug}.ics`: one event, under any address it ever had."""
    if given := Selection.read(request.GET).pairs():
        raise SelectionError([Problem(*given[0], "the address itself names the event, and takes no selection")])
    named = Publication.objects.filter(kind=Noun.EVENT, slug=slug).order_by("-since").values("subject")[:1]
    publication = Publication.objects.current().filter(subject__in=named).select_related("since").first()
    found = single(publication, language(), site=settings.SITE_URL) if publication else None
    if found is None:
        return refusal("There is no such event in this record, or it has no date yet.", 404)
    return answer(request, found, slug, "ics")


def _selected(request: HttpRequest, params: QueryDict, name: str) -> HttpResponse:
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    for part, reader in (
        ("selection", lambda: Selection.read(params, also=OPTIONS)),
        ("options", lambda: Options.read(params)),
    ):
        try:
            read[part] = reader()
        except SelectionError as error:
            problems += error.problems
    if problems:
        raise SelectionError(problems)
    found = feed(read["selection"], language(), options=read["options"], site=settings.SITE_URL)
    return answer(request, found, name, "ics")
