"""Time ranges (RFC 4791 section 9.9): half-open, in UTC; a day without an hour is a local day of the client."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.db.models import F, Q

from calendar_app.dates import DateError, zone
from calendar_app.ical.tree import Property, tree

from .errors import Refusal
from .reading import Element

_MOMENT = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
BROKEN = "<C:valid-filter/>"
LONGEST = 65_536
NO_CALENDAR = "<C:valid-calendar-data/>"
#: No event lies outside of these, and a local time beyond the calendar's own years can't be told.
EARLIEST, LATEST = datetime(1800, 1, 1, tzinfo=UTC), datetime(2300, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Range:
    """From `start` until `end`, excluded; either may be open. Days count in `zone`."""

    start: datetime | None
    end: datetime | None
    zone: tzinfo = UTC

    @classmethod
    def read(cls, element: Element, where: tzinfo) -> "Range":
        """Raises Refusal (CALDAV:valid-filter)."""
        start, end = (_moment(element.attributes.get(name)) for name in ("start", "end"))
        if start is None and end is None:
            raise _broken("A time range has a start or an end.")
        if start and end and end <= start:
            raise _broken("A time range ends after it starts.")
        return cls(_kept(start), _kept(end), where)

    def condition(self) -> Q:
        """The listings that it overlaps, after the table of RFC 4791 section 9.9."""
        hours, days = ~Q(zone=""), Q(zone="")
        if self.start is not None:
            lasting, moment = Q(ends_at__gt=self.start), Q(ends_at=F("starts_at"), starts_at__gte=self.start)
            hours &= lasting | moment
            days &= Q(end_day__gt=self.start.astimezone(self.zone).date())
        if self.end is not None:
            hours &= Q(starts_at__lt=self.end)
            days &= Q(first_day__lt=_day_after(self.end.astimezone(self.zone)))
        return hours | days

    def holds(self, found: Property) -> bool:
        """Whether a property's moment lies in it; a day counts as its midnight. False for what is no moment."""
        moment = _instant(found, self.zone)
        if moment is None:
            return False
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)


def floating(element: Element | None) -> tzinfo:
    """The zone in which days count: that of a CALDAV:timezone (section 9.8), or UTC.

    Raises Refusal (CALDAV:valid-calendar-data) for what is no VTIMEZONE. A zone of no known name counts as UTC.
    """
    if element is None:
        return UTC
    if len(element.text) > LONGEST:
        raise Refusal(403, f"A timezone has at most {LONGEST} characters.", NO_CALENDAR)
    components, broken = tree(element.text.encode())
    zones = [part for component in components for part in component.within("VTIMEZONE")]
    if broken or len(zones) != 1 or not zones[0].value("TZID"):
        raise Refusal(403, "A timezone is a calendar with one VTIMEZONE.", NO_CALENDAR)
    try:
        return zone(zones[0].value("TZID"))
    except DateError:
        return UTC


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        if _MOMENT.fullmatch(text):
            return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    raise _broken("A time range is given in UTC: 20250710T000000Z.")


def _kept(moment: datetime | None) -> datetime | None:
    return None if moment is None else min(max(moment, EARLIEST), LATEST)


def _broken(why: str) -> Refusal:
    return Refusal(403, why, BROKEN)


def _day_after(moment: datetime) -> date:
    """The first day that begins at the moment or later."""
    return moment.date() + timedelta(days=moment.time() > time())


def _instant(found: Property, where: tzinfo) -> datetime | None:
    try:
        if _MOMENT.fullmatch(found.value):
            return datetime.strptime(found.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if len(found.value) == len("20250710"):
            return datetime.strptime(found.value, "%Y%m%d").replace(tzinfo=where)
        local = zone(found.parameters.get("TZID", ""))
        return datetime.strptime(found.value, "%Y%m%dT%H%M%S").replace(tzinfo=local)
    except ValueError:
        return None
