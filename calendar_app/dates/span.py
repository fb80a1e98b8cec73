"""Half-open spans of days, as DTEND is (RFC 5545, section 3.8.2.2): only people are shown the inclusive last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from .errors import DateError

ONE_DAY = timedelta(days=1)
EMPTY = "a span ends after it begins; give the later day last"


@dataclass(frozen=True, order=True)
class Span:
    """From `first` (included) to `end` (excluded), at least one day. Raises DateError where it holds none."""

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.first:
            raise DateError(f"{self.first}/{self.end}", EMPTY)

    @classmethod
    def of_day(cls, day: date) -> "Span":
        return cls(day, day + ONE_DAY)

    @property
    def last(self) -> date:
        """The last day that belongs to the span."""
        return self.end - ONE_DAY

    @property
    def days(self) -> int:
        return (self.end - self.first).days

    def touches(self, other: "Span") -> bool:
        """Whether the two share at least one day."""
        return self.first < other.end and other.first < self.end

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end
