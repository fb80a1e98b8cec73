"""A publication as it is read for one answer: in one language, naming only what is public."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from calendar_app.models.public import Publication

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """`language` chooses the display names; the trilingual ones are the same in every language."""

    publication: Publication
    language: str

    @property
    def facts(self) -> Json:
        return self.publication.facts

    def card(self, ref: str | None) -> Json | None:
        """The card of a noun that is public; None where it isn't, and then not even its id may be printed."""
        return self.publication.card(ref)

    def public(self, ref: str | None) -> str | None:
        """The id itself, if its noun is public."""
        return ref if self.card(ref) else None


def instant(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second: 2025-07-11T03:10:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
