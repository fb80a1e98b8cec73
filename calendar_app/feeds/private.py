"""Private feeds: made without an account, read at an address that nobody can guess, changed and ended by their owner.

Of both addresses only hashes are kept, so whoever reads the database can open no feed.
"""

import hashlib
import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import parse_qs

from django.db import DatabaseError, connection, transaction

from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.readers import PrivateFeed
from calendar_app.models.readers.private_feed import digest
from calendar_app.models.vocabulary import Lifecycle
from calendar_app.selection import Selection

from . import alarms
from .feed import Feed, feed
from .options import OPTIONS, Options

log = logging.getLogger(__name__)
OCTETS = 32  # of randomness in a token
FEED, MANAGE = "dcf_", "dcm_"  # what tokens begin with: by these letters config.logs keeps them out of every log
UNUSED = timedelta(days=400)
NOTED = timedelta(days=1)  # how often a feed's use is written down
PATIENCE = 100  # milliseconds that a reader waits for it
SILENT = (Lifecycle.CANCELLED, Lifecycle.POSTPONED)


@dataclass(frozen=True)
class Addresses:
    """What the owner is shown once: the feed's token and, when it is made, that of its manage page."""

    feed: PrivateFeed
    token: str = field(repr=False)
    manage: str = field(default="", repr=False)


class Wish(NamedTuple):
    """What a private feed holds."""

    selection: Selection
    options: Options
    alarms: tuple[timedelta, ...]


def make(
    *, selection: Selection, language: str, options: Options, alarms: Sequence[timedelta], now: datetime
) -> Addresses:
    """A new private feed in one language; `alarms` are spans before each event's start."""
    token, manage = _token(FEED), _token(MANAGE)
    made = PrivateFeed.objects.create(
        token_hash=digest(token),
        manage_hash=digest(manage),
        selection=selection.query(),
        options=_stored(options, alarms),
        language=language,
        made=now,
    )
    return Addresses(made, token, manage)


def rotate(*, feed: PrivateFeed) -> Addresses:
    """A new address, and the end of the old one at once; the manage page stays where it is.

    Raises PrivateFeed.DoesNotExist where the feed was revoked meanwhile.
    """
    token = _token(FEED)
    if not PrivateFeed.objects.alive().filter(pk=feed.pk).update(token_hash=digest(token)):
        raise PrivateFeed.DoesNotExist
    return Addresses(feed, token)


def revoke(*, feed: PrivateFeed, now: datetime) -> None:
    """The end of both addresses at once. Raises PrivateFeed.DoesNotExist where it was revoked already."""
    if not PrivateFeed.objects.alive().filter(pk=feed.pk).update(revoked=now):
        raise PrivateFeed.DoesNotExist


def touch(*, feed: PrivateFeed, now: datetime) -> None:
    """Note that the feed is in use, at most once a day. A database that cannot be written to now fails nobody."""
    if feed.used and now - feed.used < NOTED:
        return
    try:
        with _impatient():
            PrivateFeed.objects.filter(pk=feed.pk).update(used=now)
    except DatabaseError as error:
        log.warning("The use of %s was not noted: %s", feed, type(error).__name__)


def expire(*, now: datetime) -> int:
    """Delete the feeds that nobody has fetched for 400 days; returns how many."""
    _, by_model = PrivateFeed.objects.unused_since(now - UNUSED).delete()
    return by_model.get(PrivateFeed._meta.label, 0)


def wish(feed: PrivateFeed) -> Wish:
    """What the feed holds, in today's words. Raises SelectionError where the record knows them no longer."""
    options = {name: [value] for name, value in feed.options.items() if name in OPTIONS}
    return Wish(
        Selection.read(parse_qs(feed.selection)),
        Options.read(options),
        alarms.read({alarms.NAME: feed.options.get(alarms.NAME, [])}),
    )


def served(private: PrivateFeed, *, site: str) -> Feed:
    """The feed as it stands, alarms included. Raises SelectionError. Its SOURCE names the public feed of the same events."""
    wanted = wish(private)
    found = feed(wanted.selection, private.language, options=wanted.options, site=site)
    if not wanted.alarms:
        return found
    held = wanted.options.held(wanted.selection.ever().as_of(found.revision))
    body = alarms.rung(found.body, loud(held), wanted.alarms)
    return replace(found, body=body, etag=hashlib.sha256(body).hexdigest()[:32])


def loud(rows: ListingQuerySet) -> set[str]:
    """UIDs of those events that an alarm has a moment for: on a known day, and neither cancelled nor postponed."""
    found = rows.known_to_day().alive().exclude(lifecycle__in=SILENT)
    return {str(subject) for subject in found.order_by().values_list("subject", flat=True)}


def _token(kind: str) -> str:
    return kind + secrets.token_urlsafe(OCTETS)


def _stored(options: Options, spans: Sequence[timedelta]) -> dict[str, object]:
    given: dict[str, object] = dict(options.pairs())
    return given | {alarms.NAME: alarms.written(spans)} if spans else given


@contextmanager
def _impatient() -> Iterator[None]:
    """A transaction that gives up soon where another one holds what it needs."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")
                yield
            return
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
