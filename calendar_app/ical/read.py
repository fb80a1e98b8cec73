"""From bytes to entries, whoever wrote them: each component is read by itself, and what cannot be read is named.

Nothing in a file is trusted: its TZIDs never reach the file system, its rules are not expanded, its size is bounded.
The icalendar package reads durations and knows what Windows calls the zones.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from calendar_app.dates import DateError, zone

from .entry import SILENT, Entry, Link, Relation, Words
from .text import clean, unescape
from .tree import Component, Property, tree, unfolded

LARGEST = 1_048_576
BOM = b"\xef\xbb\xbf"
UNKNOWN = datetime.fromtimestamp(0, UTC)
REPEATING = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
ONCE = ("UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS")
_MOMENT = re.compile(r"([0-9]{8})T([0-9]{6})(Z?)")
_DAY = re.compile(r"[0-9]{8}")
_LIST = re.compile(r"((?:\\.|[^\\,])*)(?:,|$)", re.DOTALL)
_GEO = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,12})?);(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)")


class Fault(NamedTuple):
    """What could not be read: the component's first line (0 for the whole file), its UID if it has one, and why."""

    line: int
    uid: str
    why: str


class Reading(NamedTuple):
    entries: list[Entry]
    faults: list[Fault]


def read(data: bytes, *, floating: str = "") -> Reading:
    """Entries and faults of a calendar file of 1 MB at most; never raises, whatever the bytes.

    A component with a fault gives no entry, and its neighbours are none the worse. Times without a zone are of the
    zone `floating`, or faults where that is empty. What RFC 5545 lets a program leave out is filled in as it says.
    """
    if len(data) > LARGEST:
        return Reading([], [Fault(0, "", "the file is larger than 1 MB")])
    data = data.removeprefix(BOM)
    try:
        b"\n".join(raw for _, raw in unfolded(data)).decode()
    except UnicodeDecodeError:
        return Reading([], [Fault(0, "", "the file is not in UTF-8")])
    roots, broken = tree(data)
    faults = [Fault(number, "", why) for number, why in broken]
    events = [component for root in roots for component in root.walk() if component.name == "VEVENT"]
    if not events:
        faults.append(Fault(0, "", "there is no event in this file"))
    entries = [entry for event in events if (entry := _read(event, floating, faults))]
    return Reading(_unique(entries, faults), faults)


def _read(event: Component, floating: str, faults: list[Fault]) -> Entry | None:
    try:
        return _entry(event, floating)
    except (ValueError, OverflowError) as error:
        faults.append(Fault(event.number, unescape(event.value("UID")), str(error)))
        return None


def _unique(entries: list[Entry], faults: list[Fault]) -> list[Entry]:
    counts = Counter(entry.uid for entry in entries)
    twice = [uid for uid, count in counts.items() if count > 1]
    faults.extend(Fault(0, uid, f"{counts[uid]} events have this UID") for uid in twice)
    return [entry for entry in entries if counts[entry.uid] == 1]


def _entry(event: Component, floating: str) -> Entry:
    _refuse(event)
    start = _moment(_required(event, "DTSTART"), floating)
    status = event.value("STATUS").upper()
    if status not in ("", "TENTATIVE", "CONFIRMED", "CANCELLED"):
        raise ValueError(f"STATUS:{status} is no state of an event")
    return Entry(
        uid=unescape(_required(event, "UID").value),
        stamp=_stamp(event),
        sequence=_sequence(event),
        start=start,
        end=_end(event, start, floating),
        summary=_words(event.first("SUMMARY")),
        status=status,  # type: ignore[arg-type] # narrowed above
        transparent=event.value("TRANSP").upper() == "TRANSPARENT",
        edtf=unescape(event.value("X-EDTF")),
        description=_words(event.first("DESCRIPTION")),
        location=_words(event.first("LOCATION")),
        url=event.value("URL"),
        geo=_geo(event),
        categories=tuple(_categories(event)),
        concepts=tuple(found.value for found in event.all("CONCEPT")),
        reference=unescape(event.value("REFID")),
        relations=tuple(_relations(event)),
        links=tuple(_links(event)),
        alarms=tuple(_alarms(event)),
    )


def _refuse(event: Component) -> None:
    if event.within("VEVENT"):
        raise ValueError("END:VEVENT is missing")
    for name in ONCE:
        if len(event.all(name)) > 1:
            raise ValueError(f"{name} stands here more than once")
    for name in REPEATING:
        if event.first(name):
            raise ValueError(f"{name}: a repeating event; enter each meeting by itself")


def _required(event: Component, name: str) -> Property:
    if not (found := event.first(name)):
        raise ValueError(f"{name} is missing")
    return found


def _moment(found: Property, floating: str) -> date | datetime:
    if found.parameters.get("VALUE", "").upper() == "DATE" or _DAY.fullmatch(found.value):
        if not _DAY.fullmatch(found.value):
            raise ValueError(f"{found.name}:{found.value} is no day")
        return date.fromisoformat(found.value)
    if not (match := _MOMENT.fullmatch(found.value)):
        raise ValueError(f"{found.name}:{found.value} is no time")
    wall = datetime.fromisoformat(found.value.removesuffix("Z"))
    if match[3]:
        return wall.replace(tzinfo=UTC)
    tzid = found.parameters.get("TZID", "") or floating
    if not tzid:
        raise ValueError(f"{found.name}:{found.value} has no zone")
    return wall.replace(tzinfo=_zone(tzid))


def _zone(tzid: str) -> ZoneInfo:
    """The zone of the database that a TZID means: by its name, by Windows' name, or at the end of a vendor's path."""
    parts = tzid.strip("/").split("/")
    for name in (tzid, WINDOWS_TO_OLSON.get(tzid, ""), "/".join(parts[-2:]), "/".join(parts[-3:])):
        try:
            return zone(name)
        except DateError:
            continue
    raise ValueError(f"TZID={tzid} is no zone of the zone database")


def _end(event: Component, start: date | datetime, floating: str) -> date | datetime | None:
    """RFC 5545 section 3.6.1: without DTEND and DURATION, a day lasts a day and a moment takes no time."""
    if found := event.first("DTEND"):
        end = _moment(found, floating)
        return None if end == start and isinstance(start, datetime) else end
    if found := event.first("DURATION"):
        length = _length(found.value)
        return None if not length and isinstance(start, datetime) else start + length
    return None if isinstance(start, datetime) else start + timedelta(days=1)


def _stamp(event: Component) -> datetime:
    for name in ("LAST-MODIFIED", "DTSTAMP", "CREATED"):
        if found := event.first(name):
            moment = _moment(found, "UTC")
            if isinstance(moment, datetime):
                return moment.astimezone(UTC)
    return UNKNOWN


def _sequence(event: Component) -> int:
    text = event.value("SEQUENCE") or "0"
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ValueError(f"SEQUENCE:{text} is no number")
    return int(text)


def _words(found: Property | None) -> Words:
    return Words(clean(unescape(found.value)), found.parameters.get("LANGUAGE", "")) if found else SILENT


def _geo(event: Component) -> tuple[float, float] | None:
    match = _GEO.fullmatch(event.value("GEO"))
    return (float(match[1]), float(match[2])) if match else None


def _categories(event: Component) -> Iterator[Words]:
    for found in event.all("CATEGORIES"):
        for match in _LIST.finditer(found.value):
            if match[1]:
                yield Words(clean(unescape(match[1])), found.parameters.get("LANGUAGE", ""))


def _relations(event: Component) -> Iterator[Relation]:
    for found in event.all("RELATED-TO"):
        kind = found.parameters.get("RELTYPE", "PARENT").upper()
        if kind in ("PARENT", "CHILD", "SIBLING"):
            yield Relation(unescape(found.value), kind)  # type: ignore[arg-type] # narrowed above


def _links(event: Component) -> Iterator[Link]:
    for found in event.all("LINK"):
        if found.parameters.get("VALUE", "").upper() == "URI":
            label = Words(found.parameters.get("LABEL", ""), found.parameters.get("LANGUAGE", ""))
            yield Link(found.value, found.parameters.get("LINKREL", ""), label)


def _alarms(event: Component) -> Iterator[timedelta]:
    """Spans before the start; absolute times and those after the start are not taken."""
    for alarm in event.within("VALARM"):
        trigger = alarm.first("TRIGGER")
        if trigger and trigger.value.startswith("-P") and trigger.parameters.get("RELATED", "START") == "START":
            yield -_length(trigger.value)


def _length(text: str) -> timedelta:
    length: timedelta = vDuration.from_ical(text)  # type: ignore[no-untyped-call]
    return length
