"""One's own sessions: seen, ended, and ended by another password."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from calendar_app.models.accounts import Sitting
from tests.admin.account.conftest import PASSWORD, log_in

pytestmark = pytest.mark.django_db
ACCOUNT, END = "/admin/account/", "/admin/account/sessions/end/"


@pytest.fixture
def browsers(editor: User) -> list[Client]:
    """Three of them, signed in."""
    made = [
        Client(HTTP_USER_AGENT=f"Firefox {system}", HTTP_ACCEPT_LANGUAGE="en")
        for system in ("Linux", "Windows", "Android")
    ]
    for browser in made:
        log_in(browser)
    return made


def alive(browsers: list[Client]) -> list[bool]:
    return [browser.get("/admin/").status_code == 200 for browser in browsers]


def test_they_are_listed_without_their_keys(browsers: list[Client]) -> None:
    page = browsers[0].get(ACCOUNT).content.decode()
    assert [page.count(f"Firefox, {system}</th>") for system in ("Linux", "Windows", "Android")] == [1, 1, 1]
    assert [key for key in Session.objects.values_list("pk", flat=True) if key in page] == []
    assert page.count("this one") == 1


def test_one_is_ended(browsers: list[Client]) -> None:
    number = Sitting.objects.get(session=browsers[1].session.session_key).pk
    browsers[0].post(END, {"number": number})
    assert "1 session ended." in browsers[0].get(ACCOUNT).content.decode()
    assert alive(browsers) == [True, False, True]


def test_all_others_are_ended(browsers: list[Client]) -> None:
    assert browsers[0].get(END)["Location"] == ACCOUNT
    browsers[0].post(END)
    assert "2 sessions ended." in browsers[0].get(ACCOUNT).content.decode()
    assert alive(browsers) == [True, False, False]


def test_nobody_ends_another_persons(browsers: list[Client]) -> None:
    stranger = Client()
    stranger.force_login(User.objects.create(username="other", is_staff=True))
    for number in [*Sitting.objects.values_list("pk", flat=True), "9" * 40, "-1", "x"]:
        stranger.post(END, {"number": number})
    assert alive(browsers) == [True, True, True]


def test_another_password_ends_the_others(browsers: list[Client]) -> None:
    words = {"old_password": PASSWORD, "new_password1": "quite-another-one-9", "new_password2": "quite-another-one-9"}
    assert browsers[0].post("/admin/password_change/", words)["Location"] == "/admin/password_change/done/"
    assert browsers[0].get(ACCOUNT).content.decode().count("Firefox, Linux</th>") == 1
    assert browsers[0].get(ACCOUNT).content.decode().count("Firefox, Windows</th>") == 0
    assert alive(browsers) == [True, False, False]


def test_a_session_is_noted_on_every_page_of_the_desk(visitor: Client, editor: User) -> None:
    visitor.force_login(editor)
    assert Sitting.objects.count() == 0
    visitor.get("/admin/")
    assert Sitting.objects.get().browser == "Firefox, Linux"
