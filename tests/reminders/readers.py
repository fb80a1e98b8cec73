"""Subscribers for tests, and the clock by which their mails are sent."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from calendar_app.models.readers import Delivery, Subscription
from calendar_app.reminders import sending, subscribing
from calendar_app.reminders.wish import Wish
from calendar_app.selection import Selection
from tests.factories import NOW

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_numbers = count(1)


def asked(email: str = "", *, selection: str = "", now: datetime = NOW, **wish: Any) -> Subscription:
    """Somebody who asked and has not confirmed."""
    wanted = Wish(**{"language": "en", "before": (DAY,), "alerts": True, **wish})
    return subscribing.ask(
        email=email or f"reader{next(_numbers)}@example.org",
        selection=Selection.read(parse_qs(selection)),
        wish=wanted,
        now=now,
    )


def reader(email: str = "", *, now: datetime = NOW, **asks: Any) -> Subscription:
    """Somebody who confirmed, and whose first mail is out of the way."""
    made = asked(email, now=now, **asks)
    subscribing.confirm(subscription=made, now=now)
    Delivery.objects.filter(subscription=made).delete()
    made.refresh_from_db()
    return made


def send(now: datetime = NOW, **options: Any) -> Counter[str]:
    """What the clock does at that moment."""
    return sending.send_due(clock=lambda: now, site=settings.SITE_URL, **options)
