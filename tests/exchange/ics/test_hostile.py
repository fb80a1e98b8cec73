"""Broken and hostile files: an answer for each component, never an exception, in linear time."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendar_app.exchange.ics import Report, take
from calendar_app.models.desk import Event

from .calendars import calendar, event

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 3, 9, 0, tzinfo=UTC)
GOLDEN = (Path(__file__).parents[2] / "golden" / "everything.en.ics").read_bytes()
GOOD = event("good")


def taken(data: bytes) -> Report:
    return take(data, by=None, now=NOW, actor="tests")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "there is no event in this file"),
        (b"\x00" * 1000, "there is no event in this file"),
        (b"PK\x03\x04" + b"\xff" * 100, "the file is not in UTF-8"),
        (calendar(event("1", title="é")).decode().encode("latin-1"), "the file is not in UTF-8"),
        (b" " * 1_048_577, "the file is larger than 1 MB"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 50_000, "there is no event in this file"),
        (calendar(), "there is no event in this file"),
    ],
)
def test_files_that_hold_nothing(data: bytes, why: str) -> None:
    report = taken(data)
    assert {outcome.result for outcome in report.outcomes} == {"refused"}
    assert why in [outcome.why for outcome in report.outcomes]
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "bad",
    [
        event("bad", start="DTSTART;TZID=Europe:20250711T100000"),
        event("bad", start="DTSTART;TZID=/etc/localtime:20250711T100000"),
        event("bad", start=f"DTSTART;TZID={'A' * 300}:20250711T100000"),
        event("bad", start="DTSTART;TZID=../../../etc/passwd:20250711T100000"),
        event("bad", start="DTSTART;VALUE=DATE:99999999"),
        event("bad", start="DTSTART;VALUE=DATE:00010101"),
        event("bad", "DURATION:P999999999999W"),
        event("bad", "RRULE:FREQ=SECONDLY;COUNT=1000000000"),
        event("bad", "RRULE:FREQ=YEARLY;BYSETPOS=366;BYHOUR=0,1,2,3"),
        event("bad", "RDATE;VALUE=PERIOD:" + ",".join(["20250711T100000Z/P1D"] * 5000)),
        event("bad", "SEQUENCE:99999999999999999999"),
        event("bad", "STATUS:\x00"),
        event("bad\x00", title=""),
    ],
)
def test_a_bad_component_names_its_reason_and_spares_the_good_one(bad: str) -> None:
    report = taken(calendar(bad, GOOD))
    assert [outcome.uid for outcome in report.outcomes if outcome.result == "created"] == ["good"]
    refused = [outcome for outcome in report.outcomes if outcome.result == "refused"]
    assert all(outcome.why and outcome.remedy for outcome in refused)
    assert len(refused) == 1


@pytest.mark.parametrize(
    "harmless",
    [
        b"\xef\xbb\xbf" + calendar(GOOD),
        calendar(
            event("good", "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT1S\nREPEAT:2000000000\nDURATION:PT1S\nEND:VALARM")
        ),
        calendar(event("good", "\n".join(["BEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT5M\nEND:VALARM"] * 5000))),
        calendar(event("good", "\n".join(f"X-P{number}:1" for number in range(50_000)))),
        calendar(event("good", "BEGIN:X\n" * 20_000 + "END:X\n" * 20_000 + "COMMENT:late")),
        calendar(event("good", "DESCRIPTION:<script>alert(1)</script>\x07\u202e\\n=1+1")),
        calendar(event("good", "CATEGORIES:" + "a," * 100_000)),
    ],
    ids=range(7),
)
@pytest.mark.no_cover  # measured is what the import takes, not the watching of it
def test_bombs_do_not_go_off(harmless: bytes) -> None:
    begun = time.process_time()
    report = taken(harmless)
    assert time.process_time() - begun < 30  # a machine under load; what is not linear takes minutes
    assert "good" in [outcome.uid for outcome in report.outcomes if outcome.result == "created"]


def test_control_characters_do_not_reach_the_desk() -> None:
    taken(calendar(event("good", "DESCRIPTION:a\x00b\u202ec", title="x\x00\x1b[31my")))
    made = Event.objects.get()
    assert (made.title_en, made.note_en) == ("x[31my", "abc")


@pytest.mark.parametrize("cut", range(0, len(GOLDEN), 997))
def test_a_file_cut_short_anywhere(cut: int) -> None:
    report = taken(GOLDEN[:cut])
    assert report.count("refused") >= 1
    assert report.count("created") <= 7


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_holes_and_rubbish_never_raise(db: None, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(GOLDEN)))
    end = data.draw(st.integers(place, min(len(GOLDEN), place + 200)))
    rubbish = data.draw(
        st.one_of(
            st.binary(max_size=40), st.sampled_from([b"\r\nEND:VEVENT\r\n", b"\r\nBEGIN:VEVENT\r\n", b"\\", b'"'])
        )
    )
    report = taken(GOLDEN[:place] + rubbish + GOLDEN[end:])
    assert all(outcome.why and outcome.remedy for outcome in report.outcomes if outcome.result == "refused")
