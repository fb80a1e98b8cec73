"""Passkeys at the door: what the browser is asked, and its answer; for signing in, and for a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from calendar_app.accounts import limits, passkeys
from calendar_app.accounts.errors import Refused
from calendar_app.client import client
from calendar_app.models.vocabulary import Outcome

from .entering import after, enter, note, origin, pressed
from .factors import added

STATE = "passkey"
NEW_STATE = "new passkey"


@require_POST
@never_cache
def question(request: HttpRequest) -> HttpResponse:
    """What the browser needs to let its owner choose a passkey."""
    if not limits.spend(limits.PASSKEY, client(request), now=timezone.now()):
        return JsonResponse({}, status=429)
    options, request.session[STATE] = passkeys.challenge(origin=origin(request))
    return JsonResponse(options)


@require_POST
@sensitive_post_parameters("answer")
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """In, by a passkey alone: it was unlocked by its owner, so it is two factors by itself."""
    now = timezone.now()
    state: Any = request.session.pop(STATE, None)
    try:
        user = passkeys.owner(answer=request.POST.get("answer", ""), state=state, origin=origin(request), now=now)
    except Refused:
        if state:  # else nothing was asked, and there is nothing to tell
            note(request, Outcome.WRONG_PASSKEY, None)
        messages.error(request, _("This passkey does not open the desk."))
        return HttpResponseRedirect(reverse("admin:login"))
    enter(request, user, Outcome.PASSKEY)
    return HttpResponseRedirect(after(request, request.POST.get("next", "")))


@pressed
def invitation(request: HttpRequest, user: User) -> HttpResponse:
    """What the browser makes a new passkey from."""
    options, request.session[NEW_STATE] = passkeys.invitation(user, origin=origin(request))
    return JsonResponse(options)


@pressed
def accept(request: HttpRequest, user: User) -> HttpResponse:
    """Keep the passkey that the browser made."""
    state: Any = request.session.pop(NEW_STATE, None)
    name = " ".join(request.POST.get("name", "").split())[:60] or _("Passkey")
    try:
        passkeys.accept(
            user=user, name=name, answer=request.POST.get("answer", ""), state=state,
            origin=origin(request), now=timezone.now(),
        )  # fmt: skip
    except Refused:
        messages.error(request, _("The passkey could not be added. Try again."))
        return HttpResponseRedirect(reverse("admin:account"))
    return added(request, user)
