"""A new password by mail: through a real mail server, in the person's language, once, and without telling who has an account."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from calendar_app.models.accounts import PasswordWish, SignIn
from calendar_app.models.readers import Standstill
from calendar_app.reminders import passwords
from tests.accounts.people import app
from tests.admin.account.conftest import log_in
from tests.reminders.sink import Sink, sink

pytestmark = pytest.mark.django_db
FORM, SITE = "/admin/password/", "https://calendar.example.org"
LINK = re.compile(SITE + r"(/admin/password/\w+/dcr_[\w-]+/)")
SUBJECTS = {
    "en": "A new password for the desk of the Diplomatic Calendar",
    "ru": "Новый пароль для редакции Дипломатического календаря",
    "ar": "كلمة مرور جديدة لمكتب تحرير التقويم الدبلوماسي",
}


@pytest.fixture
def post(settings: Any) -> Iterator[Sink]:
    settings.SITE_URL = SITE
    with sink(settings) as taken:
        yield taken


def text(post: Sink) -> str:
    body = post.mails[-1].get_body(("plain",))
    assert body
    return str(body.get_content())


def link(post: Sink) -> str:
    found = LINK.search(text(post))
    assert found
    return found[1]


def send(**later: Any) -> int:
    return passwords.send(now=timezone.now() + timedelta(**later), site=SITE)


@pytest.mark.parametrize("language", SUBJECTS)
def test_a_mail_in_the_persons_language_and_a_link_that_works_once(
    visitor: Client, editor: User, post: Sink, language: str
) -> None:
    other = Client()
    log_in(other)
    visitor.post(FORM, {"email": "EDITOR@example.org"}, HTTP_ACCEPT_LANGUAGE=language, HTTP_HOST="localhost")
    assert (send(), send(), len(post.mails)) == (1, 0, 1)
    mail = post.mails[0]
    assert (mail["To"], mail["Subject"], mail["Content-Language"]) == (
        "editor@example.org",
        SUBJECTS[language],
        language,
    )
    assert "editor" in text(post)
    page = visitor.get(link(post), follow=True)
    stands = page.redirect_chain[-1][0]
    assert (stands.endswith("/dcr_set-password/"), page["Referrer-Policy"]) == (True, "same-origin")
    assert "no-store" in page["Cache-Control"]
    words = {"new_password1": "quite-another-one-9", "new_password2": "quite-another-one-9"}
    assert visitor.post(stands, {**words, "new_password2": "x"}).status_code == 200
    assert visitor.post(stands, words)["Location"] == "/admin/password/complete/"
    assert authenticate(username="editor", password="quite-another-one-9") == editor
    assert 'href="/admin/login/"' in visitor.get("/admin/password/complete/").content.decode()
    assert other.get("/admin/").status_code == 302
    assert [one.outcome for one in SignIn.objects.all()] == ["new_password", "password"]
    again = visitor.get(link(post), follow=True)
    assert again.context["validlink"] is False


def test_the_link_ends_with_the_hour(visitor: Client, editor: User, post: Sink) -> None:
    visitor.post(FORM, {"email": "editor@example.org"})
    send()
    for minutes, good in ((59, True), (62, False)):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            assert visitor.get(link(post), follow=True).context["validlink"] is good


def test_nobody_is_told_who_has_an_account(visitor: Client, editor: User, post: Sink) -> None:
    User.objects.create(username="gone", email="gone@example.org", is_active=False, password=editor.password)
    User.objects.create(username="keyless", email="keyless@example.org", password="!")
    answers = set()
    for name in ("editor", "nobody", "gone", "keyless"):
        answer = visitor.post(FORM, {"email": f"{name}@example.org"})
        answers.add((answer.status_code, answer["Location"], answer.content))
    assert answers == {(302, "/admin/password/sent/", b"")}
    assert PasswordWish.objects.count() == 4
    assert (send(), post.to, PasswordWish.objects.count()) == (1, ["editor@example.org"], 0)
    assert visitor.get("/admin/password/sent/").status_code == 200


def test_one_mailbox_gets_three_an_hour_and_one_address_asks_for_twenty(
    visitor: Client, editor: User, post: Sink
) -> None:
    statuses = [visitor.post(FORM, {"email": "editor@example.org"}).status_code for _ in range(21)]
    assert statuses == [302] * 20 + [429]
    assert send() == 3


def test_a_mail_that_could_not_be_sent_is_tried_again_for_an_hour(visitor: Client, editor: User, post: Sink) -> None:
    visitor.post(FORM, {"email": "editor@example.org"})
    post.says = lambda _to: "451 later"
    assert (send(), send(), len(post.mails)) == (0, 0, 0)
    post.says = lambda _to: "250 taken"
    assert (send(), send(minutes=1), len(post.mails)) == (0, 1, 1)
    visitor.post(FORM, {"email": "editor@example.org"})
    assert (send(minutes=61), PasswordWish.objects.count()) == (0, 0)


def test_a_standstill_holds_them_back(visitor: Client, editor: User, post: Sink) -> None:
    visitor.post(FORM, {"email": "editor@example.org"})
    stop = Standstill.objects.create(since=timezone.now(), by="x", reason="x")
    assert send() == 0
    stop.delete()
    assert send() == 1
    assert str(PasswordWish(pk=7)) == "password wish 7"


def test_a_new_password_leaves_the_second_factor_where_it_is(visitor: Client, editor: User, post: Sink) -> None:
    app(editor)
    visitor.post(FORM, {"email": "editor@example.org"})
    send()
    stands = visitor.get(link(post))["Location"]
    visitor.post(stands, {"new_password1": "quite-another-one-9", "new_password2": "quite-another-one-9"})
    assert visitor.get("/admin/").status_code == 302
    assert log_in(visitor, password="quite-another-one-9")["Location"] == "/admin/login/second/"
