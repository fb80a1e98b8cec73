"""One day, one month, the names of the week: the words that every longer date is made of."""

from datetime import date
from typing import Final, Literal, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import override, pgettext, pgettext_lazy

from . import cldr

Style: TypeAlias = Literal["full", "heading", "long", "abbreviated", "short", "weekday"]

PATTERNS: Final[dict[Style, Promise]] = {
    "full": pgettext_lazy("day", "%(weekday)s, %(day)s %(month)s %(year)s"),
    "heading": pgettext_lazy("heading", "%(weekday)s, %(day)s %(month)s %(year)s"),
    "long": pgettext_lazy("day", "%(day)s %(month)s %(year)s"),
    "abbreviated": pgettext_lazy("day", "%(day)s %(mon)s %(year)s"),
    "short": pgettext_lazy("day", "%(day)s %(month)s"),
    "weekday": pgettext_lazy("day", "%(wd)s %(day)s"),
}


def day(of: date, language: str, style: Style = "long") -> str:
    """One day of the calendar.

    full: Friday, 11 July 2025; heading: the same, to stand alone; long: 11 July 2025; abbreviated: 11 Jul 2025;
    short: 11 July; weekday: Fri 11.
    """
    words = {
        "day": of.day,
        "month": cldr.month_in_date(of, language),
        "mon": cldr.month_abbreviated(of, language),
        "year": of.year,
        "weekday": cldr.weekday(of, language),
        "wd": cldr.weekday(of, language, "abbreviated"),
    }
    with override(language):
        text = str(PATTERNS[style]) % words
    return cldr.capitalized(text) if style == "heading" else text


def month(year: int, number: int, language: str) -> str:
    """A month as a heading: July 2025, Июль 2025, يوليو 2025."""
    with override(language):
        return pgettext("heading", "%(month)s %(year)s") % {"month": month_name(number, language), "year": year}


def month_name(number: int, language: str) -> str:
    """The name of a month by itself, its first letter large."""
    return cldr.capitalized(cldr.month_alone(number, language))


def weekdays(language: str, width: cldr.Width = "abbreviated", first_weekday: int = 0) -> list[str]:
    """The seven names from the given first day on (0 is Monday)."""
    monday = date(2024, 1, 1)
    return [cldr.weekday(monday.replace(day=1 + (first_weekday + n) % 7), language, width) for n in range(7)]
