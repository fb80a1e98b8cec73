"""RFC 9073 beside an entry: what is written, and what the checker says of it."""

import pytest

from calendar_app.ical import Data, Location, Participant, Rich, Words, check, read, vevent

from .examples import entry, feed

RICH = Rich(
    participants=(
        Participant("p1", Words("Malaysia", "en"), description=Words("Malaysia: host, attendance confirmed", "en")),
        Participant("p2", Words("Наблюдатель; гость", "ru"), "INACTIVE"),
    ),
    locations=(Location("l1", Words("Kuala Lumpur", "en"), Words("Hall 3, Kuala Lumpur", "en"), (3.139, 101.6869)),),
    data=(Data('{"@type": "Event", "name": "a, b"}', "application/ld+json", "https://schema.org/Event"),),
)
NESTED = """\
STRUCTURED-DATA;VALUE=TEXT;FMTTYPE=application/ld+json;SCHEMA="https://sche
 ma.org/Event":{"@type": "Event"\\, "name": "a\\, b"}
BEGIN:PARTICIPANT
UID:p1
PARTICIPANT-TYPE:ACTIVE
SUMMARY;LANGUAGE=en:Malaysia
DESCRIPTION;LANGUAGE=en:Malaysia: host\\, attendance confirmed
END:PARTICIPANT
BEGIN:PARTICIPANT
UID:p2
PARTICIPANT-TYPE:INACTIVE
SUMMARY;LANGUAGE=ru:Наблюдатель\\; гость
END:PARTICIPANT
BEGIN:VLOCATION
UID:l1
NAME;LANGUAGE=en:Kuala Lumpur
DESCRIPTION;LANGUAGE=en:Hall 3\\, Kuala Lumpur
GEO:3.139;101.6869
END:VLOCATION
END:VEVENT
""".replace("\n", "\r\n")
PLAIN = vevent(entry())
GOOD = feed(entry()).replace(PLAIN, vevent(entry(), RICH)).decode()


def rules(text: str, *, rich: bool = True) -> set[str]:
    return {finding.rule for finding in check(text.encode(), rich=rich)}


def test_properties_first_then_participants_then_locations() -> None:
    assert vevent(entry(), RICH) == PLAIN.removesuffix(b"END:VEVENT\r\n") + NESTED.encode()


def test_nothing_to_add_adds_nothing() -> None:
    assert vevent(entry(), Rich()) == PLAIN


def test_it_is_for_those_who_ask() -> None:
    assert rules(GOOD) == set()
    assert rules(GOOD, rich=False) == {"nested", "rich"}


def test_readers_find_the_event_itself_unchanged() -> None:
    found = read(GOOD.encode())
    assert (found.entries, found.faults) == ([entry()], [])


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ("missing", "UID:p1", "UID:"),
        ("missing", "UID:l1\r\n", ""),
        ("missing", "PARTICIPANT-TYPE:ACTIVE\r\n", ""),
        ("value", "PARTICIPANT-TYPE:ACTIVE", "PARTICIPANT-TYPE:HOST"),
        ("once", "UID:p2", "UID:p2\r\nUID:p3"),
        ("once", "SUMMARY;LANGUAGE=en:Malaysia", "SUMMARY:a\r\nSUMMARY:b"),
        ("once", "NAME;LANGUAGE=en:Kuala Lumpur", "NAME:a\r\nNAME:b"),
        ("parameter", "VALUE=TEXT;", ""),
        ("parameter", "VALUE=TEXT;", "VALUE=XML;"),
        ("parameter", "FMTTYPE=application/ld+json;", ""),
        ("parameter", ";SCHEMA=", ";X-SCHE="),
        ("parameter", "UID:l1", "UID:l1\r\nSTRUCTURED-DATA;VALUE=TEXT:x"),
        ("nested", "BEGIN:PARTICIPANT\r\nUID:p1", "BEGIN:VRESOURCE\r\nUID:r1\r\nEND:VRESOURCE\r\nBEGIN:PARTICIPANT\r\nUID:p1"),
        ("bidi", "Наблюдатель", "\u2068Наблюдатель"),
        ("order", "END:VLOCATION", "END:VLOCATION\r\nCOMMENT:late"),
    ],
)  # fmt: skip
def test_each_fault_is_caught_by_its_rule(rule: str, good: str, bad: str) -> None:
    mutant = GOOD.replace(good, bad, 1)
    assert mutant != GOOD
    assert rules(mutant) == {rule}


@pytest.mark.parametrize(
    "data", ["VALUE=URI:https://x.example/a.json", "VALUE=BINARY;FMTTYPE=a/b;SCHEMA=x;ENCODING=BASE64:QQ=="]
)
def test_data_may_stand_elsewhere_or_be_binary(data: str) -> None:
    assert rules(GOOD.replace("UID:l1", f"UID:l1\r\nSTRUCTURED-DATA;{data}")) == set()
