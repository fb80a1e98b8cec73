"""Alarms: which spans may be asked for, and where in a calendar's bytes they end up."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from icalendar import Calendar

from calendar_app.entries import entry
from calendar_app.feeds import Options, alarms, feed
from calendar_app.ical import Words, check, vevent
from calendar_app.selection import Selection, SelectionError
from tests.entries.scenario import SITE, current, record, uid

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("query", "spans", "written"),
    [
        ("", (), []),
        ("alarms=", (), []),
        ("alarms=P1D", (DAY,), ["P1D"]),
        ("alarms=PT1H,P1D", (DAY, HOUR), ["P1D", "PT1H"]),
        ("alarms=PT1H&alarms=P1D&alarms=PT60M", (DAY, HOUR), ["P1D", "PT1H"]),
        ("alarms=+PT15M+,", (timedelta(minutes=15),), ["PT15M"]),
        ("alarms=P1W", (7 * DAY,), ["P7D"]),
        ("alarms=P1DT12H", (DAY + 12 * HOUR,), ["PT36H"]),
        ("alarms=PT1H30M", (timedelta(minutes=90),), ["PT90M"]),
        ("alarms=P366D,PT1M", (366 * DAY, timedelta(minutes=1)), ["P366D", "PT1M"]),
        ("alarms=P5D,P4D,P3D,P2D,P1D", tuple(DAY * number for number in (5, 4, 3, 2, 1)), ["P5D", "P4D", "P3D", "P2D", "P1D"]),
    ],
)  # fmt: skip
def test_spans_are_read_and_written(query: str, spans: tuple[timedelta, ...], written: list[str]) -> None:
    assert alarms.read(QueryDict(query)) == spans
    assert alarms.written(spans) == written
    assert alarms.read({"alarms": written}) == spans


@pytest.mark.parametrize(
    ("text", "shown", "why"),
    [
        ("1D", "1D", alarms.WRITE),
        ("P", "P", alarms.WRITE),
        ("PT", "PT", alarms.WRITE),
        ("P1DT", "P1DT", alarms.WRITE),
        ("-P1D", "-P1D", alarms.WRITE),
        ("P1Y", "P1Y", alarms.WRITE),
        ("P1M", "P1M", alarms.WRITE),
        ("PT30S", "PT30S", alarms.WRITE),
        ("P1W1D", "P1W1D", alarms.WRITE),
        ("p1d", "p1d", alarms.WRITE),
        ("P١D", "P١D", alarms.WRITE),
        ("P99999D", "P99999D", alarms.WRITE),
        ("P1D\r\nX:Y", "P1D\ufffd\ufffdX:Y", alarms.WRITE),
        ("x" * 90, "x" * 40, alarms.WRITE),
        ("PT0M", "PT0M", alarms.NEAR),
        ("P367D", "P367D", alarms.NEAR),
        ("P1D,P2D,P3D,P4D,P5D,P6D", "P6D", alarms.FEW),
    ],
)
def test_anything_else_is_refused_by_name(text: str, shown: str, why: str) -> None:
    with pytest.raises(SelectionError) as caught:
        alarms.read({"alarms": [text]})
    (problem,) = caught.value.problems
    assert (problem.param, problem.value, problem.why, problem.allowed) == ("alarms", shown, why, alarms.EXAMPLES)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_bytes_with_alarms_are_those_of_an_entry_with_alarms(language: str) -> None:
    events = record()
    for event in (events.umbrella, events.meeting, events.online):
        made = entry(current(event), language, site=SITE)
        ready = vevent(replace(made, alarms=(DAY, HOUR)))
        assert alarms.rung(vevent(made), {made.uid}, (DAY, HOUR)) == ready


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title", ["SUMMARY:a\\, b; c\n" + "д" * 80, "ت" * 40 + " END:VEVENT\r\nBEGIN:VALARM", "\\n" * 60]
)
def test_a_long_or_hostile_title_is_folded_again(title: str) -> None:
    events = record()
    made = replace(entry(current(events.meeting), "en", site=SITE), summary=Words(title, "ru"))
    ready = vevent(replace(made, alarms=(HOUR,)))
    assert alarms.rung(vevent(made), {made.uid}, (HOUR,)) == ready


@pytest.mark.django_db
def test_only_the_events_named_get_any() -> None:
    record()
    body = feed(Selection(), "en", options=Options(), site=SITE).body
    with_one = alarms.rung(body, {str(uid(2))}, (DAY, HOUR))
    calendar: Any = Calendar.from_ical(with_one)
    counts = {str(event["UID"])[-1]: len(event.walk("VALARM")) for event in calendar.walk("VEVENT")}
    assert counts == {"4": 0, "1": 0, "2": 2, "6": 0, "3": 0}
    assert check(with_one, private=True) == []
    (first, second) = calendar.walk("VALARM")
    assert (first["TRIGGER"].dt, second["TRIGGER"].dt) == (-DAY, -HOUR)
    assert first["DESCRIPTION"] == second["DESCRIPTION"] == "32nd ASEAN Regional Forum"
    assert first["DESCRIPTION"].params["LANGUAGE"] == "en"


@pytest.mark.django_db
def test_without_events_or_without_spans_nothing_changes() -> None:
    record()
    body = feed(Selection(), "en", options=Options(), site=SITE).body
    assert alarms.rung(body, set(), (DAY,)) == body
    assert alarms.rung(body, {str(uid(2))}, ()) == body


def test_an_event_without_a_title_still_says_something_empty() -> None:
    bare = b"BEGIN:VEVENT\r\nUID:x\r\nSEQUENCE:0\r\nEND:VEVENT\r\n"
    assert alarms.rung(bare, {"x"}, (HOUR,)) == (
        b"BEGIN:VEVENT\r\nUID:x\r\nSEQUENCE:0\r\n"
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\nDESCRIPTION:\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    )
    assert alarms.rung(b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", {"x"}, (HOUR,)) == b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"
