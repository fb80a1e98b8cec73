"""Reporting an error: the form, what it refuses, and that nothing but a POST keeps anything."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from calendar_app.models.readers import ErrorReport
from tests.factories import Week

from .conftest import TODAY

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
GOOD = {"text": "It begins at ten.", "page": "/en/events/arf-32-2025/", "email": "reader@example.org"}


def sent(client: Client, language: str = "en", **fields: str) -> Any:
    return client.post(f"/{language}/report/send/", {**GOOD, **fields}, headers={"sec-fetch-site": "same-origin"})


@pytest.fixture(autouse=True)
def _urlencoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As browsers send a form; Django's client would send multipart."""
    from urllib.parse import urlencode

    plain = Client.post

    def post(self: Client, path: str, data: Any = None, content_type: str = FORM, **more: Any) -> Any:
        return plain(self, path, urlencode(data) if isinstance(data, dict) else data, content_type, **more)

    monkeypatch.setattr(Client, "post", post)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_report_is_kept_and_thanked_for(client: Client, language: str, thursday: None) -> None:
    answer = sent(client, language)
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/report/thanks/")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    kept = ErrorReport.objects.get()
    assert (kept.text, kept.page, kept.email) == tuple(GOOD[name] for name in ("text", "page", "email"))
    assert (kept.language, kept.made, kept.done) == (language, TODAY, None)
    assert str(kept) == "/en/events/arf-32-2025/ 2025-07-10 09:00"
    assert client.get(answer["Location"]).status_code == 200


def test_page_and_e_mail_may_be_left_out(client: Client) -> None:
    sent(client, page="", email="")
    sent(client, page="http://127.0.0.1:8000/en/events/?forum=arf")
    assert set(ErrorReport.objects.values_list("page", "email")) == {
        ("", ""), ("/en/events/?forum=arf", "reader@example.org"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " x "}, "say in a few words what is wrong"),
        ({"text": "x" * 4001}, "write at most 4000 characters"),
        ({"email": "nobody"}, "this is not an e-mail address"),
        ({"email": f"{'x' * 60}@{'.'.join(['y' * 60] * 4)}.org"}, "this is not an e-mail address"),
        ({"page": "https://evil.example/"}, "give the address of a page of this calendar, beginning with /"),
        ({"page": "//evil.example/"}, "give the address of a page of this calendar, beginning with /"),
        ({"page": "/" + "x" * 500}, "give the address of a page of this calendar, beginning with /"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(client: Client, fields: dict[str, str], said: str) -> None:
    answer = sent(client, **fields)
    html = answer.content.decode()
    (name,) = fields
    assert answer.status_code == 400
    assert re.findall(r'<span class="small why" id="why-(\w+)" role="alert">([^<]*)</span>', html) == [(name, said)]
    assert ">It begins at ten.</textarea>" in html or name == "text"
    assert not ErrorReport.objects.exists()


def test_the_refusal_speaks_the_readers_language(client: Client) -> None:
    assert "скажите в нескольких словах, что неверно" in sent(client, "ru", text="").content.decode()


def test_what_no_database_can_hold_is_left_out(client: Client) -> None:
    sent(client, text="Wrong\x00 hour\r\n<b>here</b>")
    assert ErrorReport.objects.get().text == "Wrong hour\n<b>here</b>"


def test_so_many_an_hour(client: Client) -> None:
    with time_machine.travel(TODAY, tick=False) as clock:
        assert [sent(client).status_code for _ in range(11)] == [302] * 10 + [429]
        assert sent(client)["Retry-After"] == "3600"
        clock.shift(timedelta(hours=1))
        assert sent(client).status_code == 302
    assert ErrorReport.objects.count() == 11


def test_another_sites_page_can_not_send_it(client: Client) -> None:
    answer = client.post("/en/report/send/", GOOD, headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, ErrorReport.objects.count()) == (403, 0)


def test_only_a_form_is_read(client: Client) -> None:
    assert client.post("/en/report/send/", "{}", content_type="application/json").status_code == 415


def test_a_get_keeps_nothing(client: Client) -> None:
    answer = client.get("/en/report/send/", GOOD)
    assert (answer.status_code, answer["Location"]) == (302, "/en/report/")
    assert client.get("/en/report/thanks/").status_code == 200
    assert not ErrorReport.objects.exists()


def test_every_page_leads_to_the_form_and_says_where_it_was(week: Week, client: Client) -> None:
    html = client.get("/en/events/?forum=arf&utm_source=x").content.decode()
    (link,) = re.findall(r'<a href="(/en/report/[^"]*)" rel="nofollow">Report an error</a>', html)
    assert link == "/en/report/?page=/en/events/%3Fforum%3Darf"
    form = client.get(link).content.decode()
    assert 'name="page" maxlength="500" dir="ltr" value="/en/events/?forum=arf"' in form
    assert 'href="/ru/report/?page=%2Fen%2Fevents%2F%3Fforum%3Darf"' in form
    assert 'href="/en/report/" rel="nofollow"' in form


@pytest.mark.parametrize("query", ["?page=evil", "?page=//evil.example", "?page=/a%00b", "?forum=arf", "?pages=/en/"])
def test_what_the_form_cannot_be_asked(client: Client, query: str, week: Week) -> None:
    assert client.get(f"/en/report/{query}").status_code == 400
