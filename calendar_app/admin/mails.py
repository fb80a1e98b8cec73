"""Mails for operators: how the sending goes on, and each kind as its readers get it, in each language."""

import base64
import hashlib
import re
from datetime import timedelta
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.core.mail import EmailMultiAlternatives
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.clickjacking import xframe_options_sameorigin

from calendar_app.models.readers import Delivery, Standstill, Webhook
from calendar_app.models.readers.webhook import Halt
from calendar_app.models.vocabulary import LANGUAGES
from calendar_app.reminders.errors import Moot
from calendar_app.reminders.examples import KINDS, example
from calendar_app.webhooks import halting
from calendar_app.webhooks.mail import composed
from calendar_app.webhooks.terms import Terms

LATELY = timedelta(days=1)
MOST = 20  # reasons shown
EVERY = 10  # seconds between two looks, for who asked for them
VIEW = "calendar_app.view_delivery"
#: Kind of mail → what operators call it.
NAMES: dict[str, str | Promise] = {
    "confirm": gettext_lazy("Confirmation of a subscription"),
    "reminder": gettext_lazy("Reminder"),
    "change": gettext_lazy("Alert of a change"),
    "digest": gettext_lazy("Overview of what is ahead"),
    "diary": gettext_lazy("Diary of the week ahead"),
    halting.CONFIRM: gettext_lazy("Confirmation of a webhook"),
    halting.PAUSED: gettext_lazy("Word that a webhook is paused"),
}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def may_look(request: HttpRequest) -> bool:
    """Whoever may view deliveries."""
    return request.user.has_perm(VIEW)


def entry() -> dict[str, Any]:
    """Its line on the front page, as Django has them of models."""
    named = {"name": _("Mails: progress and previews"), "object_name": "Mails"}
    return {**named, "admin_url": reverse("admin:mails"), "add_url": None, "view_only": True, "perms": {}}


@permission_required(VIEW, raise_exception=True)
def progress(request: HttpRequest) -> HttpResponse:
    """What is due, sent and failed, by kind, and why; `?every=10` looks again by itself."""
    now = timezone.now()
    since = now - LATELY
    tally = Delivery.objects.all().tally(now=now, since=since)
    context = {
        "title": _("Mails: progress and previews"),
        "now": now,
        "tally": [{**row, "name": NAMES.get(row["kind"], row["kind"])} for row in tally],
        "reasons": Delivery.objects.all().reasons(since=since, most=MOST),
        "standstill": Standstill.objects.first(),
        "every": EVERY if request.GET.get("every") else 0,
        "kinds": [
            (kind, name, [(code, dict(settings.LANGUAGES)[code]) for code in LANGUAGES]) for kind, name in NAMES.items()
        ],
    }
    return TemplateResponse(request, "admin/mails.html", {**admin.site.each_context(request), **context})


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type] # it forgets that views may take more
@permission_required(VIEW, raise_exception=True)
def preview(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """One kind of mail in one language: its head, its page in a frame, and its text."""
    context: dict[str, Any] = {"title": NAMES.get(kind, ""), "mail_language": language}
    try:
        mail = _mail(kind, language)
    except Moot as reason:
        context["moot"] = str(reason)
    else:
        headers = [(name, value) for name, value in mail.message().items() if name in SHOWN]
        context |= {"mail": mail, "headers": headers, "frame": f"{request.path}html/" if _page(mail) else ""}
    return TemplateResponse(request, "admin/mail.html", {**admin.site.each_context(request), **context})


@xframe_options_sameorigin
@permission_required(VIEW, raise_exception=True)
def html(_request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """The mail's page for the frame alone: no script, nothing fetched, and no style but its own."""
    try:
        page = _page(_mail(kind, language))
    except Moot as reason:
        raise Http404(str(reason)) from reason
    if not page:
        raise Http404
    hashes = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(page))
    allowed = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes)
    policy = (
        f"default-src 'none'; style-src {allowed}; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox"
    )
    return HttpResponse(page, headers={"Content-Security-Policy": policy})


SHOWN = ("From", "To", "Message-ID", "Content-Language", "List-Unsubscribe", "List-Unsubscribe-Post")


def _mail(kind: str, language: str) -> Any:
    """Raises Http404 for what there is not, and Moot where the record has nothing for it."""
    if kind not in NAMES or language not in LANGUAGES:
        raise Http404
    now = timezone.now()
    if kind in KINDS:
        return example(kind, language, site=settings.SITE_URL, now=now)
    owned = Webhook(
        email="owner@example.org", url="https://example.org/hook", language=language, asked=now, halt=Halt.DEAD
    )
    terms = Terms(site=settings.SITE_URL, clock=timezone.now, schedule=(), pause_after=LATELY)
    with override(language):
        return composed(Delivery(kind=kind), owned, terms)


def _page(mail: Any) -> str:
    pages = mail.alternatives if isinstance(mail, EmailMultiAlternatives) else []
    return str(pages[0][0]) if pages else ""
