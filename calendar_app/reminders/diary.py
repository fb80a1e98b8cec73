"""The diary as news agencies write it, of the week ahead: once a day, at the hour and in the zone of the reader."""

from datetime import datetime

from calendar_app.models.readers import Delivery, Subscription

from .digest import BATCH, morning

DIARY = "diary"


def diaries(*, now: datetime) -> int:
    """Owe every diary whose hour has come; returns how many were found, old ones included."""
    readers = Subscription.objects.listening().filter(options__diary=True)
    owed = [row for reader in readers.iterator() if (row := morning(reader, DIARY, now))]
    Delivery.objects.bulk_create(owed, batch_size=BATCH, ignore_conflicts=True)
    return len(owed)
