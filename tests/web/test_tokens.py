"""Addresses with a token, right and wrong: no cache shares an answer, no Referer tells one, no search engine keeps one."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from calendar_app.feeds import Options, private
from calendar_app.models.vocabulary import LICENCE_URL
from calendar_app.selection import Selection
from tests import factories as make

pytestmark = pytest.mark.django_db
#: How an address is asked, and the status of the answer; F is the feed's token, M its manage page's.
ASKED = [
    ("GET", "/feeds/F.ics", 200), ("HEAD", "/feeds/F.ics", 200), ("POST", "/feeds/F.ics", 405), ("GET", "/feeds/F.ics?a=b", 400),
    ("GET", "/feeds/M.ics", 404), ("GET", "/feeds/F", 404), ("GET", "/feeds/F.ics/", 404), ("GET", "/feeds/F/F.ics", 404),
    ("GET", "/feeds/manage/", 404), ("GET", "/feeds/manage/M/", 200), ("HEAD", "/feeds/manage/M/", 200),
    ("GET", "/feeds/manage/M", 301), ("POST", "/feeds/manage/M", 301), ("POST", "/feeds/manage/M/", 405),
    ("GET", "/feeds/manage/F/", 404), ("GET", "/feeds/manage/M/rotate/", 405), ("GET", "/feeds/manage/M/rotate", 404),
    ("GET", "/feeds/manage/M/revoke/", 405), ("DELETE", "/feeds/manage/M/revoke/", 405), ("GET", "/feeds/manage/M/x/", 404),
    ("POST", "/feeds/manage/F/rotate/", 404), ("POST", "/feeds/manage/F/revoke/", 404),
    ("GET", "/caldav/feeds/F/", 303), ("PROPFIND", "/caldav/feeds/F/", 403), ("REPORT", "/caldav/feeds/F/", 400),
    ("PUT", "/caldav/feeds/F/x.ics", 403), ("GET", "/caldav/feeds/F/x.ics", 404), ("OPTIONS", "/caldav/feeds/F/", 200),
    ("GET", "/caldav/feeds/M/", 404), ("POST", "/feeds/manage/M/rotate/", 200), ("GET", "/feeds/F.ics", 404),
    ("POST", "/feeds/manage/M/revoke/", 200), ("GET", "/feeds/manage/M/", 404),
]  # fmt: skip


def test_every_answer_is_for_whoever_asked_alone(client: Client) -> None:
    make.publish(make.event())
    made = private.make(selection=Selection(), language="en", options=Options(), alarms=(), now=make.NOW)
    tokens = {"F": made.token, "M": made.manage}
    for method, pattern, status in ASKED:
        answer = client.generic(method, re.sub("[FM]", lambda letter: tokens[letter[0]], pattern))
        assert (method, pattern, answer.status_code) == (method, pattern, status)
        assert answer["Cache-Control"] in ("private, no-cache", "private, no-store"), pattern
        assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex"), pattern
        assert (dict(answer.cookies), answer.get("Access-Control-Allow-Origin")) == ({}, None), pattern


def test_a_page_below_feeds_leads_nowhere_else(client: Client) -> None:
    made = private.make(selection=Selection(), language="en", options=Options(), alarms=(), now=make.NOW)
    for path in (f"/feeds/manage/{made.manage}/", f"/feeds/{made.token}"):
        page: Any = client.get(path).content.decode()
        links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
        assert [
            link for link in links if "//" in link and not link.startswith(("http://127.0.0.1:8000/", LICENCE_URL))
        ] == []
        assert made.token not in page
    assert reverse("private-manage", args=["x"]) == "/feeds/manage/x/"
