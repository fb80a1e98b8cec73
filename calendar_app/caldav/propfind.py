"""PROPFIND (RFC 4918 section 9.1): what a resource is, and what lies directly under it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase

from calendar_app.models.vocabulary import LANGUAGES

from . import shelf
from .collection import Collection, rows
from .depth import depth
from .errors import Refusal
from .members import members
from .multistatus import MODES, Wanted, answer, multistatus
from .names import dav
from .places import Home, Place, Principal, Root
from .properties import CTAG, TOKEN, table
from .reading import read
from .tokens import tokens

FINITE = "<D:propfind-finite-depth/>"


def propfind(request: HttpRequest, place: Place, _: Collection | None) -> HttpResponseBase:
    wanted = _wanted(request)
    deep = depth(request, missing="infinity")
    if deep == "infinity" and isinstance(place, Root | Home | Collection):
        raise Refusal(403, "Ask with Depth 0 or 1.", FINITE)
    return multistatus(_answers(place, wanted, deep))


def _wanted(request: HttpRequest) -> Wanted:
    if (element := read(request.body)) is None:
        return Wanted("usual")
    if element.name != dav("propfind") or not any(child.name in MODES for child in element.children):
        raise Refusal(400, "The body of a PROPFIND is a DAV:propfind with prop, allprop or propname in it.")
    return Wanted.read(element)


def _answers(place: Place, wanted: Wanted, deep: str) -> Iterator[str]:
    listed = [place, *(_below(place) if deep == "1" else ())]
    calendars = [one for one in listed if isinstance(one, Collection)]
    stamps = tokens(calendars) if wanted.includes(CTAG, TOKEN) else [""] * len(calendars)
    where = {calendar.path: stamp for calendar, stamp in zip(calendars, stamps, strict=True)}
    for one in listed:
        yield answer(one, wanted, table(one, where.get(one.path, "")))
    if deep == "1" and isinstance(place, Collection):
        for member in members(place, rows(place.listings())):
            yield answer(member, wanted, table(member))


def _below(place: Place) -> list[Place]:
    match place:
        case Root():
            return [Principal(place.language), *(Home(code) for code in LANGUAGES)]
        case Home():
            return [*shelf.collections(place.language)]
    return []
