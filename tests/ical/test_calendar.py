"""VCALENDAR: the head of a feed and what stands in it."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from calendar_app.ical import Head, calendar, check, vevent, vtimezone

from .examples import HEAD, cancelled, days, feed, full

GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Diplomatic Calendar//EN
CALSCALE:GREGORIAN
NAME:Diplomatic Calendar · ASEAN Regional Forum
X-WR-CALNAME:Diplomatic Calendar · ASEAN Regional Forum
DESCRIPTION;LANGUAGE=en:Meetings of the forum\\, with sources.
X-WR-CALDESC:Meetings of the forum\\, with sources.
SOURCE;VALUE=URI:https://calendar.example/en/events.ics?forum=arf
URL:https://calendar.example/en/forums/arf/
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
COLOR:teal
X-APPLE-CALENDAR-COLOR:#008080
END:VCALENDAR
"""


def test_the_head() -> None:
    assert calendar(HEAD, []).decode() == GOLDEN.replace("\n", "\r\n")


def test_a_head_may_be_short() -> None:
    written = calendar(Head(product="-//x", name="Only, a name", refresh=timedelta(hours=12)), [])
    assert written.decode().split("\r\n")[4:] == [
        "NAME:Only · a name", "X-WR-CALNAME:Only · a name", "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
        "END:VCALENDAR", "",
    ]  # fmt: skip


def test_zones_come_before_events_in_the_order_given() -> None:
    written = calendar(HEAD, [vevent(full()), vevent(days())], [vtimezone("Asia/Kuala_Lumpur", 2025, 2025)])
    order = [component.name for component in Calendar.from_ical(written).subcomponents]
    assert order == ["VTIMEZONE", "VEVENT", "VEVENT"]
    assert check(written) == []


@pytest.mark.parametrize("entry", [full(), days(), cancelled()])
def test_the_example_feed_has_nothing_wrong(entry: object) -> None:
    assert check(feed()) == []
