"""VEVENTs: RFC 5545 section 3.6.1 and 3.8, RFC 9253, and what subscribed programs make of them."""

import re
from collections.abc import Iterator

from calendar_app.ical.entry import LONGEST_UID
from calendar_app.ical.tree import Component, Property

from .finding import Finding
from .nested import REQUIRED as REQUIRED_IN
from .nested import nested, structured

REQUIRED = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "SUMMARY", "TRANSP")
ONCE = (
    *REQUIRED,
    "DTEND",
    "DURATION",
    "STATUS",
    "CLASS",
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "GEO",
    "CREATED",
    "ORGANIZER",
)
PATTERNS = {
    "SEQUENCE": r"[0-9]{1,9}",
    "STATUS": "TENTATIVE|CONFIRMED|CANCELLED",
    "TRANSP": "OPAQUE|TRANSPARENT",
    "CLASS": "PUBLIC",
    "URL": r"https?://[^\s/]+\.?\S*",
    "CONCEPT": r"[a-z][a-z0-9+.-]*:\S+",
    "LINK": r"[a-z][a-z0-9+.-]*:\S+",
    "GEO": r"-?[0-9]{1,2}(\.[0-9]+)?;-?[0-9]{1,3}(\.[0-9]+)?",
    "UID": r".*\S.*",
    "SUMMARY": r".*\S.*",
}
PARAMETERS = {
    "SUMMARY": {"LANGUAGE": r"[a-z]{2,3}(-\w+)*"},
    "LOCATION": {"LANGUAGE": r"[a-z]{2,3}(-\w+)*"},
    "DESCRIPTION": {"LANGUAGE": r"[a-z]{2,3}(-\w+)*"},
    "LINK": {"VALUE": "URI|TEXT|XML-REFERENCE", "LINKREL": r"\S+"},
    "CONFERENCE": {"VALUE": "URI"},
    "IMAGE": {"VALUE": "URI|BINARY"},
    "RELATED-TO": {"RELTYPE": "PARENT|CHILD|SIBLING|NEXT|FIRST|CONCEPT|DEPENDS-ON|REFID|FINISHTOSTART"},
}
FORBIDDEN = {
    "ATTENDEE": "attendees are none of a public feed's business",
    "RRULE": "separate events: several programs ignore overrides",
    "RDATE": "separate events: several programs ignore overrides",
    "EXDATE": "separate events: several programs ignore overrides",
    "RECURRENCE-ID": "separate events: several programs ignore overrides",
    "METHOD": "belongs to no event",
    "X-MICROSOFT-CDO-ALLDAYSTATUS": "there is no such property",
}
PREFIXES = ("Cancelled:", "Отменено:", "أُلغي:")
_BAD_ESCAPE = re.compile(r"(?:^|[^\\])(?:\\\\)*(?:\\[^\\;,nN]|\\$|[;,])")
_BAD_ESCAPE_IN_LIST = re.compile(r"(?:^|[^\\])(?:\\\\)*(?:\\[^\\;,nN]|\\$|;)")
TEXTS = dict.fromkeys(("SUMMARY", "DESCRIPTION", "LOCATION", "UID", "REFID", "COMMENT", "CONTACT"), _BAD_ESCAPE)
TEXTS["CATEGORIES"] = _BAD_ESCAPE_IN_LIST
_HTML = re.compile(r"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>|&(amp|lt|gt|nbsp|quot|#[0-9]+);", re.IGNORECASE)


def event(event: Component, *, private: bool, rich: bool) -> Iterator[Finding]:
    yield from _counts(event)
    for found in event.properties:
        yield from _property(found)
    for found in event.all("STRUCTURED-DATA"):
        yield from structured(found, rich=rich)
    yield from _state(event)
    yield from _uid(event)
    yield from _nested(event, private=private, rich=rich)


def _counts(event: Component) -> Iterator[Finding]:
    for name in REQUIRED:
        if not event.first(name):
            yield Finding("missing", event.number, f"no {name}")
    for name in ONCE:
        if len(found := event.all(name)) > 1:
            yield Finding("once", found[1].number, f"{name} twice")


def _property(found: Property) -> Iterator[Finding]:
    if found.name in FORBIDDEN:
        yield Finding("forbidden", found.number, f"{found.name}: {FORBIDDEN[found.name]}")
    if found.name in PATTERNS and not re.fullmatch(PATTERNS[found.name], found.value):
        yield Finding("value", found.number, f"{found.name}:{found.value}")
    for key, pattern in PARAMETERS.get(found.name, {}).items():
        if not re.fullmatch(pattern, found.parameters.get(key, "")):
            yield Finding("parameter", found.number, f"{found.name} needs {key}")
    if found.name in TEXTS and TEXTS[found.name].search(found.value):
        yield Finding("escape", found.number, f"{found.name} is not escaped")
    if found.name == "DESCRIPTION" and _HTML.search(found.value):
        yield Finding("html", found.number, "plain text stands in DESCRIPTION, HTML in STYLED-DESCRIPTION")
    if found.name == "GEO" and not _on_earth(found.value):
        yield Finding("value", found.number, f"GEO:{found.value}")


def _on_earth(value: str) -> bool:
    latitude, _, longitude = value.partition(";")
    try:
        return abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180
    except ValueError:
        return False


def _state(event: Component) -> Iterator[Finding]:
    cancelled = event.value("STATUS") == "CANCELLED"
    prefixed = event.value("SUMMARY").lstrip("\u2066\u2067\u2068").startswith(PREFIXES)
    if cancelled and not prefixed:
        yield Finding("prefix", event.number, "a cancelled event says so in its SUMMARY")
    if (cancelled or prefixed) and event.value("TRANSP") != "TRANSPARENT":
        yield Finding("transparent", event.number, "a cancelled event takes nobody's time")
    if cancelled and event.within("VALARM"):
        yield Finding("alarm", event.number, "a cancelled event alarms nobody")
    start = event.first("DTSTART")
    if start and start.parameters.get("VALUE") == "DATE" and event.value("TRANSP") != "TRANSPARENT":
        yield Finding("transparent", event.number, "a day without an hour takes nobody's time")
    if event.value("LAST-MODIFIED") != event.value("DTSTAMP"):
        yield Finding("stamp", event.number, "DTSTAMP is the moment of the last change, as LAST-MODIFIED is")


def _uid(event: Component) -> Iterator[Finding]:
    uid = event.value("UID")
    if len(uid.encode()) > LONGEST_UID:
        yield Finding("uid-length", event.number, f"{len(uid.encode())} octets")
    if "localhost" in uid.lower():
        yield Finding("uid-host", event.number, "a UID of one machine")


def _nested(event: Component, *, private: bool, rich: bool) -> Iterator[Finding]:
    for late in event.late:
        yield Finding("order", late.number, f"{late.name} after a nested component")
    for component in event.components:
        if component.name == "VALARM":
            yield from _alarm(component, private=private)
        elif rich and component.name in REQUIRED_IN:
            yield from nested(component)
        else:
            yield Finding("nested", component.number, f"{component.name} makes several programs lose the event")


def _alarm(alarm: Component, *, private: bool) -> Iterator[Finding]:
    if not private:
        yield Finding("alarm", alarm.number, "alarms are for private feeds")
    if alarm.value("ACTION") != "DISPLAY" or not alarm.first("DESCRIPTION"):
        yield Finding("alarm", alarm.number, "an alarm is ACTION:DISPLAY with a DESCRIPTION")
    if alarm.first("REPEAT") or not re.fullmatch(
        r"-?P([0-9]+D|[0-9]+W|T[0-9]+H|T[0-9]+M|T[0-9]+H[0-9]+M)", alarm.value("TRIGGER")
    ):
        yield Finding("alarm", alarm.number, f"TRIGGER:{alarm.value('TRIGGER')}")
