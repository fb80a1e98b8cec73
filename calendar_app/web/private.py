"""Making a private feed: a form of the subscribe page, without account or cookie, so many an hour for each client."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from calendar_app.client import client
from calendar_app.feeds import OPTIONS, Options, alarms, private
from calendar_app.models.readers import Allowance
from calendar_app.selection import Problem, Selection, SelectionError

from . import errors
from .frame import language, with_query
from .origin import elsewhere
from .private_page import PAGE, discreet, shown

MOST, EVERY = 20, timedelta(hours=1)
FORM = "application/x-www-form-urlencoded"
OWN = (*OPTIONS, alarms.NAME)
#: What alarms may be refused for; listed so that the catalogues hold it.
REASONS = (
    gettext_noop("write durations such as P1D or PT1H"),
    gettext_noop("give at most five"),
    gettext_noop("give from a minute to a year"),
)


@csrf_exempt  # see origin.py
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """`/{lang}/subscribe/private/`: POST makes a feed and shows its addresses once; GET leads to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{with_query(reverse('web:subscribe'), request.GET.urlencode())}#private")
    try:
        response = _made(request)
    except SelectionError as error:
        response = errors.unreadable(request, error.problems)
    return discreet(response, PAGE)


def _made(request: HttpRequest) -> HttpResponse:
    if elsewhere(request):
        return errors.forbidden(request, PermissionDenied())
    if request.content_type not in ("", FORM):
        return HttpResponse(f"Send {FORM}.\n", status=415, content_type="text/plain; charset=utf-8")
    params = request.GET.copy()
    params.update(request.POST)
    wish, now = _wish(params), timezone.now()
    if not Allowance.objects.spend(door="private feed", client=client(request), most=MOST, every=EVERY, now=now):
        return errors.too_many(request, MOST, EVERY)
    with transaction.atomic():  # nothing is made unless its addresses can be shown
        made = private.make(
            selection=wish.selection, language=language(), options=wish.options, alarms=wish.alarms, now=now
        )
        return shown(request, made)


def _wish(params: QueryDict) -> private.Wish:
    """What is asked for. Raises SelectionError with every problem at once."""
    problems: list[Problem] = []
    read: list[Any] = []
    for reader in (lambda: Selection.read(params, also=OWN), lambda: Options.read(params), lambda: alarms.read(params)):
        try:
            read.append(reader())
        except SelectionError as error:
            problems += error.problems
    if not problems and read[0].asof:
        problems = errors.not_here([("asof", read[0].asof.isoformat())], OWN).problems
    if problems:
        raise SelectionError(problems)
    return private.Wish(*read)
