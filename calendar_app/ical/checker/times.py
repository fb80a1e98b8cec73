"""When an event is: days or moments in a known zone, never floating, ending after they begin (RFC 5545 section 3.3.4-5)."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from calendar_app.ical.tree import Component, Property

from .finding import Finding
from .zones import known

_UTC = re.compile(r"[0-9]{8}T[0-9]{6}Z")


def times(event: Component) -> Iterator[Finding]:
    for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED"):
        found = event.first(name)
        if found and (not _UTC.fullmatch(found.value) or not moment(found)):
            yield Finding("utc", found.number, f"{name}:{found.value}")
    start, end = event.first("DTSTART"), event.first("DTEND")
    for found in filter(None, (start, end)):
        yield from _faults(found)
    if end and event.first("DURATION"):
        yield Finding("end", end.number, "DTEND and DURATION")
    if start and end:
        yield from _between(start, end)
    if start and start.parameters.get("VALUE") == "DATE" and not end:
        yield Finding("end", start.number, "a day without DTEND")


def _between(start: Property, end: Property) -> Iterator[Finding]:
    if start.parameters.get("VALUE", "") != end.parameters.get("VALUE", ""):
        yield Finding("end", end.number, "DTSTART and DTEND are of different types")
        return
    begins, ends = moment(start), moment(end)
    if begins and ends and ends <= begins:
        yield Finding("end", end.number, "ends before it begins; DTEND is exclusive")


def _faults(found: Property) -> Iterator[Finding]:
    tzid = found.parameters.get("TZID", "")
    whole = found.parameters.get("VALUE") == "DATE"
    if not moment(found):
        yield Finding("date", found.number, f"{found.name}:{found.value}")
    elif not whole and not tzid and not found.value.endswith("Z"):
        yield Finding("floating", found.number, f"{found.name} floats")
    if tzid and (whole or found.value.endswith("Z") or not known(tzid)):
        yield Finding("tzid", found.number, f"{found.name} with TZID={tzid}")


def moment(found: Property) -> date | datetime | None:
    """The day or moment; floating times are read as UTC, and None stands for what is no date at all."""
    try:
        if found.parameters.get("VALUE") == "DATE":
            return date.fromisoformat(found.value) if re.fullmatch("[0-9]{8}", found.value) else None
        if not re.fullmatch(r"[0-9]{8}T[0-9]{6}Z?", found.value):
            return None
        wall = datetime.fromisoformat(found.value.removesuffix("Z"))
    except ValueError:
        return None
    tzid = found.parameters.get("TZID", "")
    return wall.replace(tzinfo=ZoneInfo(tzid) if known(tzid) else UTC).astimezone(UTC)
