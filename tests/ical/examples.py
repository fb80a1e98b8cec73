"""Entries for the tests of this room: a meeting with an hour, a span of days, and one that was cancelled."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from calendar_app.ical import Entry, Head, Link, Relation, Words, calendar, vevent, vtimezone

STAMP = datetime(2025, 7, 2, 9, 0, tzinfo=UTC)
HEAD = Head(
    product="-//Diplomatic Calendar//EN",
    name="Diplomatic Calendar · ASEAN Regional Forum",
    description=Words("Meetings of the forum, with sources.", "en"),
    source="https://calendar.example/en/events.ics?forum=arf",
    url="https://calendar.example/en/forums/arf/",
    color=("teal", "#008080"),
)


def entry(**fields: Any) -> Entry:
    """A meeting in Kuala Lumpur, or whatever else the fields say."""
    plain: dict[str, Any] = {
        "uid": "3393691f-150b-437f-9f27-84264bd1171e",
        "stamp": STAMP,
        "sequence": 2,
        "start": kuala_lumpur(2025, 7, 11, 11, 10),
        "end": kuala_lumpur(2025, 7, 11, 13, 0),
        "summary": Words("32nd ASEAN Regional Forum", "en"),
        "status": "CONFIRMED",
        "transparent": False,
    }
    return Entry(**plain | fields)


def kuala_lumpur(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Asia/Kuala_Lumpur"))  # type: ignore[arg-type, misc]


def full() -> Entry:
    """Everything that a public feed may say of an event."""
    return entry(
        description=Words("Expected documents; among them, a plan.\nالمصادر: \u2068TASS\u2069، 2 يوليو 2025", "en"),
        location=Words("Convention Centre, Kuala Lumpur, Malaysia", "en"),
        url="https://calendar.example/en/events/arf-32-2025/",
        geo=(3.139, 101.6869),
        categories=(Words("ASEAN Regional Forum", "en"), Words("Peace, security", "en")),
        concepts=("https://calendar.example/en/topics/security/",),
        reference="9f1b3c6e-0c3f-5a53-9a4c-6a5a7f7a0a11",
        relations=(Relation("9f1b3c6e-0c3f-5a53-9a4c-6a5a7f7a0a11"),),
        links=(Link("https://news.example/брифинг", "via", Words('TASS: "briefing"', "ru")),),
    )


def days(**fields: Any) -> Entry:
    plain = {
        "uid": "5c1d2f34-77aa-5e0b-8a51-0f6c1c0f4c55",
        "start": date(2025, 7, 8),
        "end": date(2025, 7, 12),
        "summary": Words("Пятьдесят восьмая неделя встреч министров иностранных дел АСЕАН", "ru"),
        "transparent": True,
    }
    return entry(**plain | fields)


def cancelled(**fields: Any) -> Entry:
    london = ZoneInfo("Europe/London")
    plain = {
        "uid": "c0ffee00-77aa-5e0b-8a51-0f6c1c0f4c55",
        "start": datetime(2026, 3, 30, 10, 0, tzinfo=london),
        "end": datetime(2026, 3, 30, 12, 0, tzinfo=london),
        "summary": Words("أُلغي: اجتماع وزراء الخارجية", "ar"),
        "status": "CANCELLED",
        "transparent": True,
    }
    return entry(**plain | fields)


def feed(*entries: Entry) -> bytes:
    """A whole feed, as it should be."""
    given = entries or (full(), days(), cancelled())
    zones = [vtimezone(name, 2025, 2026) for name in ("Asia/Kuala_Lumpur", "Europe/London")]
    return calendar(HEAD, map(vevent, given), zones[: 1 if entries else 2])
