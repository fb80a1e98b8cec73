"""Operators see how the sending goes on, and each mail as its readers get it."""

import base64
import hashlib
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from calendar_app.admin.mails import NAMES
from calendar_app.models.readers import Delivery, Standstill, Subscription
from tests import factories as make
from tests.factories import Week
from tests.reminders.readers import asked

PAGE = "/admin/mails/"
HOUR = timedelta(hours=1)


def owe(key: str, **more: object) -> Delivery:
    now = timezone.now()
    reader = Subscription.objects.first() or asked()
    Delivery.objects.filter(kind="confirm").delete()
    return Delivery.objects.create(
        **{"key": key, "subscription": reader, "kind": "reminder", "due": now - HOUR, **more}
    )


def cells(page: str, name: str) -> list[str]:
    row = re.search(rf'<th scope="row">{name}</th>(.*?)</tr>', page)
    assert row
    return re.findall(r"<td>(\d+)</td>", row[1])


def test_what_is_due_sent_and_failed_and_why(desk: Client) -> None:
    assert "Nothing is owed, and nothing was sent." in desk.get(PAGE).content.decode()
    now = timezone.now()
    owe("due")
    owe("claimed", claimed=now)
    owe("later", due=now + HOUR, result="451 later")
    owe("sent", sent=now)
    owe("long-ago", sent=now - 48 * HOUR)
    owe("failed", failed=now, result="550 <b>no</b>")
    page = desk.get(PAGE).content.decode()
    assert cells(page, "Reminder") == ["1", "1", "1", "1", "1"]
    assert "550 &lt;b&gt;no&lt;/b&gt;" in page
    assert "451 later" in page
    Standstill.objects.create(since=now, by="somebody", reason="The server moves.")
    assert "Everything is stopped</a>: The server moves." in desk.get(PAGE).content.decode()


def test_it_looks_again_only_where_asked_and_takes_the_same_queries_for_many(desk: Client) -> None:
    assert 'http-equiv="refresh"' not in desk.get(PAGE).content.decode()
    assert '<meta http-equiv="refresh" content="10">' in desk.get(f"{PAGE}?every=10").content.decode()
    counts = []
    for number in range(3):
        owe(f"n{number}", kind=f"kind{number}", failed=timezone.now(), result=f"why {number}")
        with CaptureQueriesContext(connection) as queries:
            desk.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[2]


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("kind", NAMES)
def test_each_mail_in_each_language(desk: Client, week: Week, kind: str, language: str) -> None:
    make.publish(make.event("ahead", date="2199-01-10"))
    answer = desk.get(f"{PAGE}{kind}/{language}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<td class="raw" dir="ltr">{language}</td>' in page
    assert f'lang="{language}" tabindex="0">' in page
    framed = f'<iframe class="mail" src="{PAGE}{kind}/{language}/html/" sandbox' in page
    assert framed == (not kind.startswith("mail."))
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    inner = desk.get(f"{PAGE}{kind}/{language}/html/")
    assert inner.status_code == (200 if framed else 404)
    if framed:
        html = inner.content.decode()
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in html
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
        assert style
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        policy = inner["Content-Security-Policy"]
        assert (f"style-src 'sha256-{digest}'" in policy, "default-src 'none'" in policy, "sandbox" in policy) == (
            True, True, True,
        )  # fmt: skip
        assert inner["X-Frame-Options"] == "SAMEORIGIN"
    assert (Subscription.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_record_that_is_past_still_has_examples_and_an_empty_one_says_so(desk: Client) -> None:
    for kind in ("reminder", "change", "digest", "diary"):
        assert "The record has nothing to show this mail with." in desk.get(f"{PAGE}{kind}/en/").content.decode()
        assert desk.get(f"{PAGE}{kind}/en/html/").status_code == 404
    make.publish(make.event(date="2025-07-11"))
    for kind in ("reminder", "change", "digest", "diary"):
        assert "<iframe" in desk.get(f"{PAGE}{kind}/en/").content.decode()


def test_nobody_else_and_nothing_else(client: Client, desk: Client, db: None) -> None:
    assert desk.get(f"{PAGE}nonsense/en/").status_code == 404
    assert desk.get(f"{PAGE}digest/de/").status_code == 404
    assert f'href="{PAGE}"' in desk.get("/admin/").content.decode()
    bare = Client()
    assert bare.get(PAGE).status_code == 302
    bare.force_login(User.objects.create(username="typist", is_staff=True))
    assert [bare.get(path).status_code for path in (PAGE, f"{PAGE}digest/en/", f"{PAGE}digest/en/html/")] == [403] * 3
    assert f'href="{PAGE}"' not in bare.get("/admin/").content.decode()
