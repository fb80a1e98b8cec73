"""An event as a row wants it, before it is saved: what changes, what can't be, and what is left out."""

from dataclasses import dataclass, field

from calendar_app.models.desk import Event, Topic

from .known import Known


@dataclass
class Draft:
    """`topics` is None where the row says nothing of them; `waits` names a parent that is not on the desk (yet);
    `hours` says that times stood beside the date.

    `changes` are column, before and after, as cells spell them; `problems` are columns with what to mend.
    """

    event: Event
    made: bool
    known: Known
    topics: list[Topic] | None = None
    waits: str = ""
    hours: bool = False
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """One of those that a row can have."""
        if self.problems:
            return "refused"
        if self.made:
            return "created"
        return "updated" if self.changes else "unchanged"
