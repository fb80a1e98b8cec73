"""The page from which whoever knows its token confirms a webhook, starts it, changes its secret, pauses it or ends it."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from calendar_app.models.readers import Allowance, Delivery, Webhook
from calendar_app.models.readers.webhook import Halt
from calendar_app.tasks.webhooks import terms
from calendar_app.webhooks import owner
from calendar_app.webhooks.challenge import start
from calendar_app.webhooks.halting import halt

from . import errors
from .frame import show
from .origin import elsewhere
from .private_page import PAGE, discreet
from .webhook import EVERY, MOST, later
from .webhook_page import described, failure

View = Callable[..., HttpResponse]
SECONDS = 5  # that a person waits for the endpoint


def _private(view: View) -> View:
    """A view whose answers, whatever they are, no cache shares and no Referer tells of."""

    @csrf_exempt  # the token in the address is the authority, and no forger knows it
    @wraps(view)
    def answered(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        return discreet(view(request, token, **more), PAGE)

    return answered


def _owner(view: View) -> View:
    """A view for whoever knows the token, in the webhook's own language."""

    @wraps(view)
    def answered(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        try:
            found = Webhook.objects.managed_with(token).get()
            with override(found.language):
                response = view(request, found, token, **more)
                response["Content-Language"] = found.language
        except Webhook.DoesNotExist:
            response = errors.not_found(request, Http404())
        return response

    return answered


@_private
@require_safe
@_owner
def manage(request: HttpRequest, found: Webhook, token: str) -> HttpResponse:
    """`/webhooks/{token}/`: how it stands and what it was told last; before it is confirmed, the button that does so."""
    return _page(request, found, token)


@_private
@require_POST
@_owner
def change(request: HttpRequest, found: Webhook, token: str, verb: str) -> HttpResponse:
    """`…/{verb}/`: one of the page's buttons."""
    if elsewhere(request, hidden=True):
        return errors.forbidden(request, PermissionDenied())
    if verb not in VERBS or (verb not in ALWAYS and not found.confirmed):
        raise Webhook.DoesNotExist
    return VERBS[verb](request, found, token)


@_private
def nowhere(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - the address hands it over
    """Anything else below `/webhooks/`: mistyped, but perhaps with a token in it."""
    return errors.not_found(request, Http404())


def _page(request: HttpRequest, found: Webhook, token: str, said: str = "") -> HttpResponse:
    if not found.confirmed:
        return show(request, "web/webhook_confirm.html", described(found, token), here="subscribe")
    return show(request, "web/webhook_manage.html", {**described(found, token), "said": said}, here="subscribe")


def _back(token: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("webhook", args=[token]), status=HTTPStatus.SEE_OTHER)


def _confirm(request: HttpRequest, found: Webhook, token: str) -> HttpResponse:
    return _secret(request, found, token, owner.confirm(webhook=found, now=timezone.now()))


def _rotate(request: HttpRequest, found: Webhook, token: str) -> HttpResponse:
    return _secret(request, found, token, owner.rotate(webhook=found, now=timezone.now()))


def _secret(request: HttpRequest, found: Webhook, token: str, key: str) -> HttpResponse:
    context = {**described(found, token), "secret": key, "first": not found.confirmed}
    return show(request, "web/webhook_secret.html", context, here="subscribe")


def _start(request: HttpRequest, found: Webhook, token: str) -> HttpResponse:
    spent = {"door": "webhook challenge", "client": str(found.pk), "most": MOST, "every": EVERY}
    if not Allowance.objects.spend(**spent, now=timezone.now()):  # type: ignore[arg-type] # as named above
        return later(request)
    result = start(webhook=found, terms=replace(terms(), seconds=SECONDS))
    found.refresh_from_db()
    return _page(request, found, token, "" if found.running else failure(result.note))


def _pause(request: HttpRequest, found: Webhook, token: str) -> HttpResponse:  # noqa: ARG001 - as every button
    halt(webhook=found, why=Halt.OWNER, now=timezone.now())
    return _back(token)


def _replay(request: HttpRequest, found: Webhook, token: str) -> HttpResponse:  # noqa: ARG001 - as every button
    failed = Delivery.objects.filter(webhook=found, failed__isnull=False)
    owner.replay(deliveries=failed, now=timezone.now())
    return _back(token)


def _end(request: HttpRequest, found: Webhook, token: str) -> HttpResponse:  # noqa: ARG001 - as every button
    owner.end(webhook=found)
    return show(request, "web/webhook_ended.html", {}, here="subscribe")


VERBS: dict[str, View] = {
    "confirm": _confirm, "start": _start, "rotate": _rotate, "pause": _pause, "replay": _replay, "end": _end,
}  # fmt: skip
ALWAYS = ("confirm", "end")
