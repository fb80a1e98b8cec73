"""Asking for a webhook: a form of the subscribe page, without account or cookie, so many an hour for each client."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from calendar_app.client import client
from calendar_app.fetching import FetchError, target
from calendar_app.models.readers import Allowance
from calendar_app.selection import Problem, Selection, SelectionError
from calendar_app.webhooks import owner

from . import errors
from .frame import language, show, with_query
from .origin import elsewhere
from .private import FORM
from .private_page import PAGE, discreet

MOST, EVERY = 5, timedelta(hours=1)
OWN = ("url", "email")
LONGEST = 1000
#: What the form may be refused for; listed so that the catalogues hold it.
REASONS = (
    gettext_noop("write an address that begins with https://, without a user name, 1,000 letters at most"),
    gettext_noop("write an e-mail address, such as name@example.org"),
)


@csrf_exempt  # see origin.py
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """`/{lang}/subscribe/webhook/`: POST owes a mail to the address; GET leads to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{with_query(reverse('web:subscribe'), request.GET.urlencode())}#webhook")
    try:
        response = _asked(request)
    except SelectionError as error:
        response = errors.unreadable(request, error.problems)
    return discreet(response, PAGE)


def _asked(request: HttpRequest) -> HttpResponse:
    if elsewhere(request):
        return errors.forbidden(request, PermissionDenied())
    if request.content_type not in ("", FORM):
        return HttpResponse(f"Send {FORM}.\n", status=415, content_type="text/plain; charset=utf-8")
    params = request.GET.copy()
    params.update(request.POST)
    selection, url, email = _wish(params)
    for door, who in (("webhook", client(request)), ("webhook mail", email.lower())):
        if not Allowance.objects.spend(door=door, client=who, most=MOST, every=EVERY, now=timezone.now()):
            return later(request)
    made = owner.ask(url=url, email=email, selection=selection, language=language(), now=timezone.now())
    return show(request, "web/webhook_asked.html", {"webhook": made}, here="subscribe")


def later(request: HttpRequest) -> HttpResponse:
    """429: the allowance is spent."""
    response = show(request, "web/429.html", {"most": MOST}, status=429)
    response["Retry-After"] = str(int(EVERY.total_seconds()))
    return response


def _wish(params: QueryDict) -> tuple[Selection, str, str]:
    """What is asked for. Raises SelectionError with every problem at once."""
    problems: list[Problem] = []
    selection = Selection()
    try:
        selection = Selection.read(params, also=OWN)
    except SelectionError as error:
        problems += error.problems
    if selection.asof:
        problems += errors.not_here([("asof", selection.asof.isoformat())], OWN).problems
    url, email = (params.get(name, "").strip() for name in OWN)
    if not callable_at(url):
        problems.append(Problem("url", url[:80], REASONS[0], []))
    if not _mailable(email):
        problems.append(Problem("email", email[:80], REASONS[1], []))
    if problems:
        raise SelectionError(problems)
    return selection, url, email


def callable_at(url: str) -> bool:
    """Whether the address is one that a signed call may go to; its name is looked up when it is called."""
    try:
        asked = target(url)
    except FetchError:
        return False
    tested = f"{asked.host}:{asked.port}" == settings.FETCH_ALSO
    return len(url) <= LONGEST and (asked.scheme == "https" or tested)


def _mailable(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
