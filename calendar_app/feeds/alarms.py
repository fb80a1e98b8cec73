"""Alarms, which private feeds alone may carry: read from what was asked for, and put into entries that are ready bytes."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

from calendar_app.ical.event import duration
from calendar_app.ical.lines import CRLF, folded
from calendar_app.selection import Problem, SelectionError

NAME = "alarms"
MOST = 5
LEAST, LONGEST = timedelta(minutes=1), timedelta(days=366)
WRITE, FEW, NEAR = "write durations such as P1D or PT1H", "give at most five", "give from a minute to a year"
EXAMPLES = ["P1D", "PT1H", "P1W", "PT15M"]
SHOWN = 40
_SPAN = re.compile(
    r"P(?=[0-9T])(?:([0-9]{1,4})W|(?:([0-9]{1,4})D)?(?:T(?=[0-9])(?:([0-9]{1,4})H)?(?:([0-9]{1,4})M)?)?)", re.ASCII
)
_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_UID = re.compile(rb"\r\nUID:([^\r\n]*)\r\n")
_SUMMARY = re.compile(rb"\r\nSUMMARY([;:][^\r\n]*(?:\r\n [^\r\n]*)*)\r\n")
_END = b"END:VEVENT\r\n"


def read(params: Mapping[str, Any], name: str = NAME) -> tuple[timedelta, ...]:
    """The spans asked for under a name (in a QueryDict, or lists of texts by name), the longest first; () for none.

    ISO 8601 durations of whole minutes, repeated or with commas between: P1D, PT1H, P1DT12H. Raises SelectionError.
    """
    getlist = getattr(params, "getlist", params.__getitem__)
    given = getlist(name) if name in params else []
    texts = [part.strip() for text in given for part in str(text).split(",") if part.strip()]
    spans = {_span(text, name) for text in texts}
    if len(spans) > MOST:
        raise _refused(texts[-1], FEW, name)
    return tuple(sorted(spans, reverse=True))


def written(spans: Iterable[timedelta]) -> list[str]:
    """The spans as RFC 5545 section 3.3.6 has them, to be read again."""
    return [duration(span) for span in spans]


def rung(body: bytes, uids: Collection[str], spans: Iterable[timedelta]) -> bytes:
    """The calendar, its events of these UIDs each with an alarm so long before its start.

    RFC 5545 section 3.6.6: ACTION:DISPLAY, whose DESCRIPTION is the event's own SUMMARY, after all other parts.
    """
    triggers = written(spans)
    wanted = {uid.encode() for uid in uids} if triggers else set()

    def with_alarms(found: re.Match[bytes]) -> bytes:
        event = found[0]
        uid = _UID.search(event)
        if uid is None or uid[1] not in wanted:
            return event
        return event.removesuffix(_END) + b"".join(_alarm(event, trigger) for trigger in triggers) + _END

    return _EVENT.sub(with_alarms, body)


def _alarm(event: bytes, trigger: str) -> bytes:
    summary = _SUMMARY.search(event)
    text = summary[1].replace(b"\r\n ", b"") if summary else b":"
    described = folded(b"DESCRIPTION" + text) + CRLF
    return b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-%s\r\n%sEND:VALARM\r\n" % (trigger.encode(), described)


def _span(text: str, name: str) -> timedelta:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise _refused(text, WRITE, name)
    weeks, days, hours, minutes = (int(number or 0) for number in match.groups())
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    if not LEAST <= span <= LONGEST:
        raise _refused(text, NEAR, name)
    return span


def _refused(text: str, why: str, name: str) -> SelectionError:
    shown = "".join(character if character.isprintable() else "\ufffd" for character in text[:SHOWN])
    return SelectionError([Problem(name, shown, why, EXAMPLES)])
