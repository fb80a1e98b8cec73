"""Cursors: where a list goes on.

They name the last row by its sorting key, so that nothing is skipped or given twice because the record grew
meanwhile. To clients they are opaque.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Q

from calendar_app.models.public import Listing, Publication
from calendar_app.models.vocabulary import Noun

#: The sorting key of a row: an event's first day, start and id; any other noun's slug.
Key: TypeAlias = tuple[Any, ...]

LONGEST = 400
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


def of_listing(row: Listing) -> Key:
    return row.first_day, row.starts_at, row.subject


def of_publication(row: Publication) -> Key:
    return (row.slug,)


def encode(key: Key) -> str:
    text = "|".join("" if part is None else str(part) for part in key)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(noun: Noun, text: str) -> Key:
    """The key that `encode` was given for a list of this noun. Raises ValueError for any other text."""
    if len(text) > LONGEST:
        raise ValueError(text)
    key = _read(noun, urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)).decode())
    if encode(key) != text:
        raise ValueError(text)
    return key


def _read(noun: Noun, text: str) -> Key:
    if noun != Noun.EVENT:
        if not SLUG.fullmatch(text):
            raise ValueError(text)
        return (text,)
    day, start, subject = text.split("|")
    if not day:
        return None, None, UUID(subject)
    starts_at = datetime.fromisoformat(start)
    if starts_at.utcoffset() != timedelta():
        raise ValueError(text)
    return date.fromisoformat(day), starts_at, UUID(subject)


def beyond(noun: Noun, key: Key) -> Q:
    """The rows after this key: of Listing in date order, of Publication by slug."""
    if noun != Noun.EVENT:
        return Q(slug__gt=key[0])
    day, starts_at, subject = key
    if day is None:
        return Q(first_day__isnull=True, subject__gt=subject)
    same_day = Q(starts_at__gt=starts_at) | Q(starts_at=starts_at, subject__gt=subject)
    return Q(first_day__isnull=True) | Q(first_day__gt=day) | (Q(first_day=day) & same_day)
