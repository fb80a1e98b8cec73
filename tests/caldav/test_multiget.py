"""calendar-multiget: each address is answered once, found or not."""

import pytest

from tests.entries.scenario import Record, uid

from .asking import ARF, EVERYTHING, C, ask, report, understood

pytestmark = pytest.mark.django_db
DATA = "<getetag/><C:calendar-data/>"


def hrefs(*paths: str) -> str:
    return "".join(f"<href>{path}</href>" for path in paths)


def test_objects_that_are_there_and_those_that_are_not(events: Record) -> None:
    there, strange = f"{ARF}{uid(2)}.ics", f"{ARF}тест.ics"
    absent = [
        f"{ARF}{uid(9)}.ics", f"{ARF}{uid(1)}.ics", f"{ARF}{uid(5)}.ics", f"{EVERYTHING}{uid(2)}.ics", ARF, strange, "",
        "http://[", f"{ARF}{uid(2)}.ics/x", "/caldav/en/arf/%00",
    ]  # fmt: skip
    found = understood(report(ARF, "C:calendar-multiget", hrefs(there, *absent, there), DATA))
    assert {path: answer.status for path, answer in found.answers.items()} == {
        there: None,
        **dict.fromkeys(absent, 404),
    }
    got = ask("GET", there)
    assert found[there].text("{DAV:}getetag") == got["ETag"]
    assert found[there].text(f"{C}calendar-data").encode() == got.content


def test_addresses_in_any_spelling(events: Record) -> None:
    spelled = (f"http://testserver{ARF}{uid(2)}.ics", f"{ARF}{uid(4)}%2Eics")
    found = understood(report(ARF, "C:calendar-multiget", hrefs(*spelled), depth="infinity"))
    assert found.uids() == ["2", "4"]
    assert found.gone() == []


def test_asked_of_an_object_only_that_one_is_there(events: Record) -> None:
    one, other = f"{ARF}{uid(2)}.ics", f"{ARF}{uid(4)}.ics"
    found = understood(report(one, "C:calendar-multiget", hrefs(one, other)))
    assert (found.uids(), found.gone()) == (["2"], ["4"])


def test_many_addresses_are_looked_up_at_once(events: Record, django_assert_num_queries: object) -> None:
    paths = [f"{EVERYTHING}{uid(number)}.ics" for number in range(400)]
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = understood(report(EVERYTHING, "C:calendar-multiget", hrefs(*paths), DATA))
    assert len(found.answers) == 400
    assert found.uids() == ["1", "2", "3", "4", "6"]


def test_no_address_is_no_question(events: Record) -> None:
    assert report(ARF, "C:calendar-multiget", "").status_code == 400
