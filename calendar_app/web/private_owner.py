"""The page from which whoever knows its token gives a private feed a new address, or ends it.

Every answer below `/feeds/` is for whoever asked alone, refusals and redirects as well: their addresses hold tokens.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from calendar_app.feeds import private
from calendar_app.models.readers import PrivateFeed
from calendar_app.wording import dates

from . import errors
from .frame import show
from .origin import elsewhere
from .private_page import PAGE, described, discreet, shown

View = Callable[..., HttpResponse]


def _private(view: View) -> View:
    """A view whose answers, whatever they are, no cache shares and no Referer tells of."""

    @csrf_exempt  # the token in the address is the authority, and no forger knows it
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        return discreet(view(request, token), PAGE)

    return answered


def _owner(view: View) -> View:
    """A view for whoever knows the manage token, in the feed's own language."""

    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        try:
            found = PrivateFeed.objects.alive().managed_with(token).get()
            with override(found.language):
                response = view(request, found)
                response["Content-Language"] = found.language
        except PrivateFeed.DoesNotExist:
            response = errors.not_found(request, Http404())
        return response

    return answered


@_private
@require_safe
@_owner
def manage(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`/feeds/manage/{token}/`: what the feed holds, when it was last fetched, and the two buttons."""
    context = {
        "made": dates.day(found.made.date(), found.language),
        "used": dates.day(found.used.date(), found.language) if found.used else "",
        **described(found),
    }
    return show(request, "web/private_manage.html", context)


@_private
@require_POST
@_owner
def rotate(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`…/rotate/`: a new address; the old one ends at once."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    with transaction.atomic():  # the old address stays where the new one cannot be shown
        return shown(request, private.rotate(feed=found))


@_private
@require_POST
@_owner
def revoke(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`…/revoke/`: the end of both addresses."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    private.revoke(feed=found, now=timezone.now())
    return show(request, "web/private_revoked.html", {"feed": ""})


@_private
def slashed(_request: HttpRequest, token: str) -> HttpResponse:
    """`/feeds/manage/{token}`: the page's address, which ends with a slash."""
    return HttpResponseRedirect(reverse("private-manage", args=[token]), status=HTTPStatus.MOVED_PERMANENTLY)


@_private
def nowhere(request: HttpRequest, _token: str) -> HttpResponse:
    """Anything else below `/feeds/`: mistyped, but perhaps with a token in it."""
    return errors.not_found(request, Http404())
