"""The checker, known by the files it rejects: each line of the corpus breaks a good feed in one way."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.ical import check

from .examples import cancelled, entry, feed, full

#: Rule, what stands in the good feed, and what the mutant has instead (all occurrences of LF are CRLF).
CORPUS = [
    ("bom", "BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR"),
    ("end", "END:VCALENDAR\n", "END:VCALENDAR"),
    ("blank", "VERSION:2.0\n", "VERSION:2.0\n\n"),
    ("blank", "END:VCALENDAR\n", "END:VCALENDAR\n\n"),
    ("length", "STATUS:CONFIRMED", "COMMENT:" + "x" * 68),
    ("control", "32nd ASEAN", "32nd\x07 ASEAN"),
    ("control", "32nd ASEAN", "32nd\x00 ASEAN"),
    ("control", "32nd ASEAN", "32nd\x7f ASEAN"),
    ("control", "32nd ASEAN", "32nd\x85 ASEAN"),
    ("control", "32nd ASEAN", "32nd \u202eASEAN"),
    ("control", "32nd ASEAN", "32nd\u2028ASEAN"),
    ("replacement", "32nd ASEAN", "32nd \ufffdSEAN"),
    ("bidi", "32nd ASEAN", "32nd \u2067ASEAN"),
    ("bidi", "32nd ASEAN", "32nd \u2069ASEAN"),
    ("bidi", "32nd ASEAN", "32nd \u202bASEAN"),
    ("structure", "32nd ASEAN", "32nd\nASEAN"),
    ("structure", "SUMMARY;LANGUAGE=en:", "SUMMARY;LANGUAGE=en\n"),
    ("value", 'LINKREL=via;LABEL="', "LINKREL=via;LABEL="),
    ("structure", "CLASS:PUBLIC\nCONCEPT", "CLASS:PUBLIC\nEND:VEVENT\nCONCEPT"),
    ("structure", "END:VEVENT\nEND:VCALENDAR", "END:VCALENDAR"),
    ("structure", "END:VCALENDAR", "END:VCALENDAR\nX-LATE:1"),
    ("one-calendar", "END:VCALENDAR\n", "END:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"),
    ("one-calendar", "VCALENDAR", "VCARD"),
    ("missing", "VERSION:2.0\n", ""),
    ("value", "VERSION:2.0", "VERSION:1.0"),
    ("missing", "PRODID:-//Diplomatic Calendar//EN\n", ""),
    ("value", "CALSCALE:GREGORIAN", "CALSCALE:HIJRI"),
    ("method", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"),
    ("uid", "CALSCALE:GREGORIAN", "UID:0c3f5a53"),
    ("once", "VERSION:2.0\n", "VERSION:2.0\nVERSION:2.0\n"),
    ("missing", "NAME:Diplomatic Calendar · ASEAN Regional Forum\nX-WR", "X-WR"),
    ("pair", "X-WR-CALNAME:Diplomatic", "X-WR-CALNAME:Other"),
    ("value", "NAME:Diplomatic Calendar ·", "NAME:Diplomatic Calendar\\,"),
    ("typed", "REFRESH-INTERVAL;VALUE=DURATION:", "REFRESH-INTERVAL:"),
    ("value", "DURATION:PT1H", "DURATION:1H"),
    ("pair", "X-PUBLISHED-TTL:PT1H", "X-PUBLISHED-TTL:PT6H"),
    ("missing", "X-PUBLISHED-TTL:PT1H\n", ""),
    ("typed", "SOURCE;VALUE=URI:", "SOURCE:"),
    ("value", "URI:https://calendar.example/en/events.ics?forum=arf", "URI:/en/events.ics?forum=arf"),
    ("value", "URL:https://calendar.example/en/forums/arf/", "URL:webcal://calendar.example/en/forums/arf/"),
    ("pair", "X-WR-CALDESC:Meetings", "X-WR-CALDESC:Events"),
    ("value", "COLOR:teal", "COLOR:#008080"),
    ("missing", "X-APPLE-CALENDAR-COLOR:#008080\n", ""),
    ("zone-name", "CALSCALE:GREGORIAN", "X-WR-TIMEZONE:Malaysia"),
    ("component", "END:VCALENDAR", "BEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR"),
    ("zone-missing", "BEGIN:VTIMEZONE\nTZID:Asia/Kuala_Lumpur", "BEGIN:VTIMEZONE\nTZID:Asia/Singapore"),
    ("zone-unused", "BEGIN:VTIMEZONE\nTZID:Asia/Kuala_Lumpur", "BEGIN:VTIMEZONE\nTZID:Asia/Singapore"),
    ("zone-name", "Asia/Kuala_Lumpur", "Singapore Standard Time"),
    ("zone-order", "END:VCALENDAR", "BEGIN:VTIMEZONE\nTZID:UTC\nEND:VTIMEZONE\nEND:VCALENDAR"),
    ("zone-twice", "BEGIN:VTIMEZONE\nTZID:Europe/London", "BEGIN:VTIMEZONE\nTZID:Asia/Kuala_Lumpur"),
    ("zone-form", "STANDARD", "WINTER"),
    ("zone-form", "DTSTART:20240101T000000", "DTSTART:20241301T000000"),
    ("zone-form", "DTSTART:20240101T000000", "DTSTART:20240101"),
    ("zone-offset", "TZOFFSETTO:+0800", "TZOFFSETTO:+065525"),
    ("zone-offset", "TZOFFSETFROM:+0800\n", ""),
    ("zone-rdate", "TZNAME:+08", "RDATE:20250101T000000,20260101T000000"),
    ("zone-rule", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=3;BYMONTHDAY=30"),
    ("zone-rules", "DTSTART:20241027T020000\n", "DTSTART:20241027T020000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=4SU\n"),
    ("zone-truth", "TZOFFSETTO:+0800", "TZOFFSETTO:+0700"),
    ("zone-truth", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=3;BYDAY=2SU"),
    ("zone-truth", "20240331T010000", "20240331T020000"),
    ("zone-truth", "DTSTART:20240101T000000", "DTSTART:20260101T000000"),
    ("missing", "UID:3393691f-150b-437f-9f27-84264bd1171e\n", ""),
    ("uid-twice", "UID:5c1d2f34-77aa-5e0b-8a51-0f6c1c0f4c55", "UID:3393691f-150b-437f-9f27-84264bd1171e"),
    ("uid-host", "UID:3393691f", "UID:1@localhost"),
    ("uid-length", "UID:3393691f", "UID:" + "\n ".join(["x" * 70] * 4)),
    ("missing", "DTSTAMP:20250702T090000Z\n", ""),
    ("utc", "DTSTAMP:20250702T090000Z", "DTSTAMP:20250702T090000"),
    ("utc", "DTSTAMP:20250702T090000Z", "DTSTAMP:20251302T090000Z"),
    ("stamp", "DTSTAMP:20250702T090000Z", "DTSTAMP:20261125T013000Z"),
    ("missing", "LAST-MODIFIED:20250702T090000Z\n", ""),
    ("missing", "SEQUENCE:2\n", ""),
    ("value", "SEQUENCE:2", "SEQUENCE:-1"),
    ("value", "SEQUENCE:2", "SEQUENCE:٢"),
    ("missing", "DTSTART;TZID=Asia/Kuala_Lumpur:20250711T111000\n", ""),
    ("floating", "DTSTART;TZID=Asia/Kuala_Lumpur:", "DTSTART:"),
    ("date", ":20250711T111000", ":20250732T111000"),
    ("date", ":20250711T111000", ":2025-07-11T11:10"),
    ("date", "VALUE=DATE:20250708", "VALUE=DATE:20250229"),
    ("date", "VALUE=DATE:20250708", "VALUE=DATE:2025W271"),
    ("end", ":20250711T130000", ":20250711T111000"),
    ("end", "VALUE=DATE:20250712", "VALUE=DATE:20250708"),
    ("end", "DTEND;TZID=Asia/Kuala_Lumpur:20250711T130000", "DTEND;VALUE=DATE:20250712"),
    ("end", "DTEND;VALUE=DATE:20250712\n", ""),
    ("end", "SEQUENCE:2", "DURATION:PT1H"),
    ("tzid", ":20250711T111000", ":20250711T111000Z"),
    ("tzid", "DTSTART;VALUE=DATE:", "DTSTART;VALUE=DATE;TZID=Europe/London:"),
    ("missing", "SUMMARY;LANGUAGE=en:32nd ASEAN Regional Forum\n", ""),
    ("value", "SUMMARY;LANGUAGE=en:32nd ASEAN Regional Forum", "SUMMARY;LANGUAGE=en: "),
    ("once", "STATUS:CONFIRMED", "SUMMARY;LANGUAGE=ru:АРФ"),
    ("once", "STATUS:CONFIRMED", "DESCRIPTION;LANGUAGE=ru:АРФ"),
    ("parameter", "SUMMARY;LANGUAGE=en:", "SUMMARY:"),
    ("parameter", "LOCATION;LANGUAGE=en:", "LOCATION:"),
    ("escape", "Centre\\, Kuala", "Centre, Kuala"),
    ("escape", "documents\\; among", "documents; among"),
    ("escape", "32nd ASEAN", "32nd \\ASEAN"),
    ("escape", "ASEAN Regional Forum,Peace\\, security", "ASEAN Regional Forum;Peace"),
    ("html", "32nd ASEAN Regional Forum\nLOCATION", "x\nDESCRIPTION;LANGUAGE=en:<p>Forum</p>\nLOCATION"),
    ("value", "STATUS:CONFIRMED", "STATUS:POSTPONED"),
    ("missing", "TRANSP:OPAQUE\n", ""),
    ("value", "TRANSP:OPAQUE", "TRANSP:BUSY"),
    ("value", "CLASS:PUBLIC", "CLASS:SECRET"),
    ("prefix", "أُلغي: ", ""),
    ("transparent", "TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
    ("value", "GEO:3.139;101.6869", "GEO:3.139,101.6869"),
    ("value", "GEO:3.139;101.6869", "GEO:93.139;101.6869"),
    ("value", "URL:https://calendar.example/en/events/arf-32-2025/", "URL:/en/events/arf-32-2025/"),
    ("value", "CONCEPT:https", "CONCEPT:security and https"),
    ("parameter", "RELATED-TO;RELTYPE=PARENT:", "RELATED-TO:"),
    ("parameter", "VALUE=URI;LINKREL=via;", "VALUE=URI;"),
    ("parameter", "LINK;VALUE=URI;", "LINK;"),
    ("parameter", "STATUS:CONFIRMED", "CONFERENCE:https://meet.example/1"),
    ("forbidden", "STATUS:CONFIRMED", "ATTENDEE:mailto:minister@mfa.example"),
    ("forbidden", "STATUS:CONFIRMED", "RRULE:FREQ=SECONDLY"),
    ("forbidden", "STATUS:CONFIRMED", "RECURRENCE-ID:20250711T031000Z"),
    ("forbidden", "STATUS:CONFIRMED", "X-MICROSOFT-CDO-ALLDAYSTATUS:TRUE"),
    ("nested", "TRANSP:OPAQUE\n", "TRANSP:OPAQUE\nBEGIN:PARTICIPANT\nUID:9\nEND:PARTICIPANT\n"),
    ("order", "TRANSP:OPAQUE\n", "TRANSP:OPAQUE\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM\n"),
    ("alarm", "TRANSP:OPAQUE\n", "TRANSP:OPAQUE\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM\n"),
]  # fmt: skip
GOOD = feed().decode().replace("\r\n", "\n")


def rules(data: bytes, *, private: bool = False, rich: bool = False) -> set[str]:
    return {finding.rule for finding in check(data, private=private, rich=rich)}


@pytest.mark.parametrize(("rule", "good", "bad"), CORPUS)
def test_each_mutant_is_caught_by_its_rule(rule: str, good: str, bad: str) -> None:
    mutant = GOOD.replace(good, bad)
    assert mutant != GOOD
    assert rule in rules(mutant.replace("\n", "\r\n").encode())


#: Faults that stand in the octets and not in any text.
OCTETS = [
    ("crlf", b"\r\n", b"\n"),
    ("crlf", b"32nd ASEAN", b"32nd\rASEAN"),
    ("utf-8", "Пятьдесят".encode(), "Пятьдесят".encode("cp1251")),
    ("utf-8", "·".encode(), "·".encode("latin-1")),
    ("fold", "ьдесят".encode(), b"\xd1\r\n \x8c" + "десят".encode()),
]


@pytest.mark.parametrize(("rule", "good", "bad"), OCTETS)
def test_each_broken_octet_is_caught(rule: str, good: bytes, bad: bytes) -> None:
    assert good in feed()
    assert rule in rules(feed().replace(good, bad))


def test_the_corpus_is_large_enough() -> None:
    assert len({(good, bad) for _, good, bad in [*CORPUS, *OCTETS]}) >= 80


def test_a_finding_names_its_line() -> None:
    found = check(feed().replace(b"STATUS:CONFIRMED", b"STATUS:MAYBE", 1))
    assert [(finding.rule, finding.text) for finding in found] == [("value", "STATUS:MAYBE")]
    assert feed().split(b"\r\n")[found[0].line - 1] == b"STATUS:CONFIRMED"


def test_a_private_feed_may_have_alarms() -> None:
    private = feed(entry(alarms=(timedelta(days=1),)))
    assert rules(private) == {"alarm"}
    assert rules(private, private=True) == set()


@pytest.mark.parametrize(
    ("good", "bad"),
    [("ACTION:DISPLAY", "ACTION:EMAIL"), ("TRIGGER:-P1D", "TRIGGER:-P1D\r\nREPEAT:10000"), ("-P1D", "soon")],
)
def test_alarms_only_show_a_text_once(good: str, bad: str) -> None:
    private = feed(entry(alarms=(timedelta(days=1),))).decode().replace(good, bad).encode()
    assert rules(private, private=True) == {"alarm"}


def test_a_cancelled_event_alarms_nobody() -> None:
    assert rules(feed(full(), cancelled(alarms=(timedelta(days=1),))), private=True) >= {"alarm"}


def test_a_rich_feed_may_nest_participants() -> None:
    nested = feed().replace(
        b"END:VEVENT", b"BEGIN:PARTICIPANT\r\nUID:9\r\nPARTICIPANT-TYPE:ACTIVE\r\nEND:PARTICIPANT\r\nEND:VEVENT", 1
    )
    assert rules(nested) == {"nested"}
    assert rules(nested, rich=True) == set()


def test_an_empty_feed_is_a_feed() -> None:
    assert rules(b"".join(part for part in feed().partition(b"BEGIN:VTIMEZONE")[:1]) + b"END:VCALENDAR\r\n") == set()


def test_nothing_at_all_is_no_feed() -> None:
    assert rules(b"") == {"end", "one-calendar", "crlf", "blank"}


@given(st.binary(max_size=300))
def test_garbage_never_raises(data: bytes) -> None:
    assert rules(data) != set()


@given(st.data())
def test_a_feed_with_any_hole_in_it_never_raises(data: st.DataObject) -> None:
    good = feed()
    start = data.draw(st.integers(0, len(good)))
    length = data.draw(st.integers(0, 200))
    check(good[:start] + data.draw(st.binary(max_size=20)) + good[start + length :])
