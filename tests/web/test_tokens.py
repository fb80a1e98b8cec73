"""Row 20: addresses with a token, right and wrong: no cache shares an answer, no Referer tells one, no search engine keeps one."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from calendar_app.feeds import Options, private
from calendar_app.models.readers.private_feed import digest
from calendar_app.models.vocabulary import LICENCE_URL
from calendar_app.reminders import tokens
from calendar_app.selection import Selection
from calendar_app.webhooks import owner
from tests import factories as make
from tests.reminders.readers import reader
from tests.webhooks.world import webhook

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


#: Likewise of mails and webhooks: C confirms, S manages, U leaves, W manages a webhook.
BY_MAIL = [
    ("GET", "/mail/confirm/C/", 200), ("HEAD", "/mail/confirm/C/", 200), ("DELETE", "/mail/confirm/C/", 405), ("GET", "/mail/confirm/S/", 404),
    ("GET", "/mail/confirm/C", 308), ("GET", "/mail/manage/S/", 200), ("GET", "/mail/manage/S", 308), ("GET", "/mail/manage/U/", 404),
    ("PUT", "/mail/manage/S/", 405), ("GET", "/mail/manage/S/export/", 200), ("POST", "/mail/manage/S/export/", 405),
    ("GET", "/mail/manage/S/pause/", 405), ("GET", "/mail/manage/S/erase/", 405), ("GET", "/mail/manage/S/x/", 404), ("GET", "/mail/S", 404),
    ("GET", "/mail/unsubscribe/U/", 200), ("GET", "/mail/unsubscribe/S/", 404), ("GET", "/mail/unsubscribe/U/x", 404),
    ("GET", "/webhooks/W/", 200), ("HEAD", "/webhooks/W/", 200), ("PUT", "/webhooks/W/", 405), ("GET", "/webhooks/W", 404), ("GET", "/webhooks/S/", 404),
    ("GET", "/webhooks/W/end/", 405), ("GET", "/webhooks/W/x/", 405), ("POST", "/webhooks/W/x/", 404), ("GET", "/webhooks/W/a/b/c", 404),
    ("POST", "/mail/manage/S/pause/", 303), ("POST", "/mail/manage/S/rotate/", 303), ("GET", "/mail/manage/S/", 404),
    ("POST", "/mail/unsubscribe/U/", 200), ("POST", "/webhooks/W/end/", 200), ("GET", "/webhooks/W/", 404),
]  # fmt: skip


def test_every_answer_to_a_link_in_a_mail_is_for_whoever_asked_alone(client: Client) -> None:
    made, manage = reader(), owner.token()
    webhook(manage_hash=digest(manage))
    found = {"C": tokens.token(tokens.CONFIRM, made), "S": tokens.token(tokens.MANAGE, made)}
    found |= {"U": tokens.token(tokens.END, made), "W": manage}
    for method, pattern, status in BY_MAIL:
        answer = client.generic(method, re.sub(r"\b[CSUW]\b", lambda letter: found[letter[0]], pattern))
        assert (method, pattern, answer.status_code) == (method, pattern, status)
        assert answer["Cache-Control"] == "private, no-store", pattern
        assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex"), pattern
        assert (dict(answer.cookies), answer.get("Access-Control-Allow-Origin")) == ({}, None), pattern
