"""Names of months and weekdays as CLDR gives them; every figure is written with Latin digits."""

from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from babel import Locale
from babel.numbers import format_decimal

Width: TypeAlias = Literal["wide", "abbreviated", "narrow"]


def month_in_date(day: date, language: str) -> str:
    """As it stands beside a day: July, июля, يوليو."""
    return _month(day.month, language, "format", "wide")


def month_abbreviated(day: date, language: str) -> str:
    """As it stands beside a day where room is short: Jul, июл., يوليو."""
    return _month(day.month, language, "format", "abbreviated")


def month_alone(month: int, language: str) -> str:
    """As it stands by itself: July, июль, يوليو."""
    return _month(month, language, "stand-alone", "wide")


def weekday(day: date, language: str, width: Width = "wide") -> str:
    """Friday, Fri or F."""
    return _weekday(day.weekday(), language, width)


@cache
def _month(number: int, language: str, context: str, width: Width) -> str:
    return str(Locale.parse(language).months[context][width][number])


@cache
def _weekday(number: int, language: str, width: Width) -> str:
    return str(Locale.parse(language).days["stand-alone"][width][number])


def number(count: int, language: str) -> str:
    """A whole number with the language's separators: 12,345."""
    return format_decimal(count, locale=language, numbering_system="latn")


def capitalized(text: str) -> str:
    """With its first letter large, as headings begin."""
    return text[:1].upper() + text[1:]
