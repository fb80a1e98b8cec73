"""What can't be answered is explained in the reader's language, names what was wrong, and lists what is allowed."""

import json

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from calendar_app.web import errors
from tests.factories import Week

UNKNOWN = {
    "en": "“froum” is not a parameter of this page",
    "ru": "«froum»\u00a0– не параметр этой страницы",
    "ar": "«froum» ليس من معاملات هذه الصفحة",
}


@pytest.mark.parametrize("language", UNKNOWN)
def test_an_unknown_parameter_is_named_and_the_known_ones_listed(language: str, week: Week, client: Client) -> None:
    response = client.get(f"/{language}/events/", {"froum": "arf", "from": "2025-07-01"})
    html = response.content.decode()
    assert response.status_code == 400
    assert UNKNOWN[language] in html
    assert "/events/?froum=arf&amp;from=2025-07-01" in html
    for name in ("forum", "state", "asof", "lifecycle"):
        assert f'<bdi dir="ltr">{name}</bdi>' in html
    assert 'content="noindex"' in html
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"forum": "afr"}, "“afr” can’t be used as “forum”"),
        ({"level": "high"}, "summit"),
        ({"from": "2025-13"}, "a month is 01 to 12"),
        ({"from": "9999-99-99"}, "can’t be used"),
        ({"asof": "2025-07"}, "give a day"),
        ({"q": "\x00"}, "can’t be used"),
        ({"q": "x" * 10_000}, "can’t be used"),
        ({"from": "2025-07-02", "to": "2025-07-01"}, "can’t be used as “to”"),
        ({"state": "<script>alert(1)</script>"}, "&lt;script&gt;"),
    ],
)
def test_a_value_that_is_none_is_refused(query: dict[str, str], said: str, week: Week, client: Client) -> None:
    for path in ("/en/events/", "/en/month/2025-07/", "/en/subscribe/"):
        response = client.get(path, query)
        assert response.status_code == 400
        assert said in response.content.decode()
        assert "<script>alert" not in response.content.decode()


def test_a_parameter_that_this_page_could_not_honour_is_refused(week: Week, client: Client) -> None:
    response = client.get("/en/events/arf-32-2025/", {"forum": "arf"})
    assert response.status_code == 400
    assert "this page does not take it" in response.content.decode()


def test_noise_is_ignored(week: Week, client: Client) -> None:
    html = client.get("/en/events/", {"utm_source": "mail", "fbclid": "1", "forum": "arf"}).content.decode()
    assert "32nd ASEAN Regional Forum" in html
    assert "utm_source" not in html


@pytest.mark.parametrize(
    "path", ["/en/events/%ff/", "/en/%00/", "/en/month/%E2%80%AE/", "/xx/", "/en/nothing/here/", "/en/people/a_b/"]
)
def test_broken_addresses_are_not_found(path: str, db: None, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


def test_not_found_speaks_the_language_of_the_address(db: None, client: Client) -> None:
    html = client.get("/ru/nothing/").content.decode()
    assert '<html lang="ru" dir="ltr">' in html
    assert "Этой страницы в календаре нет" in html
    assert 'href="/ar/nothing/"' in html


def test_programs_get_answers_of_their_own_kind(db: None, client: Client, rf: RequestFactory) -> None:
    response = errors.not_found(rf.get("/api/nothing"), LookupError())
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert json.loads(response.content) == {"type": "about:blank", "title": "Not found", "status": 404}
    plain = client.get("/en/nothing.ics")
    assert (plain.status_code, plain["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert plain.content == b"404 Not found\n"


HANDLERS = {
    400: lambda request: errors.bad_request(request, ValueError()),
    403: lambda request: errors.forbidden(request, PermissionError()),
    404: lambda request: errors.not_found(request, LookupError()),
    500: errors.broken,
}


@pytest.mark.parametrize("status", HANDLERS)
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_each_handler_has_a_page_and_asks_no_database(status: int, language: str, rf: RequestFactory) -> None:
    with override(language):
        response = HANDLERS[status](rf.get(f"/{language}/events/"))
    assert response.status_code == status
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("status", HANDLERS)
def test_each_handler_answers_programs_plainly(status: int, rf: RequestFactory) -> None:
    response = HANDLERS[status](rf.get("/en/events.ics"))
    assert response.status_code == status
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_the_last_resort_needs_no_template(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/en/")
    with override_settings(TEMPLATES=[]):
        response = errors.broken(request)
    assert response.status_code == 500
    assert "Server Error (500)" in response.content.decode()


def test_a_view_that_breaks_gets_the_page(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise RuntimeError("planted")

    monkeypatch.setattr("calendar_app.web.subscribe.programs", broken)
    client.raise_request_exception = False
    response = client.get("/ru/subscribe/")
    assert response.status_code == 500
    assert "Что-то сломалось" in response.content.decode()
    assert "planted" not in response.content.decode()
    assert "default-src" in response["Content-Security-Policy"]


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("address", ["/ru/subscribe/", "/en/events.ics", "/api/v1/events/"])
def test_a_database_that_is_away_is_said_to_come_back(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch, error: type[Exception], address: str
) -> None:
    def away(*_: object, **__: object) -> None:
        raise error("planted")

    monkeypatch.setattr("calendar_app.models.public.listing.ListingQuerySet.in_date_order", away)
    monkeypatch.setattr("calendar_app.web.subscribe.programs", away)
    monkeypatch.setattr("calendar_app.web.feed.standing", away)
    monkeypatch.setattr("calendar_app.selection.Selection.listings", away)
    client.raise_request_exception = False
    response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
