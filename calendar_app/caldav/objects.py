"""What a report returns of each object: its properties and, where asked for, its calendar data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .errors import Refusal
from .members import Member
from .multistatus import Wanted, answer
from .names import caldav, dav
from .properties import Table, table
from .reading import Element
from .writing import text

DATA = caldav("calendar-data")
UNSUPPORTED = "<C:supported-calendar-data/>"


@dataclass(frozen=True)
class Shape:
    """`expand`: times in UTC (RFC 4791 section 9.6.5). A part of an object is never cut out: it is given whole."""

    wanted: Wanted
    expand: bool

    @classmethod
    def read(cls, element: Element) -> "Shape":
        """From a report's element. Raises Refusal: 400, or CALDAV:supported-calendar-data."""
        listed = element.first(dav("prop"))
        data = listed.first(DATA) if listed else None
        if data is not None:
            kind, version = data.attributes.get("content-type", "text/calendar"), data.attributes.get("version", "2.0")
            if (kind.lower(), version) != ("text/calendar", "2.0"):
                raise Refusal(403, "Objects are text/calendar, version 2.0.", UNSUPPORTED)
        return cls(Wanted.read(element), data is not None and data.first(caldav("expand")) is not None)

    def of(self, found: Iterable[Member]) -> Iterator[str]:
        """The response elements of these objects."""
        return (answer(member, self.wanted, self._table(member)) for member in found)

    def _table(self, member: Member) -> Table:
        body = member.expanded if self.expand else lambda: member.body
        return {**table(member), DATA: lambda _: text(body().decode())}
