"""What was understood of a date with its times and zone, in the editor's words: the day, the clock, how precisely known."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.translation import gettext, gettext_noop

from calendar_app.dates import Typed, parse
from calendar_app.dates.zones import names
from calendar_app.wording.cities import city_time
from calendar_app.wording.dates import clock, spell

PRECISION = {
    "day": gettext_noop("known to the day"),
    "days": gettext_noop("known to the day"),
    "month": gettext_noop("known to the month"),
    "quarter": gettext_noop("known to the quarter"),
    "year": gettext_noop("known to the year"),
    "choice": gettext_noop("one of these days"),
}
JOINT = " · "
_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def said_back(found: Typed, beside: Mapping[str, Any], language: str) -> str:
    """Raises DateError for EDTF that is none; times and zones that are none are left out, as their inputs tell of them."""
    if not found.date:
        return gettext("date to be confirmed")
    known = parse(found.date)
    when = {
        "date": found.date,
        "start_time": _hour(found.start or beside.get("start_time")),
        "end_time": _hour(found.end or beside.get("end_time")),
        "zone": beside.get("zone") if beside.get("zone") in names() else "",
    }
    parts = [spell(when, language)]
    if known.known_to_day and when["zone"]:
        parts.append(clock(when, language) or city_time(when["zone"], language))
    elif known.known_to_day and when["start_time"]:
        parts.append(gettext("%(time)s, in which zone?") % {"time": when["start_time"]})
    return JOINT.join([*parts, gettext(PRECISION[known.precision])])


def _hour(value: object) -> str:
    text = f"{value:%H:%M}" if isinstance(value, time) else str(value or "")
    return text if _HOUR.fullmatch(text) else ""
