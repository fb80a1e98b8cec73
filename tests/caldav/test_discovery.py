"""From the host alone to a calendar's name, as programs find their way."""

import pytest
from django.test import Client

from calendar_app.models.desk import Organization
from tests import factories as make
from tests.entries.scenario import MOVED, Record

from .asking import ARF, CS, EVERYTHING, A, C, D, ask, condition, propfind, understood

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["GET", "PROPFIND", "OPTIONS"])
def test_the_well_known_address_leads_to_the_root(method: str) -> None:
    response = ask(method, "/.well-known/caldav")
    assert (response.status_code, response["Location"]) == (307, "/caldav/")


@pytest.mark.parametrize("path", ["/caldav/", "/caldav", "/caldav/principal/", "/caldav/principal"])
def test_the_entrance_names_no_principal_and_one_home(path: str) -> None:
    found = propfind(path, "current-user-principal", "principal-URL", "C:calendar-home-set", "displayname")
    ((_, answer),) = found.answers.items()
    assert answer.tags(f"{D}current-user-principal") == ["unauthenticated"]
    assert answer.hrefs(f"{D}principal-URL") == ["/caldav/principal/"]
    assert answer.hrefs(f"{C}calendar-home-set") == ["/caldav/en/"]
    assert answer.text(f"{D}displayname") == "Diplomatic Calendar"


def test_the_readers_language_decides_which_home() -> None:
    body = '<propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><C:calendar-home-set/><displayname/></prop></propfind>'
    answer = understood(ask("PROPFIND", "/caldav/", body, depth="0", accept_language="ar-EG,ar;q=0.9"))["/caldav/"]
    assert answer.hrefs(f"{C}calendar-home-set") == ["/caldav/ar/"]
    assert answer.text(f"{D}displayname") == "التقويم الدبلوماسي"
    assert answer.element(f"{D}displayname").attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "ar"}


def test_what_lies_under_the_root() -> None:
    found = propfind("/caldav/", "resourcetype", depth="1")
    assert {path: answer.tags(f"{D}resourcetype") for path, answer in found.answers.items()} == {
        "/caldav/": ["collection"],
        "/caldav/principal/": ["principal"],
        "/caldav/en/": ["collection"],
        "/caldav/ru/": ["collection"],
        "/caldav/ar/": ["collection"],
    }


def test_only_calendars_have_tokens() -> None:
    found = propfind("/caldav/", "sync-token", "CS:getctag", depth="1")
    assert [list(answer.properties) for answer in found.answers.values()] == [[404]] * 5


def test_a_home_lists_everything_and_each_forum(events: Record) -> None:
    found = propfind("/caldav/ru/", "resourcetype", "displayname", depth="1")
    assert {path: answer.text(f"{D}displayname") for path, answer in found.answers.items()} == {
        "/caldav/ru/": "Русский",
        "/caldav/ru/events/": "Дипломатический календарь",
        "/caldav/ru/arf/": "Региональный форум АСЕАН",
    }
    assert found["/caldav/ru/arf/"].tags(f"{D}resourcetype") == ["collection", "calendar"]


def test_a_name_is_marked_with_its_own_language(events: Record) -> None:
    names = propfind("/caldav/ar/arf/", "displayname", "C:calendar-description")["/caldav/ar/arf/"]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert names.element(f"{D}displayname").attrib[lang] == "en"
    assert names.element(f"{C}calendar-description").attrib[lang] == "ar"


def test_what_a_calendar_says_of_itself(events: Record) -> None:
    answer = propfind(
        ARF, "owner", "current-user-principal", "current-user-privilege-set", "supported-report-set", "sync-token",
        "C:calendar-description", "C:calendar-timezone", "C:supported-calendar-component-set", "C:supported-calendar-data",
        "C:supported-collation-set", "CS:getctag", "A:calendar-color", "principal-collection-set",
    )[ARF]  # fmt: skip
    assert list(answer.properties) == [200]
    assert answer.hrefs(f"{D}owner") == ["/caldav/principal/"]
    assert answer.hrefs(f"{D}principal-collection-set") == ["/caldav/"]
    assert answer.tags(f"{D}current-user-principal") == ["unauthenticated"]
    assert answer.tags(f"{D}current-user-privilege-set") == [
        "privilege", "read", "privilege", "read-current-user-privilege-set",
    ]  # fmt: skip
    reports = answer.tags(f"{D}supported-report-set")
    assert [tag for tag in reports if "report" not in tag.split("-")[-1]] == [
        "calendar-query", "calendar-multiget", "sync-collection",
    ]  # fmt: skip
    assert answer.element(f"{C}supported-calendar-component-set")[0].attrib == {"name": "VEVENT"}
    assert answer.element(f"{C}supported-calendar-data")[0].attrib == {
        "content-type": "text/calendar",
        "version": "2.0",
    }
    collations = [found.text for found in answer.element(f"{C}supported-collation-set")]
    assert collations == ["i;ascii-casemap", "i;octet", "i;unicode-casemap"]
    assert answer.text(f"{A}calendar-color") == "#008080FF"
    assert answer.text(f"{CS}getctag") == answer.text(f"{D}sync-token")
    assert answer.text(f"{C}calendar-timezone").split("\r\n")[4:6] == ["BEGIN:VTIMEZONE", "TZID:UTC"]
    assert (
        answer.text(f"{C}calendar-description") == "A public record of diplomatic meetings, with the sources of each."
    )


def test_what_an_object_says_of_itself(events: Record) -> None:
    path = f"{ARF}{events.meeting.pk}.ics"
    answer = propfind(
        path, "resourcetype", "getcontenttype", "getcontentlength", "getlastmodified", "getetag", "owner",
        "supported-report-set", "current-user-privilege-set", "displayname",
    )[path]  # fmt: skip
    got = ask("GET", path)
    assert answer.tags(f"{D}resourcetype") == []
    assert answer.text(f"{D}getcontenttype") == got["Content-Type"] == "text/calendar; charset=utf-8; component=VEVENT"
    assert answer.text(f"{D}getcontentlength") == str(len(got.content))
    assert answer.text(f"{D}getlastmodified") == got["Last-Modified"] == "Thu, 03 Jul 2025 12:30:00 GMT"
    assert answer.text(f"{D}getetag") == got["ETag"]
    assert list(answer.properties[404]) == [f"{D}displayname"]


def test_unknown_properties_are_missed_by_name(events: Record) -> None:
    body = '<propfind xmlns="DAV:"><prop><displayname/><x xmlns="urn:a&amp;b"/><y xmlns=""/><quota-used-bytes/></prop></propfind>'
    answer = understood(ask("PROPFIND", ARF, body, depth="0"))[ARF]
    assert list(answer.properties[200]) == [f"{D}displayname"]
    assert list(answer.properties[404]) == ["{urn:a&b}x", "y", f"{D}quota-used-bytes"]


def test_calendar_data_is_no_property(events: Record) -> None:
    path = f"{ARF}{events.meeting.pk}.ics"
    assert list(propfind(path, "C:calendar-data")[path].properties) == [404]


@pytest.mark.parametrize("body", ["", "<propfind xmlns='DAV:'><allprop/></propfind>"])
def test_all_properties_are_those_of_webdav_itself(events: Record, body: str) -> None:
    answer = understood(ask("PROPFIND", ARF, body, depth="0"))[ARF]
    assert {code: list(found) for code, found in answer.properties.items()} == {
        200: [f"{D}displayname", f"{D}resourcetype"]
    }


def test_more_can_be_included(events: Record) -> None:
    body = "<propfind xmlns='DAV:'><allprop/><include><owner/><nothing/></include></propfind>"
    answer = understood(ask("PROPFIND", ARF, body, depth="0"))[ARF]
    assert list(answer.properties[200]) == [f"{D}displayname", f"{D}resourcetype", f"{D}owner"]
    assert list(answer.properties[404]) == [f"{D}nothing"]


def test_the_names_of_all_properties(events: Record) -> None:
    found = understood(ask("PROPFIND", ARF, "<propfind xmlns='DAV:'><propname/></propfind>", depth="1"))
    assert {f"{CS}getctag", f"{D}sync-token", f"{C}calendar-timezone"} < set(found[ARF].properties[200])
    member = found[f"{ARF}{events.meeting.pk}.ics"].properties[200]
    assert f"{D}getetag" in member
    assert all(len(element) == 0 and not element.text for element in member.values())


def test_a_request_for_nothing_gets_nothing(events: Record) -> None:
    assert propfind(ARF)[ARF].properties == {200: {}}


@pytest.mark.parametrize("headers", [{}, {"depth": "infinity"}, {"depth": "Infinity"}])
def test_nothing_is_listed_without_end(events: Record, headers: dict[str, str]) -> None:
    for path in ("/caldav/", "/caldav/en/", ARF):
        response = ask("PROPFIND", path, **headers)
        assert response.status_code == 403
        assert condition(response) == f"{D}propfind-finite-depth"


def test_an_object_has_nothing_below_it(events: Record) -> None:
    path = f"{ARF}{events.meeting.pk}.ics"
    for depth in ("0", "1", "infinity"):
        assert list(propfind(path, "getetag", depth=depth).answers) == [path]
        assert list(propfind("/caldav/principal/", "displayname", depth=depth).answers) == ["/caldav/principal/"]


def test_other_depths_are_none(events: Record) -> None:
    assert ask("PROPFIND", ARF, depth="2").status_code == 400


def test_a_calendar_is_found_without_its_last_slash(events: Record) -> None:
    assert list(propfind(ARF.rstrip("/"), "displayname").answers) == [ARF]


NOWHERE = (
    "/caldav/de/", "/caldav/en/nothing/", "/caldav/en/asean/", "/caldav/en/arf/x.ics", "/caldav/en/arf/x/y/", "/caldav//",
    "/caldav/en//", "/caldav/en//arf/", "/caldav/feeds/", "/caldav/%00", "/caldav/en/%0A", "/caldav/../admin/",
    "/caldav/en/arf/00dc0000-0000-5000-8000-000000000009.ics", "/caldav/en/arf/00dc0000-0000-5000-8000-000000000002",
    "/caldav/en/arf/00DC0000-0000-5000-8000-000000000002.ics", "/caldav/en/arf/00dc0000-0000-5000-8000-000000000002.ics/",
    "/caldav/en/nothing/00dc0000-0000-5000-8000-000000000002.ics", "/caldav/en/arf/%D9%A0.ics",
)  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"])
def test_what_is_not_there(events: Record, method: str) -> None:
    responses = [ask(method, path, depth="0") for path in NOWHERE]
    assert {response.status_code for response in responses} == {404}
    assert {response["DAV"] for response in responses} == {"1, 3, calendar-access"}


def test_events_are_members_of_their_forum_and_of_everything_if_their_day_is_known(events: Record) -> None:
    assert propfind(ARF, "getetag", depth="1").uids() == ["2", "4", "6"]
    assert propfind(EVERYTHING, "getetag", depth="1").uids() == ["1", "2", "3", "4", "6"]


def test_a_forum_answers_to_its_former_slug(events: Record) -> None:
    forum = Organization.objects.get(code="arf")
    forum.code = "regional-forum"
    forum.save()
    make.publish(forum, now=MOVED)
    assert propfind("/caldav/en/regional-forum/", "getetag", depth="1").uids() == ["2", "4", "6"]
    assert propfind(ARF, "getetag", depth="1").uids() == ["2", "4", "6"]
    assert list(propfind("/caldav/en/", "displayname", depth="1").answers) == [
        "/caldav/en/", "/caldav/en/events/", "/caldav/en/regional-forum/",
    ]  # fmt: skip


def test_no_collection_is_asked_for_its_own_queries(events: Record, django_assert_num_queries: object) -> None:
    names = ("displayname", "CS:getctag", "sync-token")
    with django_assert_num_queries(3):  # type: ignore[operator]
        propfind("/caldav/en/", *names, depth="1")
    make.publish(make.forum("eas"), make.forum("asean-russia"), now=MOVED)
    with django_assert_num_queries(3):  # type: ignore[operator]
        found = propfind("/caldav/en/", *names, depth="1")
    assert len(found.answers) == 5


def test_no_object_is_asked_for_its_own_queries(events: Record, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        propfind(ARF, "getetag", depth="1")
    with django_assert_num_queries(2):  # type: ignore[operator]
        propfind(EVERYTHING, "getetag", depth="1")


def test_nobody_gets_a_cookie_or_is_asked_to_sign_in(events: Record) -> None:
    response = ask("PROPFIND", ARF, depth="0", authorization="Basic bm86Ym9keQ==")
    assert response.status_code == 207
    assert not response.cookies


def test_options_say_what_can_be_done(events: Record) -> None:
    for path in ("/caldav/", "/caldav/en/", ARF, f"{ARF}{events.meeting.pk}.ics"):
        response = Client().options(path)
        assert response.status_code == 200
        assert response["DAV"] == "1, 3, calendar-access"
        assert response["Allow"] == "OPTIONS, GET, HEAD, PROPFIND, REPORT"
        assert response["Access-Control-Allow-Methods"] == response["Allow"]
        assert response["Access-Control-Allow-Origin"] == "*"
