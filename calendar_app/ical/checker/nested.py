"""PARTICIPANT, VLOCATION and STRUCTURED-DATA: RFC 9073 sections 6.6 and 7, in feeds whose reader asked for them."""

import re
from collections.abc import Iterator

from calendar_app.ical.tree import Component, Property

from .finding import Finding

#: Component → properties it must have, and those it may have once beside them.
REQUIRED = {"PARTICIPANT": ("UID", "PARTICIPANT-TYPE"), "VLOCATION": ("UID",)}
OPTIONAL = {
    "PARTICIPANT": (
        "CALENDAR-ADDRESS", "CREATED", "DESCRIPTION", "DTSTAMP", "GEO", "LAST-MODIFIED", "PRIORITY", "SEQUENCE",
        "STATUS", "SUMMARY", "URL",
    ),
    "VLOCATION": ("DESCRIPTION", "GEO", "LOCATION-TYPE", "NAME"),
}  # fmt: skip
TYPES = "ACTIVE|INACTIVE|SPONSOR|CONTACT|BOOKING-CONTACT|EMERGENCY-CONTACT|PUBLICITY-CONTACT|PLANNER-CONTACT|PERFORMER|SPEAKER"
PARAMETERS = {"TEXT": ("FMTTYPE", "SCHEMA"), "URI": (), "BINARY": ("FMTTYPE", "SCHEMA", "ENCODING")}


def nested(component: Component) -> Iterator[Finding]:
    """Faults of a PARTICIPANT or VLOCATION."""
    for name in REQUIRED[component.name]:
        if not component.value(name).strip():
            yield Finding("missing", component.number, f"no {name} in {component.name}")
    for name in (*REQUIRED[component.name], *OPTIONAL[component.name]):
        if len(found := component.all(name)) > 1:
            yield Finding("once", found[1].number, f"{name} twice")
    kind = component.value("PARTICIPANT-TYPE")
    if kind and not re.fullmatch(TYPES, kind):
        yield Finding("value", component.number, f"PARTICIPANT-TYPE:{kind}")
    for data in component.all("STRUCTURED-DATA"):
        yield from structured(data, rich=True)


def structured(found: Property, *, rich: bool) -> Iterator[Finding]:
    """Faults of a STRUCTURED-DATA line; where the reader did not ask for it, the line itself is one."""
    if not rich:
        yield Finding("rich", found.number, "structured data is for those who ask for it")
    kind = found.parameters.get("VALUE", "")
    if kind not in PARAMETERS:
        yield Finding("parameter", found.number, "STRUCTURED-DATA needs VALUE")
    for name in PARAMETERS.get(kind, ()):
        if not found.parameters.get(name):
            yield Finding("parameter", found.number, f"STRUCTURED-DATA needs {name}")
