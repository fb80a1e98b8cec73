"""One's own way in, on one page: second factors, recovery codes, sessions, and what was tried lately."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.accounts import sittings

from .entering import nameless, own, page, pressed, proven

LATELY = 10  # attempts shown


@own
def overview(request: HttpRequest, user: User) -> HttpResponse:
    """What this person has and is."""
    key = request.session.session_key
    context = {
        "title": _("Your sign-in"),
        "factors": user.second_factors.all(),
        "codes": user.recovery_codes.count(),
        "sittings": [(one, one.session_id == key) for one in sittings.alive(user, now=timezone.now())],
        "tries": user.sign_ins.all()[:LATELY],
        "missing": not proven(request),
        "required": settings.REQUIRE_MFA,
        "nameless": nameless(request),
        "port": request.get_port(),
    }
    return page(request, "admin/account/overview.html", context)


@pressed
def end(request: HttpRequest, user: User) -> HttpResponse:
    """End one session by its number, or all others."""
    number = request.POST.get("number", "")
    if number.isascii() and number.isdecimal():
        many = sittings.end(user=user, number=int(number[:18]))
    else:
        many = sittings.end_others(user=user, key=str(request.session.session_key))
    messages.success(request, ngettext("%(many)s session ended.", "%(many)s sessions ended.", many) % {"many": many})
    return HttpResponseRedirect(reverse("admin:account"))
