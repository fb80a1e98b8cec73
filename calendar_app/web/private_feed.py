"""A private feed as calendar programs read it.

What is not there and what is no longer there are answered alike, so that nobody learns that a token was ever true.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from calendar_app.feeds import Feed, private
from calendar_app.models.readers import PrivateFeed
from calendar_app.selection import Problem, Selection, SelectionError

from .private_page import FEED, discreet
from .served import answer


@csrf_exempt  # a write is answered by 405
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """`/feeds/{token}.ics`."""
    if request.method not in ("GET", "HEAD"):
        return _refusal("This is a calendar to read: use GET or HEAD.", 405, {"Allow": "GET, HEAD"})
    found = PrivateFeed.objects.alive().read_with(token).first()
    if found is None:
        return _refusal("There is no such feed.", 404, {"Cache-Control": "private, no-store"})
    try:
        served = _served(request, found)
    except SelectionError as error:
        return _refusal(str(error), 400)
    private.touch(feed=found, now=timezone.now())
    response = answer(request, served, "calendar", "ics")
    del response["Access-Control-Allow-Origin"]
    return discreet(response, FEED | {"Content-Language": found.language})


def _served(request: HttpRequest, found: PrivateFeed) -> Feed:
    """Raises SelectionError for a parameter that is not noise, or where the feed's own selection is lost."""
    if given := Selection.read(request.GET).pairs():
        raise SelectionError([Problem(*given[0], "the address itself says what the feed holds")])
    return private.served(found, site=settings.SITE_URL)


def _refusal(text: str, status: int, headers: Mapping[str, str] = MappingProxyType({})) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    return discreet(response, {**FEED, **headers})
