"""The diary as news agencies write it, of the week ahead: once a day, at the hour and in the zone of the reader."""

from datetime import datetime

from calendar_app.models.readers import Subscription

from .digest import morning
from .owing import owe

DIARY = "diary"


def diaries(*, now: datetime) -> int:
    """Owe every diary whose hour has come; returns how many were not owed before."""
    readers = Subscription.objects.listening().filter(options__diary=True)
    owed = [row for reader in readers.iterator() if (row := morning(reader, DIARY, now))]
    return owe(owed)
