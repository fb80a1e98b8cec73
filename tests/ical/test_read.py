"""Reading calendars: our own come back as they were, and nobody else's can do harm."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.ical import Fault, Words, read, vevent
from calendar_app.ical.read import UNKNOWN

from .examples import cancelled, days, entry, feed, full

PLAIN = "UID:1\nDTSTAMP:20250702T090000Z\nDTSTART:20250711T031000Z\n"
LONDON = ZoneInfo("Europe/London")


def calendar(*events: str) -> bytes:
    inner = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{inner}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def one(event: str, floating: str = "") -> object:
    """The start and end of the only event, or why it has none."""
    found = read(calendar(event), floating=floating)
    return found.faults[0].why if found.faults else (found.entries[0].start, found.entries[0].end)


# Our own


def test_our_own_export_comes_back_as_it_was() -> None:
    given = [replace(full(), links=()), days(), cancelled(), entry(uid="x", end=None, alarms=(timedelta(days=1),))]
    found = read(feed(*given))
    assert (found.entries, found.faults) == (given, [])


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent / "golden").glob("*.ics")), ids=lambda path: path.name
)
def test_every_golden_feed_comes_back_in_the_same_bytes(path: Path) -> None:
    found = read(path.read_bytes())
    assert found.faults == []
    assert b"".join(map(vevent, found.entries)) in path.read_bytes()


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back_in_the_same_bytes(text: str, category: str) -> None:
    written = vevent(entry(description=Words(text, "en"), categories=(Words(category, "en"), Words("a,b", "en"))))
    found = read(b"BEGIN:VCALENDAR\r\n" + written + b"END:VCALENDAR\r\n")
    assert [vevent(again) for again in found.entries] == [written]


# Others' ways of saying it


@pytest.mark.parametrize(
    ("lines", "slot"),
    [
        ("DTSTART:20250711T031000Z", (datetime(2025, 7, 11, 3, 10, tzinfo=UTC), None)),
        ("DTSTART:20250711", (date(2025, 7, 11), date(2025, 7, 12))),
        ("DTSTART;VALUE=DATE:20250711\nDURATION:P2D", (date(2025, 7, 11), date(2025, 7, 13))),
        ("DTSTART;TZID=Europe/London:20250711T100000\nDURATION:PT90M",
         (datetime(2025, 7, 11, 10, 0, tzinfo=LONDON), datetime(2025, 7, 11, 11, 30, tzinfo=LONDON))),
        ("DTSTART;TZID=Europe/London:20250711T100000\nDURATION:PT0S", (datetime(2025, 7, 11, 10, 0, tzinfo=LONDON), None)),
        ("DTSTART;TZID=Europe/London:20250711T100000\nDTEND;TZID=Europe/London:20250711T100000",
         (datetime(2025, 7, 11, 10, 0, tzinfo=LONDON), None)),
        ('DTSTART;TZID="GMT Standard Time":20250711T100000', (datetime(2025, 7, 11, 10, 0, tzinfo=LONDON), None)),
        ("DTSTART;TZID=/vendor.example/2025_1/Europe/London:20250711T100000", (datetime(2025, 7, 11, 10, 0, tzinfo=LONDON), None)),
        ("DTSTART;TZID=/x/America/Argentina/Salta:20250711T100000",
         (datetime(2025, 7, 11, 10, 0, tzinfo=ZoneInfo("America/Argentina/Salta")), None)),
    ],
)  # fmt: skip
def test_slots(lines: str, slot: object) -> None:
    assert one(f"UID:1\n{lines}\n") == slot


def test_a_floating_time_is_of_the_zone_given() -> None:
    event = "UID:1\nDTSTART:20250711T100000\n"
    assert one(event) == "DTSTART:20250711T100000 has no zone"
    assert one(event, floating="Europe/London") == (datetime(2025, 7, 11, 10, 0, tzinfo=LONDON), None)


def test_a_byte_order_mark_and_bare_line_feeds_are_forgiven() -> None:
    found = read(b"\xef\xbb\xbf" + calendar(PLAIN).replace(b"\r\n", b"\n"))
    assert (len(found.entries), found.faults) == (1, [])


def test_what_may_be_left_out() -> None:
    (bare,) = read(calendar("UID:1\nDTSTART:20250711\n")).entries
    assert (bare.stamp, bare.sequence, bare.status, bare.transparent) == (UNKNOWN, 0, "", False)
    assert (bare.summary, bare.geo, bare.categories, bare.links, bare.relations) == (Words(""), None, (), (), ())


def test_the_stamp_is_the_last_change() -> None:
    (event,) = read(
        calendar("UID:1\nDTSTART:20250711\nLAST-MODIFIED;VALUE=DATE:20250702\nDTSTAMP:20250703T100000Z\n")
    ).entries
    assert event.stamp == datetime(2025, 7, 3, 10, 0, tzinfo=UTC)


def test_what_we_have_no_word_for_is_left_out() -> None:
    (event,) = read(
        calendar(
            f"{PLAIN}RELATED-TO;RELTYPE=NEXT:2\nLINK;VALUE=TEXT;LINKREL=x:y\nGEO:here\nCATEGORIES:,\n"
            "BEGIN:VALARM\nACTION:AUDIO\nTRIGGER;RELATED=END:-PT5M\nEND:VALARM\n"
            "BEGIN:VALARM\nACTION:AUDIO\nTRIGGER:PT5M\nEND:VALARM\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n"
        )
    ).entries
    assert (event.relations, event.links, event.geo, event.categories, event.alarms) == ((), (), None, (), ())


# Faults


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("DTSTART:20250711\n", "UID is missing"),
        ("UID:1\n", "DTSTART is missing"),
        ("UID:\nDTSTART:20250711\n", "A UID has 1 to 255 octets, not ''."),
        ("UID:1\nDTSTART:20250732\n", "day is out of range for month"),
        ("UID:1\nDTSTART:20250711T250000Z\n", "hour must be in 0..23"),
        ("UID:1\nDTSTART:soon\n", "DTSTART:soon is no time"),
        ("UID:1\nDTSTART;VALUE=DATE:2025W271\n", "DTSTART:2025W271 is no day"),
        ("UID:1\nDTSTART:20250711\nDTEND:20250711\n", "1: the end comes after the start."),
        ("UID:1\nDTSTART:20250711\nDTEND:20250711T100000Z\n", "1: start and end are both days or both moments."),
        ("UID:1\nDTSTART:20250711\nDURATION:soon\n", "Invalid iCalendar duration: soon"),
        ("UID:1\nDTSTART:99991231\n", "date value out of range"),
        ("UID:1\nDTSTART:20250711\nRRULE:FREQ=SECONDLY\n", "RRULE: a repeating event; enter each meeting by itself"),
        ("UID:1\nDTSTART:20250711\nSUMMARY:a\nSUMMARY:b\n", "SUMMARY stands here more than once"),
        ("UID:1\nDTSTART:20250711\nSTATUS:DRAFT\n", "STATUS:DRAFT is no state of an event"),
        ("UID:1\nDTSTART:20250711\nSEQUENCE:٢\n", "SEQUENCE:٢ is no number"),
        *(
            (f"UID:1\nDTSTART;TZID={tzid}:20250711T100000\n", f"TZID={tzid} is no zone of the zone database")
            for tzid in ("Europe", "/etc/localtime", "localtime", "../../etc/passwd", "A" * 300, "posixrules", "Nowhere/Land")
        ),
    ],
)  # fmt: skip
def test_a_fault_names_its_reason(event: str, why: str) -> None:
    assert one(event) == why


def test_a_fault_names_its_component_and_spares_the_others() -> None:
    found = read(calendar(PLAIN, "UID:2\nDTSTART:soon\n", PLAIN.replace("UID:1", "UID:3")))
    assert [event.uid for event in found.entries] == ["1", "3"]
    assert found.faults == [Fault(8, "2", "DTSTART:soon is no time")]


def test_a_uid_given_twice_is_nobodys() -> None:
    found = read(calendar(PLAIN, PLAIN, PLAIN.replace("UID:1", "UID:3")))
    assert [event.uid for event in found.entries] == ["3"]
    assert found.faults == [Fault(0, "1", "2 events have this UID")]


def test_a_missing_end_is_named() -> None:
    found = read(calendar(PLAIN, PLAIN.replace("UID:1", "UID:3")).replace(b"END:VEVENT\r\n", b"", 1))
    assert [event.uid for event in found.entries] == ["3"]
    assert Fault(3, "1", "END:VEVENT is missing") in found.faults


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "there is no event in this file"),
        (calendar(), "there is no event in this file"),
        (calendar(PLAIN).replace(b"UID", b"\xff"), "the file is not in UTF-8"),
        (b" " * 1_048_577, "the file is larger than 1 MB"),
    ],
)
def test_files_that_are_none(data: bytes, why: str) -> None:
    assert read(data) == ([], [Fault(0, "", why)])


@given(st.binary(max_size=400))
def test_garbage_never_raises(data: bytes) -> None:
    read(data)


@given(st.data())
def test_a_calendar_with_any_hole_in_it_never_raises(data: st.DataObject) -> None:
    good = feed()
    start, length = data.draw(st.integers(0, len(good))), data.draw(st.integers(0, 200))
    read(good[:start] + data.draw(st.binary(max_size=20)) + good[start + length :])


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 60_000,
        calendar(PLAIN + "X-A;B=C:D\n" * 90_000),
        calendar(PLAIN + "SUMMARY:" + "\\" * 900_000 + "\n"),
        calendar(PLAIN + "X-A" + ";B=" * 300_000 + "\n"),
        calendar(PLAIN + "CATEGORIES:" + "," * 900_000 + "\n"),
        calendar(PLAIN + "SUMMARY:" + "\u2067" * 300_000 + "\n"),
        calendar(*(f"UID:{number}\nDTSTART:20250711\n" for number in range(18_000))),
        b"X" * 1_000_000,
        b"\r\n " * 340_000,
    ],
)
@pytest.mark.no_cover  # measured is what the reader takes, not the watching of it
def test_the_worst_megabyte_takes_seconds(data: bytes) -> None:
    assert len(data) <= 1_048_576
    begun = time.process_time()
    read(data)
    assert time.process_time() - begun < 30  # a machine under load; what is not linear takes minutes
