"""What a webhook's page says of it: how it stands, what it asks for, and what became of its last calls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from calendar_app.models.public import Publication
from calendar_app.models.readers import Delivery, Webhook
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import SelectionError
from calendar_app.webhooks.announce import wish
from calendar_app.webhooks.deliver import LATEST
from calendar_app.webhooks.halting import MAILS
from calendar_app.webhooks.results import said
from calendar_app.wording.names import Text

from . import chips, history
from .frame import language


@dataclass(frozen=True)
class Row:
    """One call: what it told of which event, and what became of it."""

    kind: str
    title: Text
    at: datetime
    state: str
    attempts: int
    failed: bool
    why: str


def described(webhook: Webhook, token: str) -> dict[str, Any]:
    """The page's context; its address is where its forms go."""
    context = {
        "webhook": webhook,
        "here": reverse("webhook", args=[token]),
        "feed": "",
        "spoken": dict(settings.LANGUAGES)[webhook.language],
        "calls": rows(webhook) if webhook.confirmed else [],
        "failed": webhook.deliveries.filter(failed__isnull=False).exists(),
    }
    try:
        return context | {"filters": [label for label, _without in chips.filters(wish(webhook))]}
    except SelectionError as error:  # a word that the record no longer has: its owner can still end it
        return context | {"problems": error.problems}


def rows(webhook: Webhook) -> list[Row]:
    """The last calls, newest first."""
    found = list(webhook.deliveries.exclude(kind__in=MAILS).order_by("-revision", "-due", "pk")[:LATEST])
    titles = _titles(found)
    return [_row(one, titles.get(one.event, Text("", ""))) for one in found]


def _row(one: Delivery, title: Text) -> Row:
    at = one.sent or one.failed or one.due
    return Row(one.kind, title, at, _state(one), one.attempts, bool(one.failed), said(one.result))


def _state(one: Delivery) -> str:
    if one.sent:
        return _("accepted")
    if one.failed:
        return _("given up")
    return _("tried again later") if one.result else _("waiting")


def _titles(calls: Iterable[Delivery]) -> dict[Any, Text]:
    current = Publication.objects.of(Noun.EVENT).current().filter(subject__in={one.event for one in calls})
    return {one.subject: history.title(one, language()) for one in current}


def failure(note: str) -> str:
    """Why the endpoint did not start, in words."""
    if note == "echo":
        return _("it answered, but not with the challenge")
    return said(note)
