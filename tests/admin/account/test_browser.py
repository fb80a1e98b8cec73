"""In a real browser: an app set up, a passkey made and used, the session ended; every page without a barrier or a complaint."""

from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from calendar_app.accounts import recovery
from calendar_app.models.accounts import SignIn
from tests.accounts.people import app
from tests.admin.account.conftest import PASSWORD, hashed
from tests.browser.conftest import WIDTHS, resized, sticks_out, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def editor(transactional_db: None) -> User:
    return User.objects.create(
        username="editor", email="editor@example.org", is_superuser=True, is_staff=True, password=hashed()
    )


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, settings: Any) -> Iterator[Page]:
    """A browser with a key of its own, and where a second factor is required. It asks nobody but the site for anything."""
    settings.REQUIRE_MFA = True
    context = browser.new_context(base_url=live_server.url, locale="en")
    made = context.new_page()
    troubles: list[str] = []
    made.on("pageerror", lambda error: troubles.append(str(error)))
    made.on("request", lambda asked: None if asked.url.startswith(live_server.url) else troubles.append(asked.url))
    keys = context.new_cdp_session(made)
    keys.send("WebAuthn.enable")
    made.authenticator = keys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]  # type: ignore[attr-defined]
    made.keys = keys  # type: ignore[attr-defined]
    yield made
    context.close()
    assert troubles == []


def sign_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/login/")


def test_a_person_sets_up_both_and_comes_back_by_each(page: Page, editor: User) -> None:
    sign_in(page)
    expect(page.get_by_text("A second factor is required here.")).to_be_visible()
    page.get_by_role("link", name="Set up an authenticator app").click()
    phone = pyotp.TOTP(page.locator(".key").inner_text().replace(" ", ""))
    page.get_by_label("Six digits").fill(phone.now())
    page.keyboard.press("Enter")
    expect(page.locator(".codes li")).to_have_count(10)
    code = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_label("Name of the passkey").fill("Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("rowheader", name="Laptop")).to_be_visible()

    sign_out(page)
    page.goto("/admin/login/?next=/admin/auth/user/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Select user to change")).to_be_visible()
    sign_out(page)
    sign_in(page)
    page.get_by_label("Code of the app, or a recovery code").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The desk")).to_be_visible()
    sign_out(page)
    sign_in(page)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="The desk")).to_be_visible()
    outcomes = list(SignIn.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["password", "factor_added", "factor_added", "passkey", "recovery", "passkey"]


def test_a_key_that_its_owner_does_not_unlock_opens_nothing(page: Page, editor: User) -> None:
    page.goto("/admin/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No passkey was given. Try again, or sign in otherwise.")).to_be_visible()
    keys, which = page.keys, {"authenticatorId": page.authenticator}  # type: ignore[attr-defined]
    keys.send("WebAuthn.setUserVerified", {**which, "isUserVerified": False})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No passkey was given. Try again, or sign in otherwise.")).to_be_visible()
    assert SignIn.objects.count() == 0


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_every_page_fits_and_has_no_barrier(
    browser: Browser, live_server: LiveServer, editor: User, language: str
) -> None:
    phone = app(editor)
    recovery.renew(user=editor)
    context = browser.new_context(base_url=live_server.url, locale=language)
    page = context.new_page()
    found: list[Any] = []

    def look(path: str) -> None:
        if path:
            page.goto(path)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
            language, "rtl" if language == "ar" else "ltr",
        ]  # fmt: skip
        for width in WIDTHS:
            found.extend((page.url, width, sticks_out(resized(page, width))) for _ in range(1) if sticks_out(page) > 0)
        found.extend(violations(page))

    for path in (
        "/admin/login/",
        "/admin/password/",
        "/admin/password/sent/",
        "/admin/password/complete/",
        "/admin/password/x/dcr_y/",
    ):
        look(path)
    page.goto("/admin/login/")
    page.locator("#id_username").fill("editor")
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second/")
    look("")
    page.locator("#code").fill(phone.now())
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    for path in ("/admin/account/", "/admin/account/app/", "/admin/calendar_app/signin/"):
        look(path)
    page.goto("/admin/account/")
    page.locator("form[action$='/codes/'] button").click()
    page.wait_for_selector(".codes")
    look("")
    context.close()
    assert found == []
