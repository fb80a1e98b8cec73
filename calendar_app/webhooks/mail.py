"""Mails to owners: to confirm the address, and to say that calls have stopped."""

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from calendar_app.models.readers import Delivery, Webhook
from calendar_app.models.readers.private_feed import digest

from .deliver import LEASE, put_off
from .halting import CONFIRM, MAILS, PAUSED
from .owner import token
from .terms import Terms

MOST = 20  # mails that one round sends


def mail(*, terms: Terms, lease: timedelta = LEASE) -> int:
    """Send what owners are owed; returns how many were tried."""
    due = Delivery.objects.calls().filter(kind__in=MAILS)
    taken = due.claim(now=terms.clock(), lease=lease, most=MOST)
    for delivery in taken:
        _send(delivery, terms)
    return len(taken)


def _send(delivery: Delivery, terms: Terms) -> None:
    webhook = Webhook.objects.filter(deliveries=delivery).first()
    if webhook is None or (delivery.kind == CONFIRM and webhook.confirmed):
        Delivery.objects.mark_sent(delivery, now=terms.clock())
        return
    try:
        with override(webhook.language):
            composed(delivery, webhook, terms).send()
    except (SMTPException, OSError) as error:
        put_off(delivery, f"mail: {type(error).__name__}", terms)
    else:
        Delivery.objects.mark_sent(delivery, now=terms.clock())


def composed(delivery: Delivery, webhook: Webhook, terms: Terms) -> EmailMessage:
    """The mail to its owner, in the language that is active. No subject holds a stranger's text. The Message-ID is the delivery's, so that repeats can be told."""
    subject, paragraphs = _WORDS[delivery.kind](webhook, terms)
    headers = {
        "Message-ID": f"<{delivery.pk.hex}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": webhook.language,
    }
    body = "\n\n".join([*paragraphs, f"{terms.site}\n"])
    return EmailMessage(subject, body, to=[webhook.email], headers=headers)


def _confirm(webhook: Webhook, terms: Terms) -> tuple[str, list[str]]:
    return _("Confirm your webhook"), [
        _("Somebody, probably you, asked the diplomatic calendar to call this address whenever a meeting changes:"),
        webhook.url,
        _(
            "If it was you, open this page and confirm it. The page also manages the webhook: keep its address to yourself."
        ),
        terms.site + reverse("webhook", args=[_moved_in(webhook)]),
        _("If it was not you, do nothing. After two days the request is forgotten, and you will not hear of it again."),
    ]


def _paused(webhook: Webhook, terms: Terms) -> tuple[str, list[str]]:  # noqa: ARG001 - as every mail
    return _("Your webhook is paused"), [
        _("Your webhook is paused, and this address is called no more:"),
        webhook.url,
        _("Why: %(why)s.") % {"why": webhook.get_halt_display()},
        _(
            "What it has missed is kept. To start it again, open its page, whose address stands in the mail in which"
            " you confirmed it, and send the challenge."
        ),
    ]


def _moved_in(webhook: Webhook) -> str:
    """A token for the mail alone; one of an earlier attempt ends, since nothing of it was kept to send again."""
    made = token()
    Webhook.objects.filter(pk=webhook.pk, confirmed__isnull=True).update(manage_hash=digest(made))
    return made


_WORDS = {CONFIRM: _confirm, PAUSED: _paused}
