"""The project's own checker of feeds: each rule is a line of the requirement table, each known by a file it rejects."""

from collections import Counter
from collections.abc import Iterator

from calendar_app.ical.text import balanced, unescape
from calendar_app.ical.tree import Component, tree

from .calendar import calendar
from .events import event
from .finding import Finding
from .octets import octets
from .times import moment, times
from .zones import zones

__all__ = ["Finding", "check"]


def check(data: bytes, *, private: bool = False, rich: bool = False) -> list[Finding]:
    """Every fault of a feed, in the order of its lines.

    `private` allows alarms, `rich` the nested components of RFC 9073. An empty list means that the feed meets
    RFC 5545, 7986 and 9253 and what the programs measured need beside them.
    """
    return sorted(_findings(data, private=private, rich=rich), key=lambda found: (found.line, found.rule))


def _findings(data: bytes, *, private: bool, rich: bool) -> Iterator[Finding]:
    yield from octets(data)
    roots, broken = tree(data)
    yield from (Finding("structure", number, why) for number, why in broken)
    if len(roots) != 1 or roots[0].name != "VCALENDAR":
        yield Finding("one-calendar", 0, f"{len(roots)} outermost components, where one VCALENDAR belongs")
    for root in roots:
        yield from calendar(root)
        events = root.within("VEVENT")
        for one in events:
            yield from event(one, private=private, rich=rich)
            yield from times(one)
        yield from _uids(events)
        yield from zones(root, _used(events), _years(events))
        yield from _bidi(root)


def _uids(events: list[Component]) -> Iterator[Finding]:
    counts = Counter(one.value("UID") for one in events)
    for one in events:
        if counts[one.value("UID")] > 1:
            yield Finding("uid-twice", one.number, one.value("UID"))


def _used(events: list[Component]) -> dict[str, int]:
    used: dict[str, int] = {}
    for one in events:
        for found in one.properties:
            if tzid := found.parameters.get("TZID"):
                used.setdefault(tzid, found.number)
    return used


def _years(events: list[Component]) -> tuple[int, int] | None:
    found = [found for one in events for found in (one.first("DTSTART"), one.first("DTEND")) if found]
    years = [when.year for when in map(moment, found) if when]
    return (min(years), max(years)) if years else None


def _bidi(root: Component) -> Iterator[Finding]:
    for component in root.walk():
        for found in component.properties:
            if any(balanced(line) != line for line in unescape(found.value).split("\n")):
                yield Finding("bidi", found.number, f"{found.name} leaves an isolate open")
