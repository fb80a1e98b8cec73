"""Dates as people write them, in English, Russian and Arabic, read into EDTF: “10–11 July 2025”, “8 или 24 октября 2025”.

Every word must be understood: whatever is left over refuses the whole, as a date half understood is a wrong date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from itertools import pairwise

from . import typed_words as words
from .edtf import LONGEST, ORDER, PARTIAL_SHAPE, TOO_LONG, EdtfDate, parse
from .errors import DateError
from .typed_points import Joint, Point, tokens

TYPED_SHAPE = (
    "write a date such as 10–11 July 2025, July 10, 2025, 10.07.2025, July 2025, Q3 2026, 8 or 24 October 2025, "
    "TBC, or EDTF such as 2025-07-10/2025-07-11"
)
NO_YEAR = "write the year with four digits"
NO_MONTH = "write the month of each day"
WEEKDAY = "the weekday and the day don't belong together; correct one of them"
TWO_YEARS = "the last day comes before the first; write the year of each"
GAP = "days joined by “and” follow one another; write a span with a dash, days of which one is right with “or”, or an entry for each"
MIXED = "a date is days, or one month, quarter or year as a whole"
CLOCK = "write times as 14:30 or 14:30–16:00, from 00:00 to 23:59"
NO_CLOCK = "write the date alone here; this line has no hours"
ONE_CLOCK = "write one time, or two with a dash between them"

_EDTF = re.compile(r"(?:\[|[0-9]{4}(?:-|/|\?|$))[0-9?,/\]-]*")


@dataclass(frozen=True)
class Typed:
    """What was understood: EDTF, empty while it is to be confirmed, and the hours if any were given."""

    date: str
    start: time | None = None
    end: time | None = None


def typed_date(text: str) -> Typed:
    """Read a date, with or without hours. Raises DateError, which names the text and what to write instead."""
    if len(text) > LONGEST:
        raise DateError(text, TOO_LONG)
    try:
        rest, start, end = _clocks(words.fold(text))
        return Typed(_date(rest), start, end)
    except DateError as error:
        raise DateError(text, error.why) from None


def typed_days(text: str) -> str:
    """Read a date without hours, where nothing could keep them. Raises DateError."""
    found = typed_date(text)
    if found.start is not None:
        raise DateError(text, NO_CLOCK)
    return found.date


def typed_partial(text: str) -> str:
    """Read a day, month or year. Raises DateError."""
    found = typed_days(text)
    known = parse(found) if found else None
    if known is None or known.uncertain or known.precision not in ("day", "month", "year"):
        raise DateError(text, PARTIAL_SHAPE)
    return found


def _clocks(text: str) -> tuple[str, time | None, time | None]:
    """The text without its hours, and they."""
    found = list(words.CLOCKS.finditer(text))
    if len(found) > 1:
        raise DateError(text, ONE_CLOCK)
    if not found:
        return text, None, None
    hours = found[0].groups()
    start, end = _clock(*hours[:3]), _clock(*hours[3:])
    return f"{text[: found[0].start()]} {text[found[0].end() :]}".rstrip(" ,"), start, end


def _clock(hour: str | None, minute: str | None, half: str | None) -> time | None:
    if hour is None or minute is None:
        return None
    try:
        return time(int(hour) if half is None else int(hour) % 12 + words.HALF_DAY[half], int(minute))
    except ValueError:
        raise DateError(hour, CLOCK) from None


def _date(text: str) -> str:
    bare = " ".join(text.replace(".", " ").split())
    if not bare or bare in words.UNKNOWN:
        return ""
    compact = text.replace(" ", "")
    if not _EDTF.fullmatch(compact):
        return _read(text)
    try:
        return parse(compact).text
    except DateError as error:
        try:
            return _read(text)
        except DateError:
            raise error from None


@dataclass
class _Reading:
    """The points in their order, and what joins them."""

    points: list[Point] = field(default_factory=lambda: [Point()])
    joints: list[Joint] = field(default_factory=list)
    doubt: bool = False


def _read(text: str) -> str:
    reading = _gathered(text)
    points = _completed(reading.points)
    mark = "?" * reading.doubt
    if any(point.month is None and point.quarter is None and point.day is not None for point in points):
        raise DateError(text, NO_MONTH)
    if any(point.year is None for point in points):
        raise DateError(text, NO_YEAR)
    if len(points) == 1:
        return _spelled(points[0], mark).text
    if any(point.day is None for point in points):
        raise DateError(text, MIXED)
    return _joined(text, points, reading, mark)


def _gathered(text: str) -> _Reading:
    """One point after another; a comma joins only what could not be one day."""
    reading, comma = _Reading(), False
    for piece in tokens(text):
        point = reading.points[-1]
        if piece == ",":
            comma = True
        elif piece == "?":
            reading.doubt = True
        elif isinstance(piece, Joint):
            _next(text, reading, piece)
            comma = False
        elif (grown := point.with_token(piece)) is not None:
            reading.points[-1] = grown
            comma = False
        elif comma and (first := Point().with_token(piece)) is not None:
            _next(text, reading, Joint.COMMA)
            reading.points[-1] = first
            comma = False
        else:
            raise DateError(text, TYPED_SHAPE)
    if not all(point.whole for point in reading.points):
        raise DateError(text, TYPED_SHAPE)
    return reading


def _next(text: str, reading: _Reading, joint: Joint) -> None:
    if not reading.points[-1].whole:
        raise DateError(text, TYPED_SHAPE)
    reading.points.append(Point())
    reading.joints.append(joint)


def _completed(points: list[Point]) -> list[Point]:
    """“10–11 July 2025” and “July 10–11, 2025”: what one day leaves unsaid, its neighbour says."""
    for backwards in (True, False):
        order = list(reversed(points)) if backwards else points
        for before, at in pairwise(order):
            _inherit(before, at)
    return points


def _inherit(giver: Point, taker: Point) -> None:
    if taker.day is not None and giver.day is not None and taker.month is None:
        taker.month = giver.month
    taker.lent = taker.lent or (taker.year is None and giver.year is not None)
    taker.year = taker.year or giver.year


def _spelled(point: Point, mark: str = "") -> EdtfDate:
    parts = [f"{point.year:04}"]
    if point.quarter is not None:
        parts.append(f"{point.quarter + 32}")
    if point.month is not None:
        parts.append(f"{point.month:02}")
    if point.day is not None:
        parts.append(f"{point.day:02}")
    known = parse("-".join(parts) + mark)
    if point.weekday is not None and (point.day is None or known.span.first.weekday() != point.weekday):
        raise DateError(known.text, WEEKDAY)
    return known


def _joined(text: str, points: Sequence[Point], reading: _Reading, mark: str) -> str:
    days = [_spelled(point).span.first for point in points]
    joints = set(reading.joints)
    if Joint.OR in joints and Joint.RANGE not in joints and Joint.AND not in joints:
        return parse("[" + ",".join(f"{day}{mark}" for day in days) + "]").text
    if joints == {Joint.RANGE} and len(days) == 2:
        return _span(text, points, mark)
    if not joints & {Joint.RANGE, Joint.OR}:
        if any((after - day).days != 1 for day, after in pairwise(days)):
            raise DateError(text, GAP)
        return parse(f"{days[0]}{mark}/{days[-1]}{mark}").text
    raise DateError(text, TYPED_SHAPE)


def _span(text: str, points: Sequence[Point], mark: str) -> str:
    first, last = (_spelled(point).span.first for point in points)
    if last < first:
        crossed = first.month != last.month and any(point.lent for point in points)
        raise DateError(text, TWO_YEARS if crossed else ORDER)
    return parse(f"{first}{mark}/{last}{mark}").text


__all__ = ["Typed", "typed_date", "typed_days", "typed_partial"]
