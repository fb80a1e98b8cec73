"""Into the ledger: of what was found due only what is not there yet is written, however often it is found."""

from collections.abc import Iterable
from itertools import islice

from calendar_app.models.readers import Delivery

BATCH = 1000


def owe(found: Iterable[Delivery]) -> int:
    """Write down what is not owed yet; returns how many. Whoever writes at the same time is in nobody's way."""
    rows, written = iter(found), 0
    while batch := {row.key: row for row in islice(rows, BATCH)}:
        for key in Delivery.objects.filter(key__among=list(batch)).values_list("key", flat=True):
            del batch[key]
        Delivery.objects.bulk_create(batch.values(), ignore_conflicts=True)
        written += len(batch)
    return written
