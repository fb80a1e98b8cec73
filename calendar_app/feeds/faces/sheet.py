"""What every face of a selection is written from: the head, and the events in date order, each with its entry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from calendar_app.ical import Entry, Head
from calendar_app.models.public import Listing, Publication


@dataclass(frozen=True, kw_only=True)
class Item:
    """One event. `entered` is the moment (UTC) at which it was first published."""

    publication: Publication
    listing: Listing
    entry: Entry
    entered: datetime

    @property
    def facts(self) -> dict[str, Any]:
        return self.publication.facts

    @property
    def gone(self) -> bool:
        """Whether only a tombstone is left of it."""
        return bool(self.publication.tombstone)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A selection in one language. `updated` (UTC) is the moment at which anything in it last changed."""

    head: Head
    author: str
    language: str
    site: str
    updated: datetime
    items: list[Item]

    @property
    def page(self) -> str:
        """The same selection for people."""
        return self.head.url

    @property
    def calendar(self) -> str:
        """The same selection for calendar programs."""
        path, question, query = self.head.source.partition("?")
        return f"{path.rpartition('.')[0]}.ics{question}{query}"
