"""The second step: a code of the app or a recovery code. The password alone opens nothing meanwhile."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from calendar_app.accounts import limits, proofs
from calendar_app.accounts.errors import Refused
from calendar_app.models.vocabulary import Outcome

from .entering import after, enter, nameless, note, note_too_many, page

AWAITED = "awaiting the second step"
PATIENCE = 600  # seconds


def await_proof(request: HttpRequest, user: User, *, wished: str) -> None:
    """Remember whose password was right."""
    until = timezone.now().timestamp() + PATIENCE
    request.session[AWAITED] = {
        "user": user.pk, "password": user.get_session_auth_hash(), "wished": wished, "until": until,
    }  # fmt: skip


@sensitive_post_parameters("code")
@never_cache
def step(request: HttpRequest) -> HttpResponse:
    """Ask for the code; whoever did not come by the password, or too long ago, begins anew."""
    user = _awaited(request)
    if user is None:
        return HttpResponseRedirect(reverse("admin:login"))
    status, problem = 200, ""
    if request.method == "POST":
        status, problem = _try(request, user)
    if status == 200 and request.method == "POST":
        wished = request.session.pop(AWAITED)["wished"]
        return HttpResponseRedirect(after(request, wished))
    context = {
        "title": _("Second step"), "problem": problem, "nameless": nameless(request), "next": request.session[AWAITED]["wished"],
        "app": user.second_factors.apps().exists(), "passkey": user.second_factors.passkeys().exists(),
    }  # fmt: skip
    return page(request, "admin/account/second.html", context, status=status)


def _try(request: HttpRequest, user: User) -> tuple[int, str]:
    """The status, and what to say where it is not 200."""
    now = timezone.now()
    if not limits.spend(limits.CODE, str(user.pk), now=now):
        note_too_many(request, user)
        return 429, _("Too many attempts. Try again in an hour, or use a passkey.")
    try:
        outcome = proofs.prove(user=user, text=request.POST.get("code", "")[:100], now=now)
    except Refused:
        note(request, Outcome.WRONG_CODE, user)
        return 400, _("This code is wrong, used, or too old.")
    limits.give_back(limits.CODE, str(user.pk))
    enter(request, user, outcome)
    return 200, ""


def _awaited(request: HttpRequest) -> User | None:
    kept = request.session.get(AWAITED)
    if not kept or kept["until"] < timezone.now().timestamp():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    same = user and constant_time_compare(user.get_session_auth_hash(), kept["password"])
    return user if same else None
