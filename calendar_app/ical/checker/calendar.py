"""The calendar's own properties: RFC 5545 section 3.6 to 3.7, RFC 7986 section 5, and what vendors read beside them."""

import re
from collections.abc import Iterator

from calendar_app.ical.tree import Component

from .finding import Finding
from .zones import known

REQUIRED = ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
EXPECTED = ("SOURCE", "URL", "DESCRIPTION", "X-WR-CALDESC", "COLOR", "X-APPLE-CALENDAR-COLOR")
ONCE = (*REQUIRED, *EXPECTED, "CALSCALE", "X-WR-TIMEZONE")
PAIRS = (("NAME", "X-WR-CALNAME"), ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"), ("DESCRIPTION", "X-WR-CALDESC"))
VALUES = {"VERSION": r"2\.0", "CALSCALE": "GREGORIAN", "COLOR": "[a-z]+", "X-APPLE-CALENDAR-COLOR": "#[0-9A-Fa-f]{6}"}
PATTERNS = VALUES | {
    "NAME": r"[^,;\\]+",
    "X-WR-CALNAME": r"[^,;\\]+",
    "REFRESH-INTERVAL": r"P([0-9]+W|[0-9]+D|T[0-9]+H|T[0-9]+M|T[0-9]+H[0-9]+M)",
    "SOURCE": r"https?://\S+",
    "URL": r"https?://\S+",
}
TYPED = {"REFRESH-INTERVAL": "DURATION", "SOURCE": "URI"}
FORBIDDEN = {"METHOD": "turns DTSTAMP into a moment of sending", "UID": "is taken for that of the events by vdirsyncer"}


def calendar(calendar: Component) -> Iterator[Finding]:
    for found in calendar.properties:
        if found.name in FORBIDDEN:
            yield Finding(found.name.lower(), found.number, f"{found.name} {FORBIDDEN[found.name]}")
        if found.name in PATTERNS and not re.fullmatch(PATTERNS[found.name], found.value):
            yield Finding("value", found.number, f"{found.name}:{found.value}")
        if found.name in TYPED and found.parameters.get("VALUE") != TYPED[found.name]:
            yield Finding("typed", found.number, f"{found.name} needs VALUE={TYPED[found.name]}")
        if found.name == "X-WR-TIMEZONE" and not known(found.value):
            yield Finding("zone-name", found.number, f"{found.value} is no zone")
    yield from _counts(calendar)
    yield from _order(calendar)


def _counts(calendar: Component) -> Iterator[Finding]:
    for name in ONCE:
        if len(found := calendar.all(name)) > 1:
            yield Finding("once", found[1].number, f"{name} twice")
    for name in (*REQUIRED, *EXPECTED):
        if not calendar.first(name):
            yield Finding("missing", calendar.number, f"no {name}")
    for one, other in PAIRS:
        if calendar.value(one) != calendar.value(other):
            yield Finding("pair", calendar.number, f"{one} and {other} differ")


def _order(calendar: Component) -> Iterator[Finding]:
    begun = False
    for component in calendar.components:
        begun = begun or component.name == "VEVENT"
        if component.name == "VTIMEZONE" and begun:
            yield Finding("zone-order", component.number, "VTIMEZONE after an event")
        if component.name not in ("VEVENT", "VTIMEZONE"):
            yield Finding("component", component.number, f"{component.name} in a feed of events")
