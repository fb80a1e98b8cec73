"""Name and password: noted, counted, and never a way to another site."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from calendar_app.accounts import traces
from calendar_app.models.accounts import SignIn, Sitting
from calendar_app.models.vocabulary import Outcome
from tests.accounts.people import app, person
from tests.admin.account.conftest import PASSWORD, log_in

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many attempts. Try again in a quarter of an hour, or use a passkey."


def noted() -> list[tuple[str, str]]:
    return list(SignIn.objects.order_by("pk").values_list("outcome", "name"))


def test_in_by_password_where_no_more_is_required(visitor: Client, editor: User) -> None:
    answer = log_in(visitor, next="/admin/calendar_app/event/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/calendar_app/event/")
    assert visitor.get("/admin/").status_code == 200
    assert noted() == [("password", "editor")]
    kept = SignIn.objects.values("user", "address", "browser").get()
    assert kept == {"user": editor.pk, "address": "127.0.0.0/24", "browser": "Firefox, Linux"}
    assert Sitting.objects.get().session_id == visitor.session.session_key
    assert visitor.get("/admin/login/")["Location"] == "/admin/"


def test_wrong_ones_are_told_alike_and_no_unknown_name_is_kept(visitor: Client, editor: User) -> None:
    User.objects.create(username="reader", password=editor.password)
    pages = [log_in(visitor, name, word) for name, word in (("editor", "x"), ("no-one", "x"), ("reader", PASSWORD))]
    assert len({tuple(page.context["form"].non_field_errors()) for page in pages}) == 1
    assert noted() == [("wrong_password", "editor"), ("wrong_password", ""), ("wrong_password", "reader")]


@pytest.mark.parametrize(
    "wished", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "http:///x"]
)  # fmt: skip
def test_it_leads_nowhere_else(visitor: Client, editor: User, wished: str) -> None:
    assert log_in(visitor, next=wished)["Location"] == "/admin/"
    visitor.logout()
    phone = app(editor)
    log_in(visitor, next=wished)
    assert visitor.post("/admin/login/second/", {"code": phone.now()})["Location"] == "/admin/"


def test_ten_wrong_ones_and_then_not_even_the_right_one(visitor: Client, editor: User) -> None:
    assert [log_in(visitor, password="x").status_code for _ in range(10)] == [200] * 10
    answer = log_in(visitor)
    assert (answer.status_code, answer["Retry-After"], TOO_MANY in answer.content.decode()) == (429, "900", True)
    assert [log_in(visitor).status_code for _ in range(5)] == [429] * 5
    assert noted()[9:] == [("wrong_password", "editor"), *[("too_many", "editor")] * 3]
    assert log_in(Client(REMOTE_ADDR="192.0.2.9"))["Location"] == "/admin/"


def test_right_ones_do_not_count(visitor: Client, editor: User) -> None:
    for _ in range(12):
        assert log_in(visitor).status_code == 302
        visitor.logout()


def test_a_second_factor_can_be_required(visitor: Client, editor: User, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    log_in(visitor)
    assert visitor.get("/admin/calendar_app/event/")["Location"].startswith("/admin/login/")
    assert visitor.get("/admin/login/")["Location"] == "/admin/account/"
    page = visitor.get("/admin/account/").content.decode()
    assert "A second factor is required here. Set one up to go on to the desk." in page
    assert "/admin/calendar_app/" not in page
    assert visitor.post("/admin/logout/").status_code in (200, 302)


def test_readers_without_the_staff_tick_are_shown_the_form(visitor: Client, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    visitor.force_login(User.objects.create(username="reader"))
    assert visitor.get("/admin/login/").status_code == 200
    assert visitor.get("/admin/account/")["Location"] == "/admin/login/?next=/admin/account/"
    assert visitor.post("/admin/account/codes/")["Location"] == "/admin/login/?next=/admin/account/"


def test_administrators_read_the_log_and_nobody_writes_it(visitor: Client, editor: User) -> None:
    traces.note(
        Outcome.WRONG_CODE, user=person("other"), visitor=traces.Visitor("192.0.2.0/24", "curl"), now=editor.date_joined
    )
    assert visitor.get("/admin/calendar_app/signin/").status_code == 302
    visitor.force_login(editor)
    assert visitor.get("/admin/calendar_app/signin/").status_code == 403
    editor.groups.add(Group.objects.get(name="administrator"))
    page = visitor.get("/admin/calendar_app/signin/").content.decode()
    assert [text in page for text in ("wrong code", "192.0.2.0/24", "other")] == [True, True, True]
    assert visitor.get("/admin/calendar_app/signin/add/").status_code == 403
