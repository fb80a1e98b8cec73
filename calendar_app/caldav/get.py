"""GET and HEAD: an object as it is. Everything above the objects leads a person to the page that explains it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import override

from .collection import Collection
from .members import Member
from .places import Place
from .properties import CALENDAR_TYPE

MAX_AGE = 5  # seconds: how long a publication may take to reach everybody


def get(request: HttpRequest, place: Place, collection: Collection | None) -> HttpResponseBase:
    """An object, or 304 or 412 by its ETag or date (RFC 9110 section 13). A collection answers 303: it has no text of its own."""
    if not isinstance(place, Member):
        return _page(place.language, collection)
    modified = int(place.row.modified.timestamp())
    headers = {
        "ETag": place.etag,
        "Last-Modified": http_date(modified),
        "Cache-Control": f"public, max-age={MAX_AGE}",
        "Content-Disposition": f'inline; filename="{place.row.subject}.ics"',
    }
    response = HttpResponse(place.body, content_type=CALENDAR_TYPE, headers=headers)
    return get_conditional_response(request, place.etag, modified, response) or response


def _page(language: str, collection: Collection | None) -> HttpResponseBase:
    with override(language):
        address = reverse("web:subscribe")
    query = urlencode(collection.selection.pairs()) if collection else ""
    response = HttpResponseRedirect(f"{address}?{query}" if query else address)
    response.status_code = 303
    return response
