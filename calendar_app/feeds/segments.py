"""Keeping a large feed in segments: after a change only those are made anew that it falls into.

A segment ends after an event whose UID ends in 00, which is every 256th on average. Events that come or go elsewhere
leave that boundary where it is, so that the feed's other pieces, and what was compressed of them, stay as they are.
"""

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeAlias
from uuid import UUID

from django.db import transaction

from calendar_app.models.public import Assembly, Revision, Segment
from calendar_app.models.public.listing import ListingQuerySet

from . import deflate
from .feed import Row, bodies_of, last_change, years, zone_names
from .named import Named
from .options import Options

KEPT = timedelta(hours=1)  # how long a dropped segment may still be read, between revisions
BOUNDARY = "00"
BATCH = 1000
Key: TypeAlias = tuple[date, UUID]  # where an event stands in a feed


class Keyed(NamedTuple):
    """A row of a feed and where it stands."""

    row: Row
    key: Key


def bring_up(one: Named, upto: int, *, site: str) -> Assembly:
    """The feed with its segments brought up to a revision. Whoever comes second waits, and finds it done."""
    with transaction.atomic():
        assembly = Assembly.objects.select_for_update().get(path=one.path)
        if assembly.revision >= upto:
            return assembly
        ever, now = Options().held(one.selection.ever()), Revision.objects.get(n=upto).at
        keys, changed = _changed(ever, assembly.revision, upto)
        if not assembly.segments.standing().exists():
            found = last_change(ever, upto)
            _replace(assembly, one, ever.as_of(upto), [], now, site)
            assembly.changed = found.n if found else 0
        elif keys:
            _mend(assembly, one, ever.as_of(upto), keys, now, site)
            assembly.changed = changed
        assembly.revision = upto
        assembly.save(force_update=True)
        assembly.segments.filter(dropped_at__lt=now - KEPT).delete()
        return assembly


def begin_again(one: Named) -> None:
    """Forget the feed's segments; the next who brings it up makes all of them anew."""
    with transaction.atomic():
        assembly, _ = Assembly.objects.select_for_update().get_or_create(path=one.path)
        assembly.segments.standing().update(dropped_at=Revision.objects.order_by("-n").values("at")[:1])
        Assembly.objects.filter(path=one.path).update(revision=0)


def _changed(ever: ListingQuerySet, since: int, upto: int) -> tuple[set[Key], int]:
    """Where an event came, changed or went after a revision and up to another, and the last that did any of this."""
    keys, last = set(), 0
    for name in ("since_rev", "until_rev"):
        rows = ever.filter(**{f"{name}__gt": since, f"{name}__lte": upto}).order_by()
        for revision, *key in rows.values_list(name, "first_day", "subject"):
            keys.add((key[0], key[1]))
            last = max(last, revision)
    return keys, last


def _mend(assembly: Assembly, one: Named, rows: ListingQuerySet, keys: set[Key], now: datetime, site: str) -> None:
    standing = list(assembly.segments.standing().values_list("pk", "last_day", "last_subject"))
    ends = [(day, subject) for _, day, subject in standing]
    days, subjects = zip(*keys, strict=True)
    there = rows.filter(first_day__in=days, subject__in=subjects).order_by()
    gone = keys - set(there.values_list("first_day", "subject"))
    final = len(ends) - 1
    done = -1
    for index in sorted({min(bisect_left(ends, key), final) for key in keys}):
        if index <= done:
            continue
        done = index
        while done < final and ends[done] in gone:  # its boundary went, so it runs on into the next
            done += 1
        between = _after(rows, ends[index - 1] if index else None)
        if done < final:
            between = _upto(between, ends[done])
        _replace(assembly, one, between, [pk for pk, *_ in standing[index : done + 1]], now, site)


def _after(rows: ListingQuerySet, key: Key | None) -> ListingQuerySet:
    return rows.filter(first_day__gte=key[0]).exclude(first_day=key[0], subject__lte=key[1]) if key else rows


def _upto(rows: ListingQuerySet, key: Key) -> ListingQuerySet:
    return rows.filter(first_day__lte=key[0]).exclude(first_day=key[0], subject__gt=key[1])


def _replace(
    assembly: Assembly, one: Named, rows: ListingQuerySet, old: Sequence[int], now: datetime, site: str
) -> None:
    Segment.objects.filter(pk__in=old).update(dropped_at=now)
    for found in _cut(rows):
        numbers = [keyed.row.publication for keyed in found]
        bodies = bodies_of([keyed.row for keyed in found], numbers, one.language, Options(), site)
        body = b"".join(bodies[keyed.row.publication] for keyed in found)
        _segment(assembly, found, body).save(force_insert=True)


def _cut(rows: ListingQuerySet) -> Iterator[list[Keyed]]:
    """The rows in the feed's order, a list for each segment."""
    columns = rows.order_by("first_day", "subject").values_list(
        "publication", "first_day", "end_day", "zone", "subject"
    )
    found: list[Keyed] = []
    for publication, first, end, zone, subject in columns.iterator(chunk_size=BATCH):
        found.append(Keyed(Row(publication, first, end, zone), (first, subject)))
        if subject.hex.endswith(BOUNDARY):
            yield found
            found = []
    if found:
        yield found


def _segment(assembly: Assembly, found: list[Keyed], body: bytes) -> Segment:
    rows = [keyed.row for keyed in found]
    first, last = years(rows)
    packed = deflate.piece(body)
    return Segment(
        assembly=assembly,
        last_day=found[-1].key[0],
        last_subject=found[-1].key[1],
        zones=zone_names(rows),
        first_year=first,
        last_year=last,
        body=body,
        size=len(body),
        packed=packed,
        packed_size=len(packed),
        crc=zlib.crc32(body),
        shift=deflate.shift(len(body)),
        digest=hashlib.sha256(body).hexdigest(),
    )
