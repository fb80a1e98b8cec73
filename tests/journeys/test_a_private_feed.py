"""A reader makes a private feed in Arabic, copies its addresses, subscribes, moves it and ends it."""

import urllib.error
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from calendar_app.ical import check
from tests import factories as make

pytestmark = pytest.mark.browser
SUBSCRIBE, MAKE, COPY_HTTPS, COPY, COPIED = (
    "/ar/subscribe/?forum=arf", "أنشئ اشتراكًا خاصًا", "انسخ عنوان https", "انسخ العنوان", "نُسخ",
)  # fmt: skip
ROTATE, REVOKE = "أعطه عنوانًا جديدًا", "أنهِه نهائيًا"


def fetched(address: str) -> tuple[int, bytes]:
    """What a calendar program gets there."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def copied(page: Page, name: str) -> str:
    """The clipboard after the button was pressed and said so."""
    page.evaluate("navigator.clipboard.writeText('')")
    said = page.get_by_role("button", name=COPIED, exact=True)
    before = said.count()
    press(page, name)
    expect(said).to_have_count(before + 1)
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.django_db(transaction=True)
def test_from_the_form_to_the_calendar_and_to_its_end(live_server: LiveServer, page: Page, settings: Any) -> None:
    settings.SITE_URL = live_server.url
    make.published_week()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks its listeners, which no builtin bears

    page.goto(live_server.url + SUBSCRIBE)
    page.get_by_role("group", name="التنبيهات").get_by_label("قبل ساعة").check()
    press(page, MAKE)
    feed, manage = copied(page, COPY_HTTPS), copied(page, COPY)
    status, body = fetched(feed)
    assert (status, check(body, private=True)) == (200, [])
    assert [body.count(part) for part in (b"BEGIN:VEVENT", b"TRIGGER:-P1D\r\n", b"TRIGGER:-PT1H\r\n")] == [1, 1, 1]

    page.goto(manage)
    press(page, ROTATE)
    moved = copied(page, COPY_HTTPS)
    assert [fetched(feed)[0], fetched(moved)] == [404, (200, body)]

    page.goto(manage)
    press(page, REVOKE)
    expect(page.get_by_role("heading", name="انتهى الاشتراك")).to_be_visible()
    assert [fetched(moved)[0], fetched(manage)[0]] == [404, 404]

    page.get_by_role("link", name="الاشتراك").first.click()
    referrers = [request.all_headers().get("referer", "") for request in requests]
    assert [referrer for referrer in referrers if "dc" in referrer.removeprefix(live_server.url)] == []
    assert {request.url for request in requests if not request.url.startswith(live_server.url)} == set()
    assert page.context.cookies() == []
