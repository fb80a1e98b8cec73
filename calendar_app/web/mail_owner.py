"""The pages behind the links in mails: confirming, managing, leaving.

A visit (GET, HEAD) changes nothing anywhere here, since mail scanners follow every link; each step is a POST. Every
answer is for whoever asked alone: the addresses hold tokens.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendar_app.models.readers import Subscription
from calendar_app.reminders import subscribing, tokens
from calendar_app.reminders.letters.confirmation import selected
from calendar_app.reminders.wish import wish
from calendar_app.selection import SelectionError
from calendar_app.wording import dates

from . import errors, mail_form
from .frame import show
from .origin import elsewhere
from .private_page import PAGE, discreet

View = Callable[..., HttpResponse]


def _private(view: View) -> View:
    """A view whose answers, whatever they are, no cache shares and no Referer tells of."""

    @csrf_exempt  # the token in the address is the authority, and no forger knows it
    @wraps(view)
    def answered(request: HttpRequest, token: str = "") -> HttpResponse:
        return discreet(view(request, token), PAGE)

    return answered


def _reader(kind: str) -> Callable[[View], View]:
    """A view for whoever has a token of this kind, in the subscription's own language."""

    def wrapping(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, token: str) -> HttpResponse:
            try:
                found = tokens.found(kind, token)
            except Subscription.DoesNotExist:
                return errors.not_found(request, Http404())
            with override(found.language):
                response = view(request, found)
                response["Content-Language"] = found.language
            return response

        return answered

    return wrapping


@_private
@require_http_methods(["GET", "HEAD", "POST"])
@_reader(tokens.CONFIRM)
def confirm(request: HttpRequest, found: Subscription) -> HttpResponse:
    """`/mail/confirm/{token}/`: a button, and what follows when it was pressed."""
    if request.method != "POST":
        return show(request, "reminders/confirm.html", described(found))
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    subscribing.confirm(subscription=found, now=timezone.now())
    return _back(found)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
@_reader(tokens.MANAGE)
def manage(request: HttpRequest, found: Subscription) -> HttpResponse:
    """`/mail/manage/{token}/`: everything that can be done, and by POST another wish."""
    if request.method == "POST":
        if elsewhere(request, hidden=True):
            return errors.forbidden(request, PermissionDenied())
        try:
            subscribing.change(subscription=found, wish=mail_form.read(request.POST), now=timezone.now())
        except SelectionError as error:
            return errors.unreadable(request, error.problems)
        return _back(found)
    leave = reverse("mail-unsubscribe", args=[tokens.token(tokens.END, found)])
    context = {**mail_form.context(wish(found)), **described(found), "leave": leave}
    return show(request, "reminders/manage.html", context)


@_private
@require_POST
@_reader(tokens.MANAGE)
def pause(request: HttpRequest, found: Subscription) -> HttpResponse:
    """`…/pause/`: no mails until told otherwise."""
    return _step(request, found, lambda: subscribing.pause(subscription=found, now=timezone.now()))


@_private
@require_POST
@_reader(tokens.MANAGE)
def resume(request: HttpRequest, found: Subscription) -> HttpResponse:
    """`…/resume/`: mails again."""
    return _step(request, found, lambda: subscribing.resume(subscription=found, now=timezone.now()))


@_private
@require_POST
@_reader(tokens.MANAGE)
def rotate(request: HttpRequest, found: Subscription) -> HttpResponse:
    """`…/rotate/`: another address for this page."""
    return _step(request, found, lambda: subscribing.rotate(subscription=found))


@_private
@require_POST
@_reader(tokens.MANAGE)
def erase(request: HttpRequest, found: Subscription) -> HttpResponse:
    """`…/erase/`: nothing is kept."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    subscribing.erase(subscription=found)
    return show(request, "reminders/erased.html", {"feed": ""})


@_private
@require_safe
@_reader(tokens.MANAGE)
def export(_request: HttpRequest, found: Subscription) -> HttpResponse:
    """`…/export/`: everything kept of this reader, as JSON."""
    answer = JsonResponse(subscribing.export(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="mails.json"'
    return answer


@_private
@require_http_methods(["GET", "HEAD", "POST"])
@_reader(tokens.END)
def unsubscribe(request: HttpRequest, found: Subscription) -> HttpResponse:
    """`/mail/unsubscribe/{token}/`: RFC 8058. A POST from anywhere leaves at once, however often; a visit only asks."""
    if request.method == "POST":
        subscribing.end(subscription=found, now=timezone.now())
        found.refresh_from_db()
    return show(request, "reminders/unsubscribe.html", described(found))


@_private
def slashed(request: HttpRequest, _token: str) -> HttpResponse:
    """An address of these without its last slash."""
    return HttpResponseRedirect(f"{request.path}/", status=HTTPStatus.PERMANENT_REDIRECT)


@_private
def nowhere(request: HttpRequest, _token: str) -> HttpResponse:
    """Anything else below `/mail/`: mistyped, but perhaps with a token in it."""
    return errors.not_found(request, Http404())


def described(found: Subscription) -> dict[str, Any]:
    """What every page says of a subscription."""
    moments = {
        f"{name}_on": dates.day(moment.date(), found.language) if (moment := getattr(found, name)) else ""
        for name in ("asked", "confirmed", "paused", "ended")
    }
    return {"feed": "", "email": found.email, "standing": found.standing, "selected": selected(found), **moments}


def _step(request: HttpRequest, found: Subscription, step: Callable[[], object]) -> HttpResponse:
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    step()
    return _back(found)


def _back(found: Subscription) -> HttpResponse:
    """To the manage page, so that reloading it repeats nothing."""
    to = reverse("mail-manage", args=[tokens.token(tokens.MANAGE, found)])
    return HttpResponseRedirect(to, status=HTTPStatus.SEE_OTHER)
