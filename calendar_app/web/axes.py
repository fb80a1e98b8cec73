"""The axis of the timeline: the ten years of a decade, or the twelve months of a year."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_app.dates import DateError, Span, partial_bounds
from calendar_app.wording import dates

from .errors import refused
from .frame import language

ONE_DAY = timedelta(days=1)
DECADE = re.compile(r"(?:19|20|21)[0-9]0s")
ALLOWED = ["2020s", "2025"]


@dataclass(frozen=True)
class Column:
    """A year or a month; `text` is how an address names it."""

    text: str
    heading: str
    first: date


@dataclass(frozen=True)
class Axis:
    """`text` is the value of `page` that names it."""

    text: str
    heading: str
    span: Span
    columns: Sequence[Column]

    @property
    def decade(self) -> bool:
        return self.text.endswith("s")

    def reach(self, first: date, end: date) -> tuple[int, int]:
        """The first column that these days touch, counted from 1, and how many they touch."""
        firsts = [column.first for column in self.columns]
        begins = max(bisect_right(firsts, first), 1)
        last = min(end, self.span.end) - ONE_DAY
        return begins, bisect_right(firsts, last) - begins + 1

    def around(self, day: date) -> "Axis":
        """The axis of this kind that holds the day."""
        return of_decade(day.year) if self.decade else of_year(day.year)


def of_decade(year: int) -> Axis:
    """The ten years that hold this one."""
    start = year - year % 10
    columns = [Column(str(one), str(one), date(one, 1, 1)) for one in range(start, start + 10)]
    heading = f"{start}\u2060–\u2060{start + 9}"
    return Axis(f"{start}s", heading, Span(date(start, 1, 1), date(start + 10, 1, 1)), columns)


def of_year(year: int) -> Axis:
    columns = [
        Column(f"{year:04}-{month:02}", dates.month_name(month, language()), date(year, month, 1))
        for month in range(1, 13)
    ]
    return Axis(str(year), str(year), Span(date(year, 1, 1), date(year + 1, 1, 1)), columns)


def read_axis(text: str) -> Axis:
    """The axis that `page` names: 2020s or 2025. Raises SelectionError."""
    if DECADE.fullmatch(text):
        return of_decade(int(text[:4]))
    try:
        span = partial_bounds(text)
    except DateError as error:
        raise refused("page", text, error.why, ALLOWED) from error
    if len(text) != len("2025"):
        raise refused("page", text, "no such page of the list", ALLOWED)
    return of_year(span.first.year)
