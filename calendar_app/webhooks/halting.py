"""Pausing a webhook that cannot go on, and owing its owner a mail that says why."""

from datetime import datetime

from django.db import transaction

from calendar_app.models.readers import Delivery, Webhook
from calendar_app.models.readers.webhook import Halt

CONFIRM, PAUSED = "mail.confirm", "mail.paused"
MAILS = (CONFIRM, PAUSED)


@transaction.atomic
def halt(*, webhook: Webhook, why: Halt, now: datetime) -> bool:
    """Pause it until its owner starts it again; False where it is paused already. What it is owed waits."""
    if not Webhook.objects.filter(pk=webhook.pk, paused__isnull=True).update(paused=now, halt=why):
        return False
    if why != Halt.OWNER:
        owe(webhook=webhook, kind=PAUSED, now=now)
    return True


def owe(*, webhook: Webhook, kind: str, now: datetime) -> None:
    """A mail to the owner, sent and retried like a call."""
    Delivery.objects.create(key=f"{kind}:{webhook.pk}:{now.isoformat()}", webhook=webhook, kind=kind, due=now)
