"""What every page of the door needs: who knocks, how the session stands, and the moment of coming in."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from calendar_app.accounts import limits, sittings, traces
from calendar_app.accounts.traces import Visitor
from calendar_app.client import client
from calendar_app.models.vocabulary import Outcome

BACKEND = "django.contrib.auth.backends.ModelBackend"
PROVEN = "second factor"  # in the session: it was begun, or gone on with, by one
View = Callable[..., HttpResponse]


def visitor(request: HttpRequest) -> Visitor:
    """What is kept of whoever asks."""
    return traces.visitor(address=client(request), agent=request.headers.get("User-Agent", ""))


def note(request: HttpRequest, outcome: Outcome, user: User | None) -> None:
    """One line of the log of sign-ins."""
    traces.note(outcome, user=user, visitor=visitor(request), now=timezone.now())


def note_too_many(request: HttpRequest, user: User | None) -> None:
    """One line for a refusal, though not for each of a flood."""
    if limits.spend(limits.NOTED, client(request), now=timezone.now()):
        note(request, Outcome.TOO_MANY, user)


def enter(request: HttpRequest, user: User, outcome: Outcome) -> None:
    """Sign in; the session gets a new key, and a row in its owner's list."""
    login(request, user, BACKEND)
    request.session[PROVEN] = outcome != Outcome.PASSWORD
    note(request, outcome, user)
    seen(request)


def seen(request: HttpRequest) -> None:
    """Note that this session, which is somebody's, is alive."""
    user = cast("User", request.user)
    sittings.note(key=str(request.session.session_key), user=user, visitor=visitor(request), now=timezone.now())


def proven(request: HttpRequest) -> bool:
    """Whether what is required of this session was shown."""
    return not settings.REQUIRE_MFA or bool(request.session.get(PROVEN))


def after(request: HttpRequest, wished: str) -> str:
    """Where to go then: the page that was wished for, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(wished, {request.get_host()}, require_https=request.is_secure())
    return wished if wished and ours else reverse("admin:index")


def origin(request: HttpRequest) -> str:
    """The site as this browser sees it, which is what a passkey is bound to; ALLOWED_HOSTS has judged the name."""
    return f"{request.scheme}://{request.get_host()}"


def nameless(request: HttpRequest) -> bool:
    """Whether it is reached by a number: passkeys are bound to names (WebAuthn section 5.1.3)."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def own(view: View) -> View:
    """A page for whoever is signed in as staff, with or without a second factor."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not (isinstance(user, User) and user.is_active and user.is_staff):
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("admin:account"))
        seen(request)
        return view(request, user, *args, **kwargs)

    return guarded


def pressed(view: View) -> View:
    """What a button of one's own page does; who comes otherwise is led to that page."""

    @own
    @wraps(view)
    def by_post(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:account"))
        return view(request, *args, **kwargs)

    return by_post


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> TemplateResponse:
    """A page in the desk's frame."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)
