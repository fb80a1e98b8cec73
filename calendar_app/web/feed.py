"""The door of calendar programs: any selection as a feed, each noun's, and one event's, in each of its forms."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from calendar_app.feeds import OPTIONS, Feed, Large, Options, diary_file, face, single, single_face, standing
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Problem, Selection, SelectionError

from .frame import language
from .served import answer, door, refusal

ALWAYS = ("undated",)  # one event comes whatever is known of its date, so its address takes no such option


@door
def events(request: HttpRequest, form: str = "ics") -> HttpResponseBase:
    """`/{lang}/events.ics`: whatever the selection holds."""
    return _selected(request, request.GET, "events", form)


@door
def noun(request: HttpRequest, dimension: str, value: str, form: str = "ics") -> HttpResponseBase:
    """`/{lang}/forums/{slug}.ics` and its like: `events.ics` with that selection."""
    try:
        Selection.read({dimension: [value]})
    except SelectionError:
        return refusal(f"There is no {dimension} {value} in this record.", 404)
    if dimension in request.GET:
        raise SelectionError([Problem(dimension, value, "the address itself says it already")])
    params = request.GET.copy()
    params[dimension] = value
    return _selected(request, params, value, form)


@door
def event(request: HttpRequest, slug: str, form: str = "ics") -> HttpResponseBase:
    """`/{lang}/events/{slug}.ics`: one event, under any address it ever had."""
    selection, options = _read(request.GET, [name for name in _options(form) if name not in ALWAYS])
    if given := selection.pairs():
        raise SelectionError([Problem(*given[0], "the address itself names the event, and takes no selection")])
    named = Publication.objects.filter(kind=Noun.EVENT, slug=slug).order_by("-since").values("subject")[:1]
    publication = Publication.objects.current().filter(subject__in=named).select_related("since").first()
    found = None
    if publication and form == "ics":
        found = single(publication, language(), options=options, site=settings.SITE_URL)
    elif publication:
        found = single_face(form, publication, language(), options=options, site=settings.SITE_URL)
    if found is None:
        return refusal("There is no such event in this record, or it has no date yet.", 404)
    return answer(request, found, slug, form)


def _selected(request: HttpRequest, params: QueryDict, name: str, form: str) -> HttpResponseBase:
    selection, options = _read(params, _options(form))
    if form == "ics":
        found: Feed | Large = standing(selection, language(), options=options, site=settings.SITE_URL)
    elif form == "pdf":
        found = diary_file(selection, language(), options=options, site=settings.SITE_URL)
    else:
        found = face(form, selection, language(), options=options, site=settings.SITE_URL)
    return answer(request, found, name, form)


def _options(form: str) -> list[str]:
    """The options that a form has: components of RFC 9073 are iCalendar's alone, and a diary has a place for every date."""
    if form == "pdf":
        return ["cancelled"]
    return [name for name in OPTIONS if form == "ics" or name != "profile"]


def _read(params: QueryDict, names: list[str]) -> tuple[Selection, Options]:
    """Selection and options, or every problem of both. Raises SelectionError."""
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    for part, reader in (
        ("selection", lambda: Selection.read(params, also=names)),
        ("options", lambda: Options.read({name: params.getlist(name) for name in names if name in params})),
    ):
        try:
            read[part] = reader()
        except SelectionError as error:
            problems += error.problems
    if problems:
        raise SelectionError(problems)
    return read["selection"], read["options"]
