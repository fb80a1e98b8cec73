"""When: the honest date as it was announced, and the days and instants that follow from it."""

from datetime import time
from typing import Any

from rest_framework import serializers

from calendar_app.dates import DateError, EdtfDate, bounds, parse

from .reading import Json, instant

EDTF = (
    "EDTF (ISO 8601-2): a day 2025-07-10, a span with its last day 2025-07-10/2025-07-11, a month 2025-07, a quarter "
    "2025-35 (the third; 33 to 36), a year 2025, one of several days [2025-10-08,2025-10-24]; each may end in ?, which "
    "means that it is uncertain."
)
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


class When(serializers.Serializer[Any]):
    """A date as precise as it is known. A month is never given as its first day: see `known_to_day`."""

    date = serializers.CharField(allow_null=True, help_text=f"{EDTF} Null while the date is to be confirmed.")
    start_time = serializers.RegexField(CLOCK, allow_null=True, help_text="Wall time in the zone, HH:MM.")
    end_time = serializers.RegexField(CLOCK, allow_null=True, help_text="Wall time in the zone, HH:MM.")
    zone = serializers.CharField(allow_null=True, help_text="IANA time zone: Asia/Kuala_Lumpur.")
    known_to_day = serializers.BooleanField(help_text="Whether the date is a day or a span of days.")
    first_day = serializers.DateField(allow_null=True, help_text="The first local day that the date may touch.")
    last_day = serializers.DateField(allow_null=True, help_text="The last local day that it may touch, included.")
    starts_at = serializers.DateTimeField(
        allow_null=True, help_text="In UTC; local midnight where no time is known, null where the day isn't known."
    )
    ends_at = serializers.DateTimeField(
        allow_null=True, help_text="In UTC, excluded; null where the day or, after a start time, the end isn't known."
    )


class FormerDate(When):
    """A date that the event had before."""

    replaced = serializers.DateField(help_text="The day on which it stopped being the announced one.")


def when(slot: Json) -> Json:
    """The shape When of a date with its times and zone, as publications hold them."""
    edtf = _read(slot["date"])
    starts_at, ends_at = _instants(edtf, slot)
    return {
        "date": slot["date"] or None,
        "start_time": slot["start_time"],
        "end_time": slot["end_time"],
        "zone": slot["zone"] or None,
        "known_to_day": edtf is not None and edtf.known_to_day,
        "first_day": edtf.span.first.isoformat() if edtf else None,
        "last_day": edtf.span.last.isoformat() if edtf else None,
        "starts_at": starts_at,
        "ends_at": ends_at,
    }


def former_dates(facts: Json) -> list[Json]:
    return [{**when(slot), "replaced": slot["replaced"]} for slot in facts["former_dates"]]


def _read(text: str) -> EdtfDate | None:
    """None for a text that no longer reads as a date: what was published once must stay readable for ever."""
    try:
        return parse(text) if text else None
    except DateError:
        return None


def _instants(edtf: EdtfDate | None, slot: Json) -> tuple[str | None, str | None]:
    if edtf is None or not edtf.known_to_day:
        return None, None
    start, end = (time.fromisoformat(slot[name]) if slot[name] else None for name in ("start_time", "end_time"))
    try:
        starts_at, ends_at = bounds(edtf, start, end, slot["zone"] or None)
    except DateError:  # a zone that left the database, likewise
        return None, None
    return instant(starts_at), instant(ends_at) if ends_at > starts_at else None
