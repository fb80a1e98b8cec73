"""The subset of the Extended Date/Time Format (ISO 8601-2:2019) that this record writes.

Of level 0 days, months, years and intervals of days; of level 1 the uncertain date; of level 2 quarters and one of a set.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from .errors import DateError
from .span import Span

Precision: TypeAlias = Literal["day", "days", "month", "quarter", "year", "choice"]

LONGEST = 200
FIRST_YEAR, LAST_YEAR = 1900, 2199
QUARTERS = {33: 1, 34: 2, 35: 3, 36: 4}

SHAPE = (
    "write a day (2025-07-10), a span (2025-07-10/2025-07-11), a month (2025-07), a quarter (2025-35 is the third), "
    "a year (2025) or one of several days ([2025-10-08,2025-10-24]), with ? where it is uncertain"
)
PARTIAL_SHAPE = "write a day (2025-07-10), a month (2025-07) or a year (2025)"
DIGITS = "write dates with the digits 0 to 9"
TOO_LONG = "a date has 200 characters at most"
YEAR = "the year lies between 1900 and 2199"
MONTH = "a month is 01 to 12, a quarter 33 to 36"
DAY = "this day is not in the calendar"
ORDER = "the last day comes before the first; swap them"
CHOICES = "name at least two different days, or write the one day without brackets"

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(\??)")


@dataclass(frozen=True)
class EdtfDate:
    """A date as precise as it is known.

    `text` is its canonical EDTF; `span` the half-open days it may touch; `choices` the days of a choice, in order.
    """

    text: str
    precision: Precision
    span: Span
    uncertain: bool = False
    choices: tuple[date, ...] = ()

    @property
    def known_to_day(self) -> bool:
        return self.precision in ("day", "days")


@lru_cache(maxsize=4096)
def parse(text: str) -> EdtfDate:
    """Reads a day, span (its last day included), month, quarter, year or choice. Raises DateError.

    A doubt about one end or one day of several, or a “?” behind the whole, is a doubt about the whole.
    """
    _refuse_strangers(text)
    body, uncertain = (text[:-1], True) if text.endswith("?") else (text, False)
    if body.startswith("[") and body.endswith("]"):
        return _choice(text, body[1:-1].split(","), uncertain=uncertain)
    if "/" in body:
        return _days(text, body.split("/"), uncertain=uncertain)
    return _single(text, body, uncertain=uncertain)


def partial_bounds(text: str) -> Span:
    """The days that a day, month or year covers. Raises DateError for anything else."""
    _refuse_strangers(text)
    if len(text) not in (4, 7, 10):
        raise DateError(text, PARTIAL_SHAPE)
    when = _single(text, text, shape=PARTIAL_SHAPE)
    if when.precision == "quarter":
        raise DateError(text, PARTIAL_SHAPE)
    return when.span


def _refuse_strangers(text: str) -> None:
    if len(text) > LONGEST:
        raise DateError(text, TOO_LONG)
    if any(character.isdigit() and not character.isascii() for character in text):
        raise DateError(text, DIGITS)


def _single(text: str, body: str, *, uncertain: bool = False, shape: str = SHAPE) -> EdtfDate:
    match = _PART.fullmatch(body)
    if not match or match[4]:
        raise DateError(text, shape)
    year, month, day = int(match[1]), match[2], match[3]
    canonical = body + "?" * uncertain
    if day:
        return EdtfDate(canonical, "day", Span.of_day(_calendar_day(text, year, int(month), int(day))), uncertain)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(text, YEAR)
    if not month:
        return EdtfDate(canonical, "year", _months(year, 1, 12), uncertain)
    number = int(month)
    if number in QUARTERS:
        return EdtfDate(canonical, "quarter", _months(year, QUARTERS[number] * 3 - 2, 3), uncertain)
    if not 1 <= number <= 12:
        raise DateError(text, MONTH)
    return EdtfDate(canonical, "month", _months(year, number, 1), uncertain)


def _days(text: str, parts: list[str], *, uncertain: bool) -> EdtfDate:
    if len(parts) != 2:
        raise DateError(text, SHAPE)
    (first, doubt_first), (last, doubt_last) = (_day(text, part) for part in parts)
    if last < first:
        raise DateError(text, ORDER)
    doubt = uncertain or doubt_first or doubt_last
    mark = "?" * doubt
    if first == last:
        return EdtfDate(f"{first}{mark}", "day", Span.of_day(first), doubt)
    return EdtfDate(f"{first}{mark}/{last}{mark}", "days", Span(first, Span.of_day(last).end), doubt)


def _choice(text: str, parts: list[str], *, uncertain: bool) -> EdtfDate:
    read = [_day(text, part) for part in parts]
    days = tuple(sorted({day for day, _ in read}))
    if len(days) < 2:
        raise DateError(text, CHOICES)
    doubt = uncertain or any(doubtful for _, doubtful in read)
    mark = "?" * doubt
    canonical = f"[{','.join(f'{day}{mark}' for day in days)}]"
    if len(canonical) > LONGEST:
        raise DateError(text, TOO_LONG)
    return EdtfDate(canonical, "choice", Span(days[0], Span.of_day(days[-1]).end), doubt, days)


def _day(text: str, part: str) -> tuple[date, bool]:
    match = _PART.fullmatch(part)
    if not match or not match[3]:
        raise DateError(text, SHAPE)
    return _calendar_day(text, int(match[1]), int(match[2]), int(match[3])), bool(match[4])


def _calendar_day(text: str, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(text, YEAR)
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(text, DAY) from None


def _months(year: int, month: int, count: int) -> Span:
    beyond = month + count
    return Span(date(year, month, 1), date(year + 1, 1, 1) if beyond > 12 else date(year, beyond, 1))
