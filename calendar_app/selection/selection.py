"""A selection as a value: what was asked for, its canonical spelling, and the public rows that answer it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from calendar_app.models.public import Listing, Revision
from calendar_app.models.public.listing import ListingQuerySet

from .errors import BeforeRecord
from .names import FIELDS, NAMES
from .query import matching
from .reading import read


@dataclass(frozen=True)
class Selection:
    """Repeated values are OR, different parameters AND. Dates are local calendar days; `to` is inclusive."""

    forum: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    lifecycle: tuple[str, ...] = ()
    from_: date | None = None
    to: date | None = None
    q: str = ""
    asof: date | None = None

    @classmethod
    def read(cls, params: Mapping[str, Any], also: Collection[str] = ()) -> Self:
        """Read query parameters (a QueryDict, or lists of texts by name); `also` names what the face itself reads.

        Documented noise is dropped. Raises SelectionError with every problem at once.
        """
        return cls(**read(params, also))

    def listings(self) -> ListingQuerySet:
        """Public rows that match, now or as of `asof`, in date order. Raises BeforeRecord."""
        rows = self._rows()
        return rows if rows.query.is_empty() else rows.alive()

    def tombstones(self) -> ListingQuerySet:
        """Rows of merged and withdrawn events that matched when they went. Raises BeforeRecord."""
        return self._rows().exclude(tombstone="")

    def ever(self) -> ListingQuerySet:
        """Rows of every revision that match, tombstones too, in no order: what a feed holds, held, and lost."""
        return matching(self, Listing.objects.all())

    def _rows(self) -> ListingQuerySet:
        rows = self.ever()
        if rows.query.is_empty():
            return rows
        return rows.as_of(self.revision()).in_date_order().select_related("publication__since")

    def revision(self) -> int | None:
        """The revision that `asof` means; None without one. Raises BeforeRecord for a day before the first."""
        if self.asof is None:
            return None
        if (found := Revision.objects.as_of(self.asof)) is None:
            first = Revision.objects.order_by("n").first()
            raise BeforeRecord(first.at.date() if first else None)
        return found.n

    def pairs(self) -> list[tuple[str, str]]:
        """Parameters and values in canonical order."""
        return [(param, value) for param in NAMES for value in self.values(param)]

    def values(self, param: str) -> Sequence[str]:
        """The texts asked for under a parameter, () where it is absent."""
        value = getattr(self, FIELDS[param])
        if isinstance(value, tuple):
            return value
        return (str(value),) if value else ()

    def query(self) -> str:
        """The canonical query string; "" for everything."""
        return urlencode(self.pairs())

    def replace(self, **changes: Any) -> Self:
        """The same selection with other values, by field: `replace(forum=("arf",), from_=None)`."""
        return replace(self, **changes)

    def without(self, param: str, value: str | None = None) -> Self:
        """The same selection less a parameter, or less one of its values."""
        field = FIELDS[param]
        old = getattr(self, field)
        left: Any = type(self).__dataclass_fields__[field].default
        if value is not None and isinstance(old, tuple):
            left = tuple(one for one in old if one != value)
        return self.replace(**{field: left})
