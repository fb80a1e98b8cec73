"""VEVENT: what one entry becomes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from calendar_app.ical import Words, check, vevent
from calendar_app.ical.event import duration

from .examples import cancelled, days, entry, feed, full, kuala_lumpur

GOLDEN = """\
BEGIN:VEVENT
UID:3393691f-150b-437f-9f27-84264bd1171e
DTSTAMP:20250702T090000Z
LAST-MODIFIED:20250702T090000Z
SEQUENCE:2
DTSTART;TZID=Asia/Kuala_Lumpur:20250711T111000
DTEND;TZID=Asia/Kuala_Lumpur:20250711T130000
SUMMARY;LANGUAGE=en:32nd ASEAN Regional Forum
LOCATION;LANGUAGE=en:Convention Centre\\, Kuala Lumpur\\, Malaysia
GEO:3.139;101.6869
DESCRIPTION;LANGUAGE=en:Expected documents\\; among them\\, a plan.\\nالمص
 ادر: \u2068TASS\u2069، 2 يوليو 2025
URL:https://calendar.example/en/events/arf-32-2025/
CATEGORIES;LANGUAGE=en:ASEAN Regional Forum,Peace\\, security
STATUS:CONFIRMED
TRANSP:OPAQUE
CLASS:PUBLIC
CONCEPT:https://calendar.example/en/topics/security/
REFID:9f1b3c6e-0c3f-5a53-9a4c-6a5a7f7a0a11
RELATED-TO;RELTYPE=PARENT:9f1b3c6e-0c3f-5a53-9a4c-6a5a7f7a0a11
LINK;VALUE=URI;LINKREL=via;LABEL="TASS: 'briefing'";LANGUAGE=ru:https://new
 s.example/%D0%B1%D1%80%D0%B8%D1%84%D0%B8%D0%BD%D0%B3
END:VEVENT
"""


def text(**fields: Any) -> str:
    return vevent(entry(**fields)).decode().replace("\r\n ", "")


def test_everything_that_a_public_feed_may_say() -> None:
    assert vevent(full()).decode() == GOLDEN.replace("\n", "\r\n")


def test_days_end_exclusively() -> None:
    written = vevent(days()).decode()
    assert "DTSTART;VALUE=DATE:20250708\r\nDTEND;VALUE=DATE:20250712\r\n" in written
    assert "TRANSP:TRANSPARENT\r\n" in written


def test_a_start_alone_has_no_end() -> None:
    assert "DTEND" not in text(end=None)


def test_utc_is_written_as_utc() -> None:
    moment = datetime(2025, 7, 11, 3, 10, tzinfo=UTC)
    for zone in (UTC, ZoneInfo("UTC")):
        assert "DTSTART:20250711T031000Z\r\n" in text(start=moment.astimezone(zone), end=None)


@pytest.mark.parametrize(
    ("zone", "start", "end", "written"),
    [
        ("Europe/London", (1, 30, 0), (1, 30, 1), "DTSTART:20251026T003000Z\r\nDTEND:20251026T013000Z"),
        ("Europe/London", (0, 30, 0), (1, 0, 0), "DTSTART:20251025T233000Z\r\nDTEND:20251026T000000Z"),
        ("Europe/London", (1, 59, 1), (2, 0, 0), "DTSTART:20251026T015900Z\r\nDTEND:20251026T020000Z"),
        (
            "Europe/London", (0, 59, 0), (2, 0, 0),
            "DTSTART;TZID=Europe/London:20251026T005900\r\nDTEND;TZID=Europe/London:20251026T020000",
        ),
    ],
)  # fmt: skip
def test_a_meeting_in_an_hour_that_comes_twice_is_written_in_utc(
    zone: str, start: tuple[int, int, int], end: tuple[int, int, int], written: str
) -> None:
    begins, ends = (
        datetime(2025, 10, 26, hour, minute, fold=fold, tzinfo=ZoneInfo(zone)) for hour, minute, fold in (start, end)
    )
    assert f"{written}\r\n" in text(start=begins, end=ends)


def test_a_wall_time_that_a_clock_change_skips_is_written_in_utc() -> None:
    start = datetime(2026, 3, 8, 2, 30, tzinfo=ZoneInfo("America/New_York"))
    assert "DTSTART:20260308T073000Z\r\n" in text(start=start, end=None)


def test_mean_time_is_written_in_utc() -> None:
    start = datetime(1971, 5, 1, 10, 0, tzinfo=ZoneInfo("Africa/Monrovia"))
    assert "DTSTART:19710501T104430Z\r\n" in text(start=start, end=None)


def test_a_mark_has_no_status() -> None:
    assert "STATUS" not in text(status="")


def test_categories_of_two_languages_stand_apart() -> None:
    written = text(categories=(Words("ARF", "en"), Words("АРФ", "ru"), Words("a, b", "en")))
    assert "CATEGORIES;LANGUAGE=en:ARF,a\\, b\r\nCATEGORIES;LANGUAGE=ru:АРФ\r\n" in written


def test_a_text_of_nothing_but_controls_is_not_written() -> None:
    nothing = Words("\x1f\u202e", "en")
    written = text(description=nothing, location=nothing, categories=(nothing, Words("ARF", "en")))
    assert "DESCRIPTION" not in written
    assert "LOCATION" not in written
    assert "CATEGORIES;LANGUAGE=en:ARF\r\n" in written


def test_alarms_come_after_all_properties() -> None:
    written = text(alarms=(timedelta(days=1), timedelta(minutes=90)))
    assert written.endswith(
        "CLASS:PUBLIC\r\n"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\nDESCRIPTION;LANGUAGE=en:32nd ASEAN Regional Forum\r\nEND:VALARM\r\n"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT90M\r\nDESCRIPTION;LANGUAGE=en:32nd ASEAN Regional Forum\r\nEND:VALARM\r\n"
        "END:VEVENT\r\n"
    )


@pytest.mark.parametrize(
    ("span", "written"),
    [(timedelta(days=2), "P2D"), (timedelta(hours=6), "PT6H"), (timedelta(minutes=5), "PT5M"), (timedelta(), "PT1M")],
)
def test_durations(span: timedelta, written: str) -> None:
    assert duration(span) == written


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"start": datetime(2025, 7, 11, 11, 10)}, "a time without a zone floats"),
        ({"stamp": datetime(2025, 7, 11, 11, 10)}, "a time without a zone floats"),
        ({"end": date(2025, 7, 12)}, "start and end are both days or both moments"),
        ({"end": kuala_lumpur(2025, 7, 11, 11, 10)}, "the end comes after the start"),
        ({"start": date(2025, 7, 11), "end": None}, "the end comes after the start"),
        ({"uid": ""}, "A UID has 1 to 255 octets"),
        ({"uid": "é" * 128}, "A UID has 1 to 255 octets"),
    ],
)
def test_what_no_calendar_can_hold_is_refused(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        entry(**fields)


SPANS = st.tuples(st.dates(date(1900, 1, 1), date(2199, 12, 1)), st.timedeltas(timedelta(days=1), timedelta(days=400)))


@given(SPANS, st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_span_of_days_and_any_text_read_back(span: tuple[date, timedelta], title: str) -> None:
    first, length = span[0], timedelta(days=span[1].days)
    written = vevent(days(start=first, end=first + length, summary=Words(title, "en")))
    read: Any = Event.from_ical(written)
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (first, first + length)
    assert [found.rule for found in check(feed(full(), days(summary=Words(f"x{title}", "en"))))] == []


@given(
    st.datetimes(datetime(1972, 1, 8), datetime(2199, 1, 1)), st.sampled_from(["Asia/Kuala_Lumpur", "Europe/London"])
)
def test_any_moment_reads_back(moment: datetime, zone: str) -> None:
    start = moment.replace(microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    read: Any = Event.from_ical(vevent(entry(start=start, end=None)))
    assert read["DTSTART"].dt.timestamp() == start.timestamp()


def test_the_same_entry_gives_the_same_bytes() -> None:
    assert vevent(cancelled()) == vevent(cancelled())
