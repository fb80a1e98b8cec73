"""Times of day with their zone in words, so that nobody takes a city's clock for their own."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext, override

from calendar_app.dates import Span, parse, zone

from .cities import city_time
from .days import day

MINUS = "\u2212"
JOINT = "\u2060–\u2060"


def clock(when: Mapping[str, Any], language: str) -> str:
    """The hours of a `when`: “11:10–12:40, Kuala Lumpur time, UTC+8”; empty where none is known. Raises DateError."""
    start, end, name = when["start_time"], when["end_time"], when["zone"]
    if not start:
        return ""
    known = parse(when["date"])
    with override(language):
        times = _times(start[:5], (end or "")[:5], known.span, language)
        if name == "UTC":
            return gettext("%(times)s UTC") % {"times": times}
        offset = _offset(known.span.first, time.fromisoformat(start), name)
        return gettext("%(times)s, %(city_time)s, UTC%(offset)s") % {
            "times": times,
            "city_time": city_time(name, language),
            "offset": offset,
        }


def moment(at: datetime, language: str) -> str:
    """An aware instant, in UTC: “10 July 2025, 13:40 UTC”."""
    utc = at.astimezone(UTC)
    with override(language):
        words = {"day": day(utc.date(), language, "long"), "time": f"{utc:%H:%M}"}
        return gettext("%(day)s, %(time)s UTC") % words


def _times(start: str, end: str, span: Span, language: str) -> str:
    if span.days > 1:
        return _times_over_days(start, end, span, language)
    if not end or end == start:
        return start
    times = f"{start}{JOINT}{end}"
    return gettext("%(times)s the next day") % {"times": times} if end < start else times


def _times_over_days(start: str, end: str, span: Span, language: str) -> str:
    words = {
        "start": start,
        "first": day(span.first, language, "short"),
        "end": end,
        "last": day(span.last, language, "short"),
    }
    if not end:
        return gettext("from %(start)s on %(first)s") % words
    return gettext("from %(start)s on %(first)s to %(end)s on %(last)s") % words


def _offset(on: date, at: time, name: str) -> str:
    """+8, +5:45, −3:30, +0: how far the zone is from UTC at that wall time."""
    offset = datetime.combine(on, at, zone(name)).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{MINUS if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
