"""Filters of queries, asked of one object: the conditions of RFC 4791 section 9.7."""

from datetime import UTC

import pytest

from calendar_app.caldav import filters
from calendar_app.caldav.errors import Refusal
from calendar_app.caldav.reading import Element, read
from calendar_app.ical.tree import tree

from .asking import SPACES

OBJECT = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Asia/Kuala_Lumpur
END:VTIMEZONE
BEGIN:VEVENT
UID:abc-1
DTSTAMP:20250702T120000Z
DTSTART;TZID=Asia/Kuala_Lumpur:20250711T101000
X-DAY;VALUE=DATE:20250711
SUMMARY;LANGUAGE=en:Hall 3\\, Straße; АСЕАН\\nsecond line
CATEGORIES:One
CATEGORIES:Two
X-ODD:20251399
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


def element(inner: str) -> Element:
    found = read(f"<C:filter {SPACES}>{inner}</C:filter>".encode())
    assert found is not None
    return found


def holds(inner: str) -> bool:
    """Whether the object meets a condition inside of VCALENDAR."""
    components, broken = tree(OBJECT)
    assert broken == []
    return filters.read(element(f'<C:comp-filter name="VCALENDAR">{inner}</C:comp-filter>'), UTC).holds(components)


def event(inner: str) -> bool:
    return holds(f'<C:comp-filter name="VEVENT">{inner}</C:comp-filter>')


def prop(name: str, inner: str = "") -> bool:
    return event(f'<C:prop-filter name="{name}">{inner}</C:prop-filter>')


def matches(name: str, text: str, **attributes: str) -> bool:
    given = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return prop(name, f"<C:text-match{given}>{text}</C:text-match>")


def test_components_are_there_or_not() -> None:
    assert holds("")
    assert event("")
    assert holds('<C:comp-filter name="vevent"/>')
    assert not holds('<C:comp-filter name="VTODO"/>')
    assert not event("<C:is-not-defined/>")
    assert holds('<C:comp-filter name="VTODO"><C:is-not-defined/></C:comp-filter>')
    assert not event('<C:comp-filter name="VALARM"/>')
    assert event('<C:comp-filter name="VALARM"><C:is-not-defined/></C:comp-filter>')
    assert holds('<C:comp-filter name="VTIMEZONE"><C:prop-filter name="TZID"/></C:comp-filter>')


def test_all_conditions_hold_together() -> None:
    assert event('<C:prop-filter name="UID"/><C:prop-filter name="SUMMARY"/>')
    assert not event('<C:prop-filter name="UID"/><C:prop-filter name="LOCATION"/>')
    assert not holds('<C:comp-filter name="VEVENT"/><C:comp-filter name="VTODO"/>')


def test_properties_are_there_or_not() -> None:
    assert prop("summary")
    assert not prop("LOCATION")
    assert prop("LOCATION", "<C:is-not-defined/>")
    assert not prop("SUMMARY", "<C:is-not-defined/>")


def test_texts_are_contained_in_values_as_a_person_reads_them() -> None:
    assert matches("SUMMARY", "hall 3, ")
    assert matches("SUMMARY", "\nsecond")
    assert not matches("SUMMARY", "hall 4")
    assert matches("SUMMARY", "hall 4", negate_condition="yes")
    assert not matches("SUMMARY", "hall 3", negate_condition="yes")
    assert matches("UID", "ABC-1")
    assert matches("CATEGORIES", "two")
    assert not matches("LOCATION", "x", negate_condition="yes")


@pytest.mark.parametrize(
    ("collation", "text", "expected"),
    [
        ("i;ascii-casemap", "HALL", True),
        ("default", "HALL", True),
        ("i;ascii-casemap", "асеан", False),
        ("i;octet", "Hall", True),
        ("i;octet", "HALL", False),
        ("i;unicode-casemap", "асеан", True),
        ("i;unicode-casemap", "STRASSE", False),
        ("i;unicode-casemap", "ＨＡＬＬ", True),
    ],
)
def test_collations(collation: str, text: str, expected: bool) -> None:
    assert matches("SUMMARY", text, collation=collation) is expected


def test_parameters() -> None:
    def parameter(name: str, inner: str = "") -> bool:
        return prop("SUMMARY", f'<C:param-filter name="{name}">{inner}</C:param-filter>')

    assert parameter("LANGUAGE")
    assert parameter("language", "<C:text-match>EN</C:text-match>")
    assert not parameter("LANGUAGE", "<C:text-match>ru</C:text-match>")
    assert not parameter("ALTREP")
    assert parameter("ALTREP", "<C:is-not-defined/>")
    assert not parameter("LANGUAGE", "<C:is-not-defined/>")


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        ("DTSTAMP", "20250702T120000Z", "20250702T120001Z", True),
        ("DTSTAMP", "20250702T110000Z", "20250702T120000Z", False),
        ("DTSTAMP", "20250702T120001Z", "", False),
        ("DTSTAMP", "", "20250702T120001Z", True),
        ("DTSTART", "20250711T021000Z", "20250711T021001Z", True),
        ("X-DAY", "20250711T000000Z", "20250711T000001Z", True),
        ("X-ODD", "20000101T000000Z", "", False),
        ("SUMMARY", "20000101T000000Z", "", False),
    ],
)
def test_properties_that_are_moments(name: str, start: str, end: str, expected: bool) -> None:
    bounds = "".join(f' {key}="{value}"' for key, value in (("start", start), ("end", end)) if value)
    assert prop(name, f"<C:time-range{bounds}/>") is expected


VALID, SUPPORTED, COLLATION = "<C:valid-filter/>", "<C:supported-filter/>", "<C:supported-collation/>"
OUTER = '<C:comp-filter name="VCALENDAR">{}</C:comp-filter>'
EVENT = OUTER.format('<C:comp-filter name="VEVENT">{}</C:comp-filter>')
UID = EVENT.format('<C:prop-filter name="UID">{}</C:prop-filter>')


@pytest.mark.parametrize(
    ("inner", "condition"),
    [
        ("", VALID),
        ("<C:comp-filter/>", VALID),
        ('<C:comp-filter name="VEVENT"/>', VALID),
        ('<C:prop-filter name="UID"/>', VALID),
        ('<C:comp-filter name="VCALENDAR"/><C:comp-filter name="VCALENDAR"/>', VALID),
        (OUTER.format('<C:time-range start="20250711T000000Z"/>'), VALID),
        (OUTER.format("<C:comp-filter/>"), VALID),
        (OUTER.format("<C:nothing/>"), SUPPORTED),
        (EVENT.format("<C:time-range/>"), VALID),
        (EVENT.format('<C:time-range start="20250711"/>'), VALID),
        (EVENT.format('<C:time-range start="20250711T000000"/>'), VALID),
        (EVENT.format('<C:time-range start="20251311T000000Z"/>'), VALID),
        (EVENT.format('<C:time-range start="٢٠٢٥٠٧١١T000000Z"/>'), VALID),
        (EVENT.format('<C:time-range start="20250711T000000Z" end="20250711T000000Z"/>'), VALID),
        (
            EVENT.format('<C:comp-filter name="VALARM"><C:time-range start="20250711T000000Z"/></C:comp-filter>'),
            SUPPORTED,
        ),
        (EVENT.format('<C:prop-filter name=""/>'), VALID),
        (UID.format('<C:text-match collation="i;klingon">x</C:text-match>'), COLLATION),
        (UID.format('<C:text-match negate-condition="perhaps">x</C:text-match>'), VALID),
        (UID.format(f"<C:text-match>{'x' * (filters.LONGEST + 1)}</C:text-match>"), SUPPORTED),
        (UID.format("<C:param-filter/>"), VALID),
        (UID.format('<C:param-filter name="X"><C:time-range/></C:param-filter>'), SUPPORTED),
        (EVENT.format('<C:prop-filter name="UID"/>' * filters.MOST), SUPPORTED),
    ],
)
def test_filters_that_are_none(inner: str, condition: str) -> None:
    with pytest.raises(Refusal) as refused:
        filters.read(element(inner), UTC)
    assert (refused.value.status, refused.value.condition) == (403, condition)


def test_a_filter_is_needed() -> None:
    with pytest.raises(Refusal) as refused:
        filters.read(None, UTC)
    assert refused.value.condition == VALID


def test_as_many_conditions_as_fit() -> None:
    assert event('<C:prop-filter name="UID"/>' * (filters.MOST - 2))
