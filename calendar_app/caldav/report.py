"""REPORT (RFC 3253 section 3.6): which report is asked for, and what each returns of an object."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from . import multiget, query, sync
from .collection import Collection
from .errors import Refusal
from .members import Member
from .names import Name, caldav, dav
from .places import Place
from .reading import Element, read

UNSUPPORTED = "<D:supported-report/>"
Report = Callable[[HttpRequest, Element, Place, Collection], HttpResponseBase]
ON_MEMBERS: dict[Name, Report] = {caldav("calendar-query"): query.query, caldav("calendar-multiget"): multiget.multiget}
ON_COLLECTIONS: dict[Name, Report] = {**ON_MEMBERS, dav("sync-collection"): sync.sync}


def report(request: HttpRequest, place: Place, collection: Collection | None) -> HttpResponseBase:
    """Raises Refusal (DAV:supported-report) for a report that the resource has not, free-busy-query among them."""
    element = read(request.body)
    if element is None:
        raise Refusal(400, "A REPORT says in its body which.")
    known = ON_MEMBERS if isinstance(place, Member) else ON_COLLECTIONS
    if collection is None or element.name not in known:
        raise Refusal(403, "There is no such report of this resource.", UNSUPPORTED)
    return known[element.name](request, element, place, collection)
