"""What a calendar says of one event, as plain values: the words of RFC 5545, 7986 and 9253, nothing of ours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

Status = Literal["", "TENTATIVE", "CONFIRMED", "CANCELLED"]
LONGEST_UID = 255


class Words(NamedTuple):
    """A text and its language (RFC 5646; empty where it has none)."""

    text: str
    language: str = ""


SILENT = Words("")


class Link(NamedTuple):
    """RFC 9253 section 8.2: an address, how it relates to the event, and what to call it."""

    uri: str
    relation: str
    label: Words = SILENT


class Relation(NamedTuple):
    """RFC 5545 section 3.8.4.5: the UID of another entry and what it is to this one."""

    uid: str
    kind: Literal["PARENT", "CHILD", "SIBLING"] = "PARENT"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One VEVENT.

    `start` and `end` are both days or both moments with a zone; `end` is exclusive, and None where a moment is all
    that is known. `stamp` is DTSTAMP and LAST-MODIFIED: the moment of the last change. `alarms` are spans before the
    start. `edtf` is the date as precise as it is known (ISO 8601-2), where start and end alone would say more.
    Raises ValueError for a floating time, an end that is not after the start, or a UID nobody may rely on.
    """

    uid: str
    stamp: datetime
    sequence: int
    start: date | datetime
    end: date | datetime | None
    summary: Words
    status: Status
    transparent: bool
    edtf: str = ""
    description: Words = SILENT
    location: Words = SILENT
    url: str = ""
    geo: tuple[float, float] | None = None
    categories: tuple[Words, ...] = ()
    concepts: tuple[str, ...] = ()
    reference: str = ""
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
    alarms: tuple[timedelta, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.uid.encode()) <= LONGEST_UID:
            raise ValueError(f"A UID has 1 to {LONGEST_UID} octets, not {self.uid!r}.")
        if any(
            isinstance(moment, datetime) and moment.utcoffset() is None for moment in (self.start, self.end, self.stamp)
        ):
            raise ValueError(f"{self.uid}: a time without a zone floats.")
        if self.end is not None and isinstance(self.start, datetime) != isinstance(self.end, datetime):
            raise ValueError(f"{self.uid}: start and end are both days or both moments.")
        if (self.end is None and self.all_day) or (self.end is not None and _instant(self.end) <= _instant(self.start)):
            raise ValueError(f"{self.uid}: the end comes after the start.")

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)


def _instant(moment: date | datetime) -> date | datetime:
    # two times of one zone would be compared by the clock on the wall, which a change of the clock turns back
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
