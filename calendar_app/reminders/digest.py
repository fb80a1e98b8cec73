"""Overviews of what is ahead: one a day, or one on Mondays, at the hour and in the zone of the reader."""

from datetime import datetime, time, timedelta

from calendar_app.dates import zone
from calendar_app.models.readers import Delivery, Subscription

from .moments import wall
from .owing import owe

DIGEST = "digest"
LATE = timedelta(hours=12)
#: Days that an overview looks ahead, the day itself included.
AHEAD = {"daily": 2, "weekly": 7}


def overview(*, now: datetime) -> int:
    """Owe every overview whose hour has come; returns how many were not owed before."""
    readers = Subscription.objects.listening().filter(options__digest__in=list(AHEAD))
    owed = [row for reader in readers.iterator() if (row := _owed(reader, now))]
    return owe(owed)


def _owed(reader: Subscription, now: datetime) -> Delivery | None:
    if reader.options["digest"] == "weekly" and now.astimezone(zone(reader.zone)).weekday():
        return None
    return morning(reader, DIGEST, now)


def morning(reader: Subscription, kind: str, now: datetime) -> Delivery | None:
    """What falls due today at the hour of the reader; None before it, long after it, or where they asked later."""
    today = now.astimezone(zone(reader.zone)).date()
    due = wall(today, time(reader.local_hour), reader.zone)
    if not due <= now <= due + LATE or (reader.since and due < reader.since):
        return None
    return Delivery(key=f"{kind}:{reader.pk}:{today}", subscription=reader, kind=kind, due=due)
