"""What a delivery says, written at the moment it is sent: nothing that changed since it became due is told wrongly."""

from collections.abc import Callable
from datetime import datetime

from calendar_app.models.readers import Delivery, Subscription

from . import alerts, diary, digest, due, subscribing
from .errors import Moot
from .letter import Letter
from .letters import change, confirmation, overview, reminder
from .letters import diary as agency

Writer = Callable[[Delivery, Subscription, str, datetime], Letter]

#: Kind of delivery → who writes it, and what its reader must be for it to be sent.
WRITERS: dict[str, tuple[Writer, str]] = {
    subscribing.CONFIRM: (confirmation.write, "asked"),
    due.REMINDER: (reminder.write, "listening"),
    alerts.CHANGE: (change.write, "listening"),
    digest.DIGEST: (overview.write, "listening"),
    diary.DIARY: (agency.write, "listening"),
}


def compose(delivery: Delivery, *, site: str, now: datetime) -> tuple[Letter, Subscription]:
    """The letter and its reader, both as of now. Raises Moot."""
    write, standing = WRITERS[delivery.kind]
    reader = Subscription.objects.filter(deliveries=delivery).first()
    if reader is None or reader.standing != standing:
        raise Moot(f"the subscription is {reader.standing if reader else 'gone'}")
    return write(delivery, reader, site, now), reader
