"""The door: finds what stands at an address, lets each verb answer, and turns refusals into the words of WebDAV."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from . import places, private, refuse, shelf
from .collection import Collection
from .errors import Refusal
from .get import get
from .options import ALLOW, ALWAYS, PRIVATE, options
from .propfind import propfind
from .report import report
from .writing import CONTENT_TYPE, document

Verb = Callable[[HttpRequest, places.Place, Collection | None], HttpResponseBase]
VERBS: dict[str, Verb] = {"OPTIONS": options, "GET": get, "HEAD": get, "PROPFIND": propfind, "REPORT": report}


@csrf_exempt  # nothing can be written
def answer(request: HttpRequest) -> HttpResponseBase:
    """Everything under /caldav/. Nobody is ever asked to sign in."""
    try:
        response = _answer(request)
    except Refusal as refusal:
        response = _refusal(refusal)
    except RequestDataTooBig as error:
        response = _refusal(Refusal(413, str(error)))
    for header, value in (PRIVATE if private.is_below(request.path) else ALWAYS).items():
        response[header] = value
    return response


@csrf_exempt  # nothing can be written
def well_known(_: HttpRequest) -> HttpResponse:
    """RFC 6764 section 5. 307 keeps the method and the body; after 301, python's requests sends a PROPFIND without one."""
    return HttpResponseRedirect(shelf.ROOT, headers={"Cache-Control": "public, max-age=86400"}, preserve_request=True)


def _answer(request: HttpRequest) -> HttpResponseBase:
    method = request.method or ""
    if method in refuse.NEEDED:
        refuse.refuse(request)
    if method not in VERBS:
        raise Refusal(405, "This calendar is to be read.", headers={"Allow": ALLOW})
    found = places.find(request.path, (get_language() or "en")[:2])
    if found is None:
        raise Refusal(404, "There is nothing at this address.")
    return VERBS[method](request, *found)


def _refusal(refusal: Refusal) -> HttpResponse:
    """RFC 4918 section 16 where a precondition has a name, words where it has none."""
    body, kind = f"{refusal.why}\n".encode(), "text/plain; charset=utf-8"
    if refusal.condition:
        body, kind = document("error", refusal.condition), CONTENT_TYPE
    return HttpResponse(body, status=refusal.status, content_type=kind, headers=refusal.headers)
