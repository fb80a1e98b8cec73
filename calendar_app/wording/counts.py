"""How many, and how long ago: the places where a language counts in its own way (Arabic in six)."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext, ngettext, override

from . import cldr
from .days import day

RECENT_DAYS = 30

_COUNTED: dict[str, Callable[[int], str]] = {
    "event": lambda n: ngettext("%(n)s meeting", "%(n)s meetings", n),
    "source": lambda n: ngettext("%(n)s source", "%(n)s sources", n),
    "outcome": lambda n: ngettext("%(n)s document", "%(n)s documents", n),
    "participant": lambda n: ngettext("%(n)s participant", "%(n)s participants", n),
    "delegation": lambda n: ngettext("%(n)s delegation", "%(n)s delegations", n),
    "change": lambda n: ngettext("%(n)s change", "%(n)s changes", n),
    "day": lambda n: ngettext("%(n)s day", "%(n)s days", n),
}


@lru_cache(maxsize=1024)
def counted(what: str, count: int, language: str) -> str:
    """A number of things: “3 sources”. `what`: event, source, outcome, participant, delegation, change or day."""
    with override(language):
        return _COUNTED[what](count) % {"n": cldr.number(count, language)}


def ago(then: date, today: date, language: str) -> str:
    """“today”, “yesterday”, “12 days ago”; beyond a month, or ahead of today, the day itself."""
    days = (today - then).days
    if not 0 <= days <= RECENT_DAYS:
        return day(then, language, "long")
    with override(language):
        if days < 2:
            return gettext("yesterday") if days else gettext("today")
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def freshness(last_confirmed: str | None, today: date, language: str) -> str:
    """“last confirmed 12 days ago”, from an ISO day; “no source confirms the date” where there is none."""
    with override(language):
        if not last_confirmed:
            return gettext("no source confirms the date")
        return gettext("last confirmed %(when)s") % {"when": ago(date.fromisoformat(last_confirmed), today, language)}
