"""Weeks and months as grids. Weeks are ISO 8601 weeks in every language; only the first column is a setting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .edtf import FIRST_YEAR, LAST_YEAR, MONTH, YEAR
from .errors import DateError

WEEK_SHAPE = "write an ISO week, such as 2025-W28"
WEEK = "this year has no such ISO week"
MONDAY = 0

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True)
class Week:
    """A row of seven days. `year` and `number` are the ISO week of its Monday, also where another day comes first."""

    year: int
    number: int
    days: tuple[date, ...]

    @property
    def text(self) -> str:
        """ISO 8601: 2025-W28."""
        return f"{self.year}-W{self.number:02}"


def month_weeks(year: int, month: int, first_weekday: int = MONDAY) -> list[Week]:
    """The rows that show the month whole, with days of its neighbours at both ends. Raises DateError.

    `first_weekday` counts from 0, Monday, to 6, Sunday.
    """
    first, end = _month(year, month)
    return list(_rows(first - timedelta(days=(first.weekday() - first_weekday) % 7), end))


def month_days(year: int, month: int) -> list[date]:
    """Every day of the month. Raises DateError."""
    first, end = _month(year, month)
    return [first + timedelta(days=n) for n in range((end - first).days)]


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The month so many months later, or earlier where `by` is negative; it may lie outside the record's years."""
    years, month0 = divmod(year * 12 + month - 1 + by, 12)
    return years, month0 + 1


def week_days(year: int, number: int) -> Week:
    """The ISO week from Monday to Sunday. Raises DateError where the year has no such week."""
    text = f"{year}-W{number:02}"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(text, YEAR)
    try:
        return _row(date.fromisocalendar(year, number, 1))
    except ValueError:
        raise DateError(text, WEEK) from None


def week_of(day: date) -> Week:
    """The ISO week that holds the day."""
    return _row(day - timedelta(days=day.weekday()))


def week(text: str) -> Week:
    """Reads an ISO week (2025-W28). Raises DateError."""
    match = _WEEK.fullmatch(text)
    if not match:
        raise DateError(text, WEEK_SHAPE)
    return week_days(int(match[1]), int(match[2]))


def _month(year: int, month: int) -> tuple[date, date]:
    text = f"{year:04}-{month:02}"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(text, YEAR)
    if not 1 <= month <= 12:
        raise DateError(text, MONTH)
    return date(year, month, 1), date(*shift_month(year, month, 1), 1)


def _rows(first: date, end: date) -> Iterator[Week]:
    while first < end:
        yield _row(first)
        first += timedelta(days=7)


def _row(first: date) -> Week:
    days = tuple(first + timedelta(days=n) for n in range(7))
    monday = next(day for day in days if day.weekday() == MONDAY)
    return Week(*monday.isocalendar()[:2], days)
