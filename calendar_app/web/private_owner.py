"""The page from which whoever knows its token gives a private feed a new address, or ends it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
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
        return discreet(response, PAGE)

    return answered


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


@require_POST
@_owner
def rotate(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`…/rotate/`: a new address; the old one ends at once."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    with transaction.atomic():  # the old address stays where the new one cannot be shown
        return shown(request, private.rotate(feed=found))


@require_POST
@_owner
def revoke(request: HttpRequest, found: PrivateFeed) -> HttpResponse:
    """`…/revoke/`: the end of both addresses."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    private.revoke(feed=found, now=timezone.now())
    return show(request, "web/private_revoked.html", {"feed": ""})
