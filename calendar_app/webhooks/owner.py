"""What an owner does with a webhook: asks for it, confirms it, changes its secret, pauses it, ends it."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from calendar_app.models.readers import Delivery, Webhook
from calendar_app.models.readers.delivery import DeliveryQuerySet
from calendar_app.models.readers.private_feed import digest
from calendar_app.selection import Selection

from . import signing
from .halting import CONFIRM, MAILS, owe

MANAGE = "dcm_"  # what tokens begin with: by these letters they are kept out of every log
OCTETS = 32
UNCONFIRMED = timedelta(days=2)
IDLE = timedelta(days=90)
KEPT = timedelta(days=30)  # for which what became of a call can be looked up


def token() -> str:
    """A new token of a manage page; only its hash is ever kept."""
    return MANAGE + secrets.token_urlsafe(OCTETS)


@transaction.atomic
def ask(*, url: str, email: str, selection: Selection, language: str, now: datetime) -> Webhook:
    """Remember the wish, and owe a mail to the address; nothing is called before its owner has confirmed."""
    webhook = Webhook.objects.create(
        url=url, email=email, selection=selection.query(), language=language, manage_hash=digest(token()), asked=now
    )
    owe(webhook=webhook, kind=CONFIRM, now=now)
    return webhook


def confirm(*, webhook: Webhook, now: datetime) -> str:
    """The address is its owner's; returns the secret, the only time. Raises Webhook.DoesNotExist where it was done."""
    key = signing.fresh()
    mine = Webhook.objects.filter(pk=webhook.pk, confirmed__isnull=True)
    if not mine.update(confirmed=now, secrets=signing.rotated([], key, now)):
        raise Webhook.DoesNotExist
    return key


@transaction.atomic
def rotate(*, webhook: Webhook, now: datetime) -> str:
    """A new secret, returned the only time; the one before it signs beside it for a day."""
    mine = Webhook.objects.select_for_update().get(pk=webhook.pk, confirmed__isnull=False)
    key = signing.fresh()
    mine.secrets = signing.rotated(mine.secrets, key, now)
    mine.save(update_fields=["secrets"])
    return key


def end(*, webhook: Webhook) -> None:
    """Forget it, its address and all that it was owed."""
    webhook.delete()


def replay(*, deliveries: DeliveryQuerySet, now: datetime) -> int:
    """Send calls again that were given up or accepted, under their old ids; returns how many."""
    over = Q(failed__isnull=False) | Q(sent__isnull=False)
    calls = deliveries.calls().exclude(kind__in=MAILS).filter(over)
    return calls.update(sent=None, failed=None, claimed=None, attempts=0, due=now)


def forget(*, now: datetime) -> int:
    """Delete what became of calls a month ago, webhooks that nobody confirmed in two days, and those that stood still
    for ninety; returns how many webhooks went.
    """
    Delivery.objects.calls().filter(Q(sent__lt=now - KEPT) | Q(failed__lt=now - KEPT)).delete()
    over = Webhook.objects.unconfirmed_since(now - UNCONFIRMED) | Webhook.objects.idle_since(now - IDLE)
    _, by_model = over.delete()
    return by_model.get(Webhook._meta.label, 0)
