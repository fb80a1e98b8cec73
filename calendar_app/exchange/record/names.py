"""What the files refer to: entries by noun and key, and rows inside entries, each with the id it has on the desk."""

from dataclasses import dataclass
from uuid import UUID

from calendar_app.models.vocabulary import Noun, OrganizationKind

from .errors import wrong
from .files import Entry, Record, file_name
from .ids import identity


@dataclass(frozen=True)
class Names:
    """Resolves the references of a record. Every method raises WrongValueError for what is not in the files."""

    record: Record

    def find(self, noun: Noun, key: object) -> UUID:
        """The id of the entry."""
        self._entry(noun, key)
        return identity(noun, str(key))

    def state(self, key: object) -> UUID:
        """The id of an organization that is a state."""
        if self._entry(Noun.ORGANIZATION, key).get("kind") != OrganizationKind.STATE:
            wrong(f"“{key}” is not a state")
        return identity(Noun.ORGANIZATION, str(key))

    def row(self, noun: Noun, key: object, lines: str, line: str, by: str = "key") -> UUID:
        """The id of the row of an entry's list whose member `by` reads `line`."""
        rows = self._entry(noun, key).get(lines)
        if not isinstance(rows, list) or not any(isinstance(row, dict) and row.get(by) == line for row in rows):
            wrong(f"“{key}” in {file_name(noun)} has no “{line}” among its {lines}")
        return identity(lines, f"{key}/{line}")

    def _entry(self, noun: Noun, key: object) -> Entry:
        entry = self.record[noun].get(key) if isinstance(key, str) else None
        if entry is None:
            wrong(f"“{key}” is not in {file_name(noun)}")
        return entry
