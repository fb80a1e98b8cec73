"""The second step: the password alone opens nothing."""

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from calendar_app.accounts import recovery
from calendar_app.models.accounts import SignIn
from tests.accounts.people import app
from tests.admin.account.conftest import log_in

pytestmark = pytest.mark.django_db
STEP = "/admin/login/second/"


def test_in_by_password_and_app(visitor: Client, editor: User) -> None:
    phone = app(editor)
    assert log_in(visitor, next="/admin/calendar_app/event/")["Location"] == STEP
    assert [visitor.get(path).status_code for path in ("/admin/", "/admin/account/", STEP)] == [302, 302, 200]
    wrong = visitor.post(STEP, {"code": "000000"})
    assert (wrong.status_code, "This code is wrong, used, or too old." in wrong.content.decode()) == (400, True)
    assert visitor.post(STEP, {"code": phone.now()})["Location"] == "/admin/calendar_app/event/"
    assert visitor.get("/admin/").status_code == 200
    assert list(SignIn.objects.order_by("pk").values_list("outcome", flat=True)) == ["wrong_code", "app"]
    assert visitor.get(STEP)["Location"] == "/admin/login/"


def test_in_by_password_and_recovery_code(visitor: Client, editor: User) -> None:
    app(editor)
    codes = recovery.renew(user=editor)
    log_in(visitor)
    assert visitor.post(STEP, {"code": codes[3]})["Location"] == "/admin/"
    assert (editor.recovery_codes.count(), SignIn.objects.get().outcome) == (9, "recovery")


def test_right_codes_do_not_count(visitor: Client, editor: User) -> None:
    app(editor)
    for _ in range(12):
        log_in(visitor)
        code = recovery.renew(user=editor)[0]
        assert visitor.post(STEP, {"code": code}).status_code == 302
        visitor.logout()


def test_ten_codes_an_hour(visitor: Client, editor: User) -> None:
    phone = app(editor)
    log_in(visitor)
    assert [visitor.post(STEP, {"code": "000000"}).status_code for _ in range(10)] == [400] * 10
    assert visitor.post(STEP, {"code": phone.now()}).status_code == 429
    assert SignIn.objects.first().outcome == "too_many"  # type: ignore[union-attr]
    assert visitor.get("/admin/").status_code == 302


def test_without_a_password_first_there_is_no_step(visitor: Client, editor: User) -> None:
    phone = app(editor)
    assert visitor.get(STEP)["Location"] == "/admin/login/"
    assert visitor.post(STEP, {"code": phone.now()})["Location"] == "/admin/login/"


def test_it_waits_ten_minutes_and_for_the_password_that_was_right(visitor: Client, editor: User) -> None:
    app(editor)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(visitor)
        clock.shift(600)
        assert visitor.get(STEP).status_code == 200
        clock.shift(1)
        assert visitor.get(STEP)["Location"] == "/admin/login/"
    log_in(visitor)
    editor.set_password("another long password")
    editor.save()
    assert visitor.get(STEP)["Location"] == "/admin/login/"
    User.objects.update(is_active=False)
    assert visitor.get(STEP)["Location"] == "/admin/login/"
