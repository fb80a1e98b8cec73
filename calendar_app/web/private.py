"""The doors of private feeds: making one, reading it, and the page from which its owner changes or ends it.

What is not there and what is no longer there are answered alike, so that nobody learns that a token was ever true.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.feeds import OPTIONS, Feed, Options, alarms, private
from calendar_app.models.readers import Allowance, PrivateFeed
from calendar_app.selection import Problem, Selection, SelectionError
from calendar_app.wording import dates

from . import chips, errors
from .client import client
from .frame import language, show, with_query
from .origin import elsewhere
from .served import answer

MOST, EVERY = 20, timedelta(hours=1)
FORM = "application/x-www-form-urlencoded"
OWN = (*OPTIONS, alarms.NAME)
#: What alarms may be refused for; listed so that the catalogues hold it.
REASONS = (
    gettext_noop("write durations such as P1D or PT1H"),
    gettext_noop("give at most five"),
    gettext_noop("give from a minute to a year"),
)
#: What the options are called on pages; the form of the subscribe page says the same.
CANCELLED = {
    "status": gettext_noop("Kept, with a mark in the title and the status"),
    "mark": gettext_noop("Kept, with a mark in the title alone"),
    "drop": gettext_noop("Left out"),
}
UNDATED = {
    "omit": gettext_noop("Left out until the day is known"),
    "span": gettext_noop("Shown as free all-day spans"),
}
ALARMS = {
    "P7D": gettext_noop("A week before"),
    "P1D": gettext_noop("A day before"),
    "PT1H": gettext_noop("An hour before"),
    "PT15M": gettext_noop("15 minutes before"),
}
#: On the feed: it is asked for anew each time, so that a revoked one is gone at once.
FEED = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: On every page that shows an address, or has one in its own.
PAGE = FEED | {"Cache-Control": "private, no-store"}
View = Callable[..., HttpResponse]


def _with(response: HttpResponse, headers: Mapping[str, str]) -> HttpResponse:
    for name, value in headers.items():
        response[name] = value
    return response


# Making


@csrf_exempt  # see origin.py
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """`/{lang}/subscribe/private/`: POST makes a feed and shows its addresses once; GET leads to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{with_query(reverse('web:subscribe'), request.GET.urlencode())}#private")
    try:
        response = _made(request)
    except SelectionError as error:
        response = errors.unreadable(request, error.problems)
    return _with(response, PAGE)


def _made(request: HttpRequest) -> HttpResponse:
    if elsewhere(request):
        return errors.forbidden(request, PermissionDenied())
    if request.content_type not in ("", FORM):
        return HttpResponse(f"Send {FORM}.\n", status=415, content_type="text/plain; charset=utf-8")
    params = request.GET.copy()
    params.update(request.POST)
    wish, now = _wish(params), timezone.now()
    if not Allowance.objects.spend(door="private feed", client=client(request), most=MOST, every=EVERY, now=now):
        return _later(request)
    made = private.make(
        selection=wish.selection, language=language(), options=wish.options, alarms=wish.alarms, now=now
    )
    return _shown(request, made)


def _wish(params: QueryDict) -> private.Wish:
    """What is asked for. Raises SelectionError with every problem at once."""
    problems: list[Problem] = []
    read: list[Any] = []
    for reader in (lambda: Selection.read(params, also=OWN), lambda: Options.read(params), lambda: alarms.read(params)):
        try:
            read.append(reader())
        except SelectionError as error:
            problems += error.problems
    if not problems and read[0].asof:
        problems = errors.not_here([("asof", read[0].asof.isoformat())], OWN).problems
    if problems:
        raise SelectionError(problems)
    return private.Wish(*read)


def _later(request: HttpRequest) -> HttpResponse:
    response = show(request, "web/429.html", {"most": MOST}, status=429)
    response["Retry-After"] = str(int(EVERY.total_seconds()))
    return response


def _shown(request: HttpRequest, made: private.Addresses) -> HttpResponse:
    """The page that shows the addresses, the only time."""
    https = settings.SITE_URL + reverse("private-feed", args=[made.token])
    context = {
        "https": https,
        "webcal": "webcal://" + https.partition("://")[2],
        "caldav": f"{settings.SITE_URL}{reverse('caldav:door')}/feeds/{made.token}/",
        "manage": settings.SITE_URL + reverse("private-manage", args=[made.manage]) if made.manage else "",
        **_described(made.feed),
    }
    return show(request, "web/private_made.html", context, here="subscribe")


def _described(feed: PrivateFeed) -> dict[str, Any]:
    """What a page says of a feed: its filters by name, and its options in words."""
    said: dict[str, Any] = {"feed": "", "spoken": dict(settings.LANGUAGES)[feed.language]}
    try:
        wish = private.wish(feed)
    except SelectionError as error:  # a word that the record no longer has: its owner can still end the feed
        return said | {"problems": error.problems}
    return said | {
        "filters": [label for label, _without in chips.filters(wish.selection)],
        "cancelled": _(CANCELLED[wish.options.cancelled]),
        "undated": _(UNDATED[wish.options.undated]),
        "alarms": [_(ALARMS[span]) if span in ALARMS else span for span in alarms.written(wish.alarms)],
    }


# Reading


@csrf_exempt  # a write is answered by 405
def feed(request: HttpRequest, token: str) -> HttpResponse:
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
    return _with(response, FEED)


def _served(request: HttpRequest, found: PrivateFeed) -> Feed:
    """Raises SelectionError for a parameter that is not noise, or where the feed's own selection is lost."""
    if given := Selection.read(request.GET).pairs():
        raise SelectionError([Problem(*given[0], "the address itself says what the feed holds")])
    return private.served(found, site=settings.SITE_URL)


def _refusal(text: str, status: int, headers: Mapping[str, str] = MappingProxyType({})) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    return _with(response, {**FEED, **headers})


# Managing


def _owner(view: View) -> View:
    """A view for whoever knows the manage token, in the feed's own language."""

    @csrf_exempt  # the token in the address is the authority, and no forger knows it
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        try:
            found = PrivateFeed.objects.alive().managed_with(token).get()
            with override(found.language):
                response = view(request, found)
                response["Content-Language"] = found.language
        except PrivateFeed.DoesNotExist:
            response = errors.not_found(request, Http404())
        return _with(response, PAGE)

    return answered


@require_safe
@_owner
def manage(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`/feeds/manage/{token}/`: what the feed holds, when it was last fetched, and the two buttons."""
    context = {
        "made": dates.day(found.made.date(), found.language),
        "used": dates.day(found.used.date(), found.language) if found.used else "",
        **_described(found),
    }
    return show(request, "web/private_manage.html", context)


@require_POST
@_owner
def rotate(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`…/rotate/`: a new address; the old one ends at once."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    return _shown(request, private.rotate(feed=found))


@require_POST
@_owner
def revoke(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`…/revoke/`: the end of both addresses."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    private.revoke(feed=found, now=timezone.now())
    return show(request, "web/private_revoked.html", {"feed": ""})
