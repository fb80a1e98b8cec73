"""Dates spelled for people, as precise as they are known and no more. Only here the inclusive last day is printed."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext, override, pgettext

from calendar_app.dates import DateError, EdtfDate, parse

from . import cldr
from .clocks import clock, moment
from .days import Style, day, month, month_name, weekdays

__all__ = ["Style", "clock", "day", "moment", "month", "month_name", "period", "short", "spell", "weekdays"]

JOINT = "\u2060–\u2060"
SPACED_JOINT = "\u00a0– "


def spell(when: Mapping[str, Any], language: str) -> str:
    """The date of a `when` in full: “Friday, 11 July 2025”, “10–11 July 2025”, “third quarter of 2025”.

    Only `when["date"]` is read: EDTF, or empty while it is to be confirmed. Raises DateError.
    """
    with override(language):
        if not when["date"]:
            return gettext("date to be confirmed")
        known = parse(when["date"])
        text = day(known.span.first, language, "full") if known.precision == "day" else _spelled(known, language)
        return gettext("%(date)s (uncertain)") % {"date": text} if known.uncertain else text


def short(when: Mapping[str, Any], language: str) -> str:
    """For lists and grids: “11 July”, “10–11 July”, “July 2025”; days name their year only where they cross into another.

    Reads `when["date"]` as `spell` does. Raises DateError.
    """
    return _short(when["date"], language)


@lru_cache(maxsize=4096)
def _short(text: str, language: str) -> str:
    with override(language):
        if not text:
            return gettext("to be confirmed")
        known = parse(text)
        said = _spelled(known, language, year=known.span.first.year != known.span.last.year)
        return pgettext("uncertain date", "%(date)s?") % {"date": said} if known.uncertain else said


def period(text: str, language: str) -> str:
    """The years or months a document covers: “2026/2030” as “2026–2030”. What is no period is given back as it is."""
    try:
        ends = [parse(part) for part in text.split("/")]
        if [end.precision for end in ends] not in (["year", "year"], ["month", "month"]):
            return spell({"date": text}, language)
    except DateError:
        return text  # nothing checks a period before it is published
    first, last = ends
    with override(language):
        if first.precision == "year":
            return pgettext("period", "%(years)s") % {"years": f"{first.text}{JOINT}{last.text}"}
        return _spelled(first, language) + SPACED_JOINT + _spelled(last, language)


def _spelled(known: EdtfDate, language: str, *, year: bool = True) -> str:
    """The date without its weekday; `year` False leaves the year of days unsaid."""
    first = known.span.first
    match known.precision:
        case "month":
            words = {"month": cldr.month_alone(first.month, language), "year": first.year}
            return pgettext("month", "%(month)s %(year)s") % words
        case "quarter":
            return _quarter((first.month - 1) // 3) % {"year": first.year}
        case "year":
            return pgettext("year", "%(year)s") % {"year": first.year}
        case "choice":
            *others, last = _chain(known.choices, language, year=year)
            return pgettext("between days", ", ").join(others) + pgettext("between two days", " or ") + last
        case "days":
            begins, ends = _chain((first, known.span.last), language, year=year)
            return begins + (SPACED_JOINT if " " in begins else JOINT) + ends
    return day(first, language, "long" if year else "short")


def _quarter(index: int) -> str:
    return (
        gettext("first quarter of %(year)s"),
        gettext("second quarter of %(year)s"),
        gettext("third quarter of %(year)s"),
        gettext("fourth quarter of %(year)s"),
    )[index]


def _chain(days: Sequence[date], language: str, *, year: bool) -> list[str]:
    """Each day with no more of month and year than the one after it leaves unsaid."""
    texts = []
    for this, after in zip(days, [*days[1:], None], strict=True):
        if year and (after is None or after.year != this.year):
            texts.append(day(this, language, "long"))
        elif after is None or after.month != this.month:
            texts.append(day(this, language, "short"))
        else:
            texts.append(str(this.day))
    return texts
