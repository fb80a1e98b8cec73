"""calendar-query against the record: time ranges to the second, texts, scope, and what comes back."""

import pytest
from icalendar import Calendar

from calendar_app.caldav.ranges import LONGEST
from calendar_app.ical import check, vtimezone
from tests import factories as make
from tests.entries.scenario import MOVED, Record, uid

from .asking import ARF, EVERYTHING, C, ask, condition, query, report, understood

pytestmark = pytest.mark.django_db
#: Start, end, and the last digits of the UIDs between them.
RANGES = [
    # an hour in Kuala Lumpur, 03:10 to 04:40 UTC
    ("20250711T044000Z", "20250711T050000Z", "1"),
    ("20250711T043959Z", "20250711T050000Z", "12"),
    ("20250711T030000Z", "20250711T031000Z", "1"),
    ("20250711T030000Z", "20250711T031001Z", "12"),
    ("20250711T031500Z", "20250711T031600Z", "12"),
    # 8 to 11 July, days without an hour
    ("20250712T000000Z", "20250713T000000Z", ""),
    ("20250711T235959Z", "20250712T000000Z", "1"),
    ("20250701T000000Z", "20250708T000000Z", ""),
    ("20250701T000000Z", "20250708T000001Z", "1"),
    # a single day
    ("20250610T000000Z", "20250611T000000Z", "4"),
    ("20250611T000000Z", "20250612T000000Z", ""),
    ("20250609T000000Z", "20250610T000000Z", ""),
    # past midnight in New York, 03:30 to 04:30 UTC of the next day
    ("20250902T040000Z", "20250902T040001Z", "6"),
    ("20250901T000000Z", "20250902T033000Z", ""),
    # summer time in London, 09:00 to 11:00 UTC
    ("20260330T110000Z", "20260401T000000Z", ""),
    ("20260330T105959Z", "20260401T000000Z", "3"),
    # a moment at 06:30 UTC
    ("20251001T063000Z", "20251001T063001Z", "8"),
    ("20251001T060000Z", "20251001T063000Z", ""),
    ("20251001T063001Z", "20251001T070000Z", ""),
    # open ends
    ("20251001T000000Z", "", "38"),
    ("", "20250709T000000Z", "14"),
    ("00010101T000000Z", "99991231T235959Z", "123468"),
]


def span(start: str, end: str) -> str:
    bounds = "".join(f' {key}="{value}"' for key, value in (("start", start), ("end", end)) if value)
    return f"<C:time-range{bounds}/>"


def zoned(name: str) -> str:
    """A CALDAV:timezone of that name."""
    body = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + vtimezone(name, 2025, 2025) + b"END:VCALENDAR\r\n"
    return f"<C:timezone>{body.decode()}</C:timezone>"


def test_time_ranges_are_half_open(events: Record) -> None:
    moment = make.event("call", id=uid(8), date="2025-10-01", start_time="14:30", zone="Asia/Kuala_Lumpur")
    make.publish(moment, now=MOVED)
    assert [(start, end, "".join(query(EVERYTHING, span(start, end)).uids())) for start, end, _ in RANGES] == RANGES


def test_days_without_an_hour_are_days_of_the_clients_zone(events: Record) -> None:
    evening, morning = ("20250711T155959Z", "20250711T160000Z"), ("20250711T160000Z", "20250711T170000Z")
    assert query(EVERYTHING, span(*morning)).uids() == ["1"]
    assert query(EVERYTHING, span(*morning), outer=zoned("Asia/Kuala_Lumpur")).uids() == []
    assert query(EVERYTHING, span(*evening), outer=zoned("Asia/Kuala_Lumpur")).uids() == ["1"]
    before = ("20250707T155959Z", "20250707T160000Z")
    assert query(EVERYTHING, span(*before), outer=zoned("Asia/Kuala_Lumpur")).uids() == []
    assert query(EVERYTHING, span(before[0], "20250707T160001Z"), outer=zoned("Asia/Kuala_Lumpur")).uids() == ["1"]


def test_a_zone_of_no_known_name_counts_as_utc_and_what_is_no_zone_is_refused(events: Record) -> None:
    unknown = zoned("Asia/Kuala_Lumpur").replace("Asia/Kuala_Lumpur", "Singapore Standard Time")
    assert query(EVERYTHING, span("20250711T160000Z", "20250711T170000Z"), outer=unknown).uids() == ["1"]
    for text in (
        "",
        "Asia/Kuala_Lumpur",
        "BEGIN:VCALENDAR\nEND:VCALENDAR",
        zoned("UTC")[12:-13].replace("TZID:UTC", "TZID:"),
        "x" * (LONGEST + 1),
    ):
        body = f'<C:filter><C:comp-filter name="VCALENDAR"/></C:filter><C:timezone>{text}</C:timezone>'
        response = report(EVERYTHING, "C:calendar-query", body, depth="1")
        assert (response.status_code, condition(response)) == (403, f"{C}valid-calendar-data")


def test_texts_and_uids(events: Record) -> None:
    def asked(name: str, inner: str) -> list[str]:
        return query(EVERYTHING, f'<C:prop-filter name="{name}">{inner}</C:prop-filter>').uids()

    assert asked("UID", f'<C:text-match collation="i;octet">{events.meeting.pk}</C:text-match>') == ["2"]
    assert asked("UID", '<C:text-match negate-condition="yes">000000000002</C:text-match>') == ["1", "3", "4", "6"]
    assert asked("UID", "<C:is-not-defined/>") == []
    assert asked("SUMMARY", "<C:text-match>regional forum</C:text-match>") == ["2"]
    assert asked("STATUS", "<C:text-match>cancelled</C:text-match>") == ["3"]


def test_one_object_by_uid_reads_only_that_one(events: Record, django_assert_num_queries: object) -> None:
    inner = f'<C:prop-filter name="UID"><C:text-match>{events.meeting.pk}</C:text-match></C:prop-filter>'
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert query(EVERYTHING, inner).uids() == ["2"]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert query(EVERYTHING, inner.replace("002", "009")).uids() == []


def test_other_components_are_not_here(events: Record) -> None:
    todo = '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VTODO"><C:time-range start="20250101T000000Z"/></C:comp-filter></C:comp-filter></C:filter>'
    assert understood(report(EVERYTHING, "C:calendar-query", todo, depth="1")).answers == {}


def test_whose_objects_are_meant(events: Record) -> None:
    everything = '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>'
    for headers, expected in (({}, 5), ({"depth": "1"}, 5), ({"depth": "infinity"}, 5), ({"depth": "0"}, 0)):
        assert len(understood(report(EVERYTHING, "C:calendar-query", everything, **headers)).answers) == expected
    path = f"{ARF}{events.meeting.pk}.ics"
    assert list(understood(report(path, "C:calendar-query", everything)).answers) == [path]


def test_calendar_data_is_one_valid_object_in_the_collections_language(events: Record) -> None:
    path = f"/caldav/ru/arf/{events.meeting.pk}.ics"
    found = query("/caldav/ru/arf/", "", "<getetag/><C:calendar-data/>")
    data = found[path].text(f"{C}calendar-data").encode()
    assert data == ask("GET", path).content
    calendar = Calendar.from_ical(data)
    assert [part.name for part in calendar.walk()][:2] == ["VCALENDAR", "VTIMEZONE"]
    (event,) = calendar.walk("VEVENT")
    assert (event["SUMMARY"], event["UID"]) == ("32-й Региональный форум АСЕАН", str(events.meeting.pk))
    assert "METHOD" not in calendar
    assert {finding.rule for finding in check(data)} == {"missing"}  # the head of a feed, which an object has not


def test_expanded_times_are_in_utc(events: Record) -> None:
    data = '<C:calendar-data><C:expand start="20250101T000000Z" end="20270101T000000Z"/></C:calendar-data>'
    found = query(EVERYTHING, "", data)
    lines = found[f"{EVERYTHING}{events.meeting.pk}.ics"].text(f"{C}calendar-data").split("\r\n")
    assert [line for line in lines if line.startswith("DT")][1:] == [
        "DTSTART:20250711T031000Z",
        "DTEND:20250711T044000Z",
    ]
    assert "BEGIN:VTIMEZONE" not in lines
    whole = found[f"{EVERYTHING}{events.umbrella.pk}.ics"].text(f"{C}calendar-data")
    assert "DTSTART;VALUE=DATE:20250708" in whole.split("\r\n")


@pytest.mark.parametrize("attributes", ['content-type="application/calendar+json"', 'version="1.0"'])
def test_other_kinds_of_data_are_not_there(events: Record, attributes: str) -> None:
    body = '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>'
    response = report(ARF, "C:calendar-query", body, f"<C:calendar-data {attributes}/>", depth="1")
    assert (response.status_code, condition(response)) == (403, f"{C}supported-calendar-data")


def test_a_query_without_properties_names_the_objects_alone(events: Record) -> None:
    spaces = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
    body = f'<C:calendar-query {spaces}><C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>'
    found = understood(ask("REPORT", ARF, body, depth="1"))
    assert [answer.properties for answer in found.answers.values()] == [{200: {}}] * 3


def test_queries_do_not_grow_with_the_objects(events: Record, django_assert_num_queries: object) -> None:
    for path, count in ((ARF, 3), (EVERYTHING, 2)):
        with django_assert_num_queries(count):  # type: ignore[operator]
            query(path, span("20250101T000000Z", ""), "<getetag/><C:calendar-data/>")


def test_every_object_is_a_calendar_with_an_event(events: Record) -> None:
    for inner, expected in (
        ("", 5),
        ('<C:comp-filter name="VEVENT"/>', 5),
        ('<C:comp-filter name="VEVENT"/><C:comp-filter name="VTIMEZONE"/>', 3),
        ('<C:prop-filter name="VERSION"/>', 5),
        ('<C:prop-filter name="METHOD"/>', 0),
        ("<C:is-not-defined/>", 0),
        ('<C:comp-filter name="VEVENT"><C:is-not-defined/></C:comp-filter>', 0),
    ):
        body = f'<C:filter><C:comp-filter name="VCALENDAR">{inner}</C:comp-filter></C:filter>'
        found = understood(report(EVERYTHING, "C:calendar-query", body, depth="1"))
        assert (inner, len(found.answers)) == (inner, expected)


def test_a_bad_filter_is_a_refusal(events: Record) -> None:
    response = report(ARF, "C:calendar-query", "<C:filter/>", depth="1")
    assert (response.status_code, condition(response)) == (403, f"{C}valid-filter")
    assert condition(report(ARF, "C:calendar-query", "", depth="1")) == f"{C}valid-filter"
