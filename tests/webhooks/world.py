"""A webhook that runs, and the terms it is called under."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from calendar_app.models.public import Head
from calendar_app.models.readers import Webhook
from calendar_app.webhooks import Terms, announce, deliver, signing
from tests.factories import NOW

from .sink import Sink

SITE = "https://calendar.example"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SCHEDULE = (MINUTE, HOUR, DAY)
KEY = "whsec_" + "QUJD" * 11 + "QQ=="


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def terms(sink: Sink | None = None, clock: Clock | None = None, **fields: Any) -> Terms:
    given = {"schedule": SCHEDULE, "pause_after": 2 * DAY, "also": sink.also if sink else "", "seconds": 2.0, **fields}
    return Terms(site=SITE, clock=clock or Clock(), **given)


def webhook(url: str = "https://hooks.example/in", selection: str = "", **fields: Any) -> Webhook:
    """One that runs and has been told of everything so far."""
    given = {
        "email": "owner@example.org", "manage_hash": url[:40] + selection[:20], "asked": NOW, "confirmed": NOW, "answered": NOW,
        "secrets": signing.rotated([], KEY, NOW), "revision": Head.number(), **fields,
    }  # fmt: skip
    return Webhook.objects.create(url=url, selection=selection, **given)


def tell(under: Terms) -> int:
    """What the clock does."""
    announce(now=under.clock())
    return deliver(terms=under)
