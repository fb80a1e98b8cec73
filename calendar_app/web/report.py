"""Reporting an error: a form that every page leads to, without account or cookie, so many an hour for each client."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from calendar_app.client import client
from calendar_app.ical.text import clean
from calendar_app.models.readers import Allowance, ErrorReport

from . import errors
from .door import page, read
from .frame import language, show
from .origin import elsewhere
from .private import FORM

MOST, EVERY = 10, timedelta(hours=1)
LEAST, LONGEST, LONGEST_PAGE, LONGEST_EMAIL = 3, 4000, 500, 254
SAY, LESS = gettext_noop("say in a few words what is wrong"), gettext_noop("write at most 4000 characters")
ADDRESS = gettext_noop("give the address of a page of this calendar, beginning with /")
EMAIL = gettext_noop("this is not an e-mail address")
Values = dict[str, str]


@page
def report(request: HttpRequest) -> HttpResponse:
    """`/{lang}/report/`: the form; `page` says where the reader was."""
    read(request, also=("page",), only=())
    about = request.GET.get("page", "")
    if _page(about):
        raise errors.refused("page", clean(about), ADDRESS, ["/en/events/"])
    return _form(request, {"page": about}, {})


@page
def thanks(request: HttpRequest) -> HttpResponse:
    """`/{lang}/report/thanks/`: where the form leads to once the report is kept."""
    read(request, only=())
    return show(request, "web/report_thanks.html", {}, here="report")


@csrf_exempt  # see origin.py
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """`/{lang}/report/send/`: POST keeps a report; GET leads to the form."""
    response = _sent(request) if request.method == "POST" else HttpResponseRedirect(reverse("web:report"))
    add_never_cache_headers(response)
    return response


def _sent(request: HttpRequest) -> HttpResponse:
    if elsewhere(request):
        return errors.forbidden(request, PermissionDenied())
    if request.content_type not in ("", FORM):
        return HttpResponse(f"Send {FORM}.\n", status=415, content_type="text/plain; charset=utf-8")
    values = {name: clean(request.POST.get(name, "")).strip() for name in ("page", "text", "email")}
    values["page"] = values["page"].removeprefix(settings.SITE_URL)
    if problems := _problems(values):
        return _form(request, values, problems, status=400)
    now = timezone.now()
    if not Allowance.objects.spend(door="error report", client=client(request), most=MOST, every=EVERY, now=now):
        response = show(request, "web/429.html", {"most": MOST}, status=429)
        response["Retry-After"] = str(int(EVERY.total_seconds()))
        return response
    ErrorReport.objects.create(**values, language=language(), made=now)
    return HttpResponseRedirect(reverse("web:report-thanks"))


def _problems(values: Values) -> Values:
    """What is wrong with the form, by field, in the reader's language."""
    found = {"page": _page(values["page"]), "text": _text(values["text"]), "email": _email(values["email"])}
    return {name: _(why) for name, why in found.items() if why}


def _page(text: str) -> str:
    """A path of this site, so that an editor's click leads nowhere else; none is as good."""
    ours = text.startswith("/") and not text.startswith("//") and text.isprintable() and len(text) <= LONGEST_PAGE
    return "" if ours or not text else ADDRESS


def _text(text: str) -> str:
    if len(text) < LEAST:
        return SAY
    return LESS if len(text) > LONGEST else ""


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        return EMAIL
    return "" if len(text) <= LONGEST_EMAIL else EMAIL


def _form(request: HttpRequest, values: Values, problems: Values, status: int = 200) -> HttpResponse:
    own = [("page", values["page"])] if values["page"] and not problems else []
    context = {"values": values, "problems": problems, "longest": LONGEST, "longest_page": LONGEST_PAGE}
    return show(request, "web/report.html", context, here="report", own=own, status=status)
