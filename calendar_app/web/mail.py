"""Asking for mails: a form of the subscribe page, without account or cookie, so many an hour for each client."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from calendar_app.client import client
from calendar_app.models.readers import Allowance
from calendar_app.reminders import subscribing
from calendar_app.selection import Problem, Selection, SelectionError

from . import errors, mail_form
from .frame import show, with_query
from .origin import elsewhere
from .private_page import PAGE, discreet

MOST, EVERY = 20, timedelta(hours=1)
SAME, DAY = 3, timedelta(days=1)  # confirmations that one address gets in a day
FORM = "application/x-www-form-urlencoded"
EMAIL, LONGEST = "email", 254
NO_ADDRESS = gettext_noop("write an e-mail address, such as name@example.org")


@csrf_exempt  # see origin.py
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """`/{lang}/subscribe/mail/`: POST asks, and owes one mail of confirmation; GET leads to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{with_query(reverse('web:subscribe'), request.GET.urlencode())}#mail")
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
    email, selection, wish = _read(params)
    now = timezone.now()
    if not Allowance.objects.spend(door="mail", client=client(request), most=MOST, every=EVERY, now=now):
        return errors.too_many(request, MOST, EVERY)
    if Allowance.objects.spend(door="mail address", client=email.casefold(), most=SAME, every=DAY, now=now):
        subscribing.ask(email=email, selection=selection, wish=wish, now=now)
    return show(request, "reminders/asked.html", {"email": email, "same": SAME}, here="subscribe")


def _read(params: QueryDict) -> tuple[str, Selection, mail_form.Wish]:
    """What is asked for, by whom. Raises SelectionError with every problem at once."""
    problems: list[Problem] = []
    email = params.get(EMAIL, "").strip()
    try:
        validate_email(email if len(email) <= LONGEST and email.isprintable() else "")
    except ValidationError:
        problems.append(Problem(EMAIL, mail_form.printable(email), NO_ADDRESS))
    selection, wish = Selection(), None
    try:
        selection = Selection.read(params, also=(EMAIL, *mail_form.NAMES))
        if selection.asof:
            raise errors.not_here([("asof", selection.asof.isoformat())], mail_form.NAMES)
    except SelectionError as error:
        problems += error.problems
    try:
        wish = mail_form.read(params)
    except SelectionError as error:
        problems += error.problems
    if problems or wish is None:
        raise SelectionError(problems)
    return email, selection, wish
