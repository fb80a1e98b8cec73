"""calendar-query (RFC 4791 section 7.8): the objects that a filter describes."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase

from calendar_app.ical.tree import tree

from . import filters
from .collection import Collection, Row, rows
from .depth import depth
from .filters import ComponentFilter
from .members import Member, members
from .multistatus import multistatus
from .names import caldav
from .objects import Shape
from .places import Place
from .ranges import floating
from .reading import Element

EVENT = "VEVENT"


def query(request: HttpRequest, element: Element, place: Place, collection: Collection) -> HttpResponseBase:
    """Depth: 1, or none at all: nobody means to ask about the collection without its objects, as RFC 4791 would have it."""
    shape = Shape.read(element)
    outer = filters.read(element.first(caldav("filter")), floating(element.first(caldav("timezone"))))
    listings = collection.listings()
    if isinstance(place, Member):
        listings = listings.filter(subject=place.row.subject)
    elif depth(request, missing="1") == "0":
        listings = listings.none()
    for inner in outer.components:
        if inner.name == EVENT and inner.span:
            listings = listings.filter(inner.span.condition())
    found = [row for row in rows(listings) if _may_hold(outer, row)]
    return multistatus(shape.of(_matching(collection, found, outer)))


def _may_hold(outer: ComponentFilter, row: Row) -> bool:
    """What the UID alone decides, so that a search for one object does not read all of them."""
    uid = str(row.subject)
    return all(
        asked.match.holds(uid)
        for inner in outer.components
        if inner.name == EVENT and not inner.absent
        for asked in inner.properties
        if asked.name == "UID" and asked.match and not asked.absent
    )


def _matching(collection: Collection, found: list[Row], outer: ComponentFilter) -> Iterator[Member]:
    """Most filters ask for events in a time, which the index has answered: no object is read for them."""
    answered = not (outer.absent or outer.properties) and all(
        one.name == EVENT and one.bare for one in outer.components
    )
    for member in members(collection, found):
        if answered or outer.holds(tree(member.body)[0]):
            yield member
