"""A calendar collection: which selection it holds, in which language, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, Value

from calendar_app.feeds import Options
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.selection import Selection
from calendar_app.wording.names import Text

STANDARD = Options()


class Row(NamedTuple):
    """A member, as far as the index knows it."""

    publication: int
    subject: UUID
    since: int
    first_day: date
    end_day: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    modified: datetime


COLUMNS = (
    "publication", "subject", "since_rev", "first_day", "end_day", "starts_at", "ends_at", "zone", "publication__since__at",
)  # fmt: skip


@dataclass(frozen=True)
class Collection:
    """RFC 4791 section 4.2. Forums have one in each language; a private feed's token may name another.

    `path` ends in a slash. `key` says what the collection is and outlives every renaming: its sync tokens are bound to
    it. `past` is the selection in the words of all revisions, where slugs have changed. `options` never bring undated
    events in: an object without a day has no place in a time range. `alarms` are spans before each event's start.
    """

    path: str
    language: str
    key: str
    name: Text
    selection: Selection
    past: Selection
    options: Options = STANDARD
    alarms: tuple[timedelta, ...] = ()

    def listings(self) -> ListingQuerySet:
        """What it holds now, by UID."""
        return self._held(self.selection.listings()).order_by("subject")

    def ever(self) -> ListingQuerySet:
        """What it holds or held in any revision."""
        return self._held(self.past.ever()).order_by()

    def _held(self, rows: ListingQuerySet) -> ListingQuerySet:
        return self.options.held(rows).known_to_day().alive()


def rows(listings: ListingQuerySet) -> list[Row]:
    """The rows of a listing query, in its order: one query."""
    return [Row(*columns) for columns in listings.values_list(*COLUMNS)]


def last_changes(collections: Sequence[Collection]) -> list[int]:
    """For each, the revision in which a member last came, changed or went; 0 where there never was one. One query."""
    if not collections:
        return []
    first, *others = [_moments(collection, place) for place, collection in enumerate(collections)]
    found = {which: max(came or 0, went or 0) for which, came, went in first.union(*others, all=True)}
    return [found.get(place, 0) for place in range(len(collections))]


def _moments(collection: Collection, place: int) -> Any:
    moments = collection.ever().annotate(which=Value(place)).values("which")
    return moments.annotate(came=Max("since_rev"), went=Max("until_rev")).values_list("which", "came", "went")
