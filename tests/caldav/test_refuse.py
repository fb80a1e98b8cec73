"""What can't be done here, and how it is said."""

import re
from typing import Any

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendar_app.caldav.door import answer
from calendar_app.caldav.multistatus import LONGEST, MOST
from tests.entries.scenario import Record, uid

from .asking import ARF, EVERYTHING, SPACES, D, ask, condition, report

pytestmark = pytest.mark.django_db
WRITING = {
    "PUT": "write-content", "DELETE": "unbind", "MKCALENDAR": "bind", "MKCOL": "bind", "POST": "bind", "PATCH": "write-content",
    "PROPPATCH": "write-properties", "COPY": "bind", "MOVE": "unbind", "LOCK": "write-content", "UNLOCK": "unlock",
    "ACL": "write-acl",
}  # fmt: skip


@pytest.mark.parametrize("method", WRITING)
def test_nothing_is_written_whether_it_is_there_or_not(events: Record, method: str) -> None:
    for path in (
        "/caldav",
        "/caldav/",
        ARF,
        f"{ARF}{uid(2)}.ics",
        f"{ARF}new.ics",
        "/caldav/en/nothing/",
        "/caldav/%00%0A",
    ):
        response = ask(method, path, "BEGIN:VCALENDAR", destination="/x", if_match='"x"')
        assert response.status_code == 403
        assert condition(response) == f"{D}need-privileges"
        assert f"<D:privilege><D:{WRITING[method]}/></D:privilege>" in response.content.decode()
    assert ask("GET", f"{ARF}{uid(2)}.ics").status_code == 200


def test_a_refusal_names_what_the_privilege_is_missing_on(db: None) -> None:
    path = f"{ARF}{uid(2)}.ics"
    assert f"<D:href>{path}</D:href>" in ask("PUT", f"{path}?x=1").content.decode()
    assert f"<D:href>{ARF}</D:href>" in ask("DELETE", path).content.decode()
    assert "<D:href>/caldav/en/</D:href>" in ask("MKCALENDAR", ARF).content.decode()
    assert "<D:href>/caldav/%D1%84&amp;</D:href>" in ask("PUT", "/caldav/ф&").content.decode()


@pytest.mark.parametrize("method", ["TRACE", "BREW", "SEARCH", "BIND"])
def test_methods_that_nobody_knows(db: None, method: str) -> None:
    response = ask(method, ARF)
    assert (response.status_code, response["Allow"]) == (405, "OPTIONS, GET, HEAD, PROPFIND, REPORT")


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT"])
@pytest.mark.parametrize("body", [b"{", b"<a", b"<!DOCTYPE a><a/>", b"<x/>" * 2, b"\xff", b"<a>" * 50_000])
def test_a_body_that_is_no_xml(db: None, method: str, body: bytes) -> None:
    response = ask(method, EVERYTHING, body, depth="0")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response["DAV"] == "1, 3, calendar-access"


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT"])
def test_a_body_that_is_too_large(db: None, method: str) -> None:
    assert ask(method, EVERYTHING, b"<a>" + b" " * 1_048_576 + b"</a>", depth="0").status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        "<x/>", "<propfind/>", "<propfind xmlns='DAV:'/>", "<propfind xmlns='DAV:'><x/></propfind>",
        "<propfind xmlns='DAV:'><prop/><allprop/></propfind>", "<propfind xmlns='DAV:'><prop/><prop/></propfind>",
        f"<propfind xmlns='DAV:'><prop>{''.join(f'<p{number}/>' for number in range(MOST + 1))}</prop></propfind>",
        f"<propfind xmlns='DAV:'><prop><{'p' * (LONGEST + 1)}/></prop></propfind>",
        f"<propfind xmlns='DAV:'><prop><p xmlns='{'p' * (LONGEST + 1)}'/></prop></propfind>",
    ],
)  # fmt: skip
def test_what_is_no_propfind(db: None, body: str) -> None:
    assert ask("PROPFIND", EVERYTHING, body, depth="0").status_code == 400


def test_as_many_properties_as_fit(db: None) -> None:
    names = "".join(f"<p{number}/>" for number in range(MOST))
    assert (
        ask("PROPFIND", EVERYTHING, f"<propfind xmlns='DAV:'><prop>{names}</prop></propfind>", depth="0").status_code
        == 207
    )


BUSY = '<C:time-range start="20250101T000000Z" end="20260101T000000Z"/>'


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (EVERYTHING, "C:free-busy-query"),
        (EVERYTHING, "expand-property"),
        (EVERYTHING, "x"),
        ("/caldav/", "C:calendar-query"),
        ("/caldav/principal/", "sync-collection"),
        ("/caldav/en/", "sync-collection"),
    ],
)
def test_reports_that_are_not_here(db: None, path: str, kind: str) -> None:
    response = report(path, kind, BUSY, depth="1")
    assert (response.status_code, condition(response)) == (403, f"{D}supported-report")


def test_an_object_is_not_synchronized(events: Record) -> None:
    response = report(f"{ARF}{uid(2)}.ics", "sync-collection", "<sync-token/><sync-level>1</sync-level>")
    assert condition(response) == f"{D}supported-report"


def test_a_report_says_which(db: None) -> None:
    assert ask("REPORT", EVERYTHING).status_code == 400


NAMES = st.sampled_from(
    ["propfind", "prop", "allprop", "propname", "include", "displayname", "resourcetype", "sync-collection", "sync-token",
     "sync-level", "limit", "nresults", "href", "C:calendar-query", "C:calendar-multiget", "C:filter", "C:comp-filter",
     "C:prop-filter", "C:param-filter", "C:time-range", "C:text-match", "C:is-not-defined", "C:timezone", "C:calendar-data",
     "C:expand"]
)  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["name", "start", "end", "collation", "negate-condition", "version", "content-type"]),
    st.sampled_from(["VCALENDAR", "VEVENT", "UID", "20250101T000000Z", "99991231T235959Z", "00010101T000000Z", "x", "", "yes", "2.0"]),
    max_size=3,
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "0", "1", "infinite", "data:,0-0", "http://[", "BEGIN:VCALENDAR", f"{ARF}{uid(2)}.ics", "ф"]
)


def written(name: str, attributes: dict[str, str], children: list[str], text: str) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{text}{''.join(children)}</{name}>"


TREES: Any = st.recursive(
    st.builds(written, NAMES, ATTRIBUTES, st.just([]), TEXTS),
    lambda inner: st.builds(written, NAMES, ATTRIBUTES, st.lists(inner, max_size=4), TEXTS),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tree=TREES, method=st.sampled_from(["PROPFIND", "REPORT"]), depth=st.sampled_from(["0", "1", "infinity", "x"]),
    path=st.sampled_from(["/caldav/", "/caldav/en/", EVERYTHING]),
)  # fmt: skip
def test_no_tree_of_known_words_breaks_the_door(db: None, tree: str, method: str, depth: str, path: str) -> None:
    body = re.sub("^<[A-Za-z:-]+", lambda name: f"{name[0]} {SPACES}", tree)
    request = RequestFactory().generic(method, path, body, headers={"Depth": depth})
    response: Any = answer(request)
    assert response.status_code in (207, 400, 403)
    assert b"".join(response)
