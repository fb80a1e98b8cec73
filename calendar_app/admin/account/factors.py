"""One's own second factors: an app set up, a factor removed, recovery codes made anew."""

from io import BytesIO

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from calendar_app.accounts import limits, proofs, recovery, sittings, totp
from calendar_app.accounts.errors import Refused
from calendar_app.models.vocabulary import Outcome

from .entering import PROVEN, note, own, page, pressed

NONCE = "new app"
QUIET = 4  # modules of white around the code (ISO/IEC 18004 section 6.3.8)


@sensitive_post_parameters("code")
@own
def app(request: HttpRequest, user: User) -> HttpResponse:
    """The secret as a picture and in letters; kept once the app has shown a right code."""
    nonce: str = request.session.setdefault(NONCE, proofs.nonce())
    status, problem = 200, ""
    if request.method == "POST":
        name = " ".join(request.POST.get("name", "").split())[:60] or _("Authenticator app")
        status, problem = _kept(user, nonce, name, request.POST.get("code", "")[:100])
        if status == 200:
            del request.session[NONCE]
            return added(request, user)
    key = totp.secret(nonce)
    address = totp.address(key, account=user.get_username(), issuer=str(settings.SITE_URL.partition("://")[2]))
    context = {
        "title": _("Set up an authenticator app"), "secret": totp.spelled(key), "picture": _picture(address),
        "address": address, "problem": problem,
    }  # fmt: skip
    return page(request, "admin/account/app.html", context, status=status)


def _kept(user: User, nonce: str, name: str, text: str) -> tuple[int, str]:
    """The status, and what to say where it is not 200."""
    now = timezone.now()
    if not limits.spend(limits.CODE, f"new {user.pk}", now=now):
        return 429, _("Too many attempts. Try again in an hour.")
    try:
        proofs.add_app(user=user, nonce=nonce, name=name, text=text, now=now)
    except Refused:
        return 400, _("This code is wrong. Look whether the clock of the device is right.")
    return 200, ""


def added(request: HttpRequest, user: User) -> HttpResponse:
    """From now on it counts for this session too. With the first one come recovery codes, and other sessions end."""
    request.session[PROVEN] = True
    note(request, Outcome.FACTOR_ADDED, user)
    messages.success(request, _("Added. From now on it is asked for when you sign in."))
    if user.second_factors.count() > 1:
        return HttpResponseRedirect(reverse("admin:account"))
    sittings.end_others(user=user, key=str(request.session.session_key))
    return _codes(request, user)


@pressed
def remove(request: HttpRequest, user: User, number: int) -> HttpResponse:
    """Take one away."""
    factor = get_object_or_404(user.second_factors.all(), pk=number)
    try:
        proofs.remove(factor=factor, keep_one=settings.REQUIRE_MFA)
    except Refused:
        messages.error(request, _("A second factor is required here: add another before you remove the last."))
    else:
        note(request, Outcome.FACTOR_REMOVED, user)
        messages.success(request, _("Removed."))
    return HttpResponseRedirect(reverse("admin:account"))


@pressed
def codes(request: HttpRequest, user: User) -> HttpResponse:
    """New recovery codes, shown now and never again."""
    if not user.second_factors.exists():
        messages.error(request, _("Recovery codes stand in for a second factor: set one up first."))
        return HttpResponseRedirect(reverse("admin:account"))
    return _codes(request, user)


def _codes(request: HttpRequest, user: User) -> HttpResponse:
    context = {"title": _("Recovery codes"), "codes": recovery.renew(user=user)}
    return page(request, "admin/account/codes.html", context)


def _picture(address: str) -> SafeString:
    picture = BytesIO()
    segno.make_qr(address, error="m").save(
        picture, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=QUIET, light="#fff", svgclass=None, lineclass=None
    )  # fmt: skip
    return mark_safe(picture.getvalue().decode())  # noqa: S308 - rectangles of segno's, no text
