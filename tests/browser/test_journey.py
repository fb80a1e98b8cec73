"""The main journey: by keyboard, without JavaScript, and what a script adds."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import Week

from .conftest import Open, violations

pytestmark = pytest.mark.browser


def journey(page: Page) -> None:
    """From the month to the event, its quotes, its forum, and the forum's subscription."""
    page.get_by_role("link", name="32nd ASEAN Regional Forum").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("32nd ASEAN Regional Forum")
    quotes = page.locator("#said-where")
    expect(quotes).to_be_hidden()
    page.get_by_role("button", name="Why we know: Where").click()
    expect(quotes).to_be_visible()
    expect(quotes).to_contain_text("في كوالالمبور")
    page.keyboard.press("Escape")
    expect(quotes).to_be_hidden()
    page.locator(".facts").get_by_role("link", name="ASEAN Regional Forum", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ASEAN Regional Forum")
    page.locator(".head").get_by_role("link", name="Subscribe").click()
    expect(page.locator("#https")).to_contain_text("/en/events.ics?forum=arf")


@pytest.mark.parametrize("script", [True, False])
def test_from_the_month_to_a_subscription(script: bool, week: Week, opened: Open) -> None:  # a test's parameter
    journey(opened("/en/month/2025-07/", java_script_enabled=script))


def test_by_keyboard_alone(week: Week, opened: Open) -> None:
    page = opened("/en/events/arf-32-2025/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('popovertarget')") == "said-where":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#said-where")).to_be_visible()
    assert violations(page) == []


def test_filters_keep_when_view_and_language_change(week: Week, opened: Open) -> None:
    page = opened("/en/month/2025-07/")
    page.locator(".chips").get_by_role("link", name="ARF").click()
    expect(page).to_have_url(page.url.split("/en/")[0] + "/en/month/2025-07/?forum=arf")
    page.get_by_role("link", name="Agenda").first.click()
    page.get_by_role("link", name="العربية").click()
    assert page.url.endswith("/ar/events/?forum=arf")
    expect(page.locator(".chips .on")).to_contain_text("ARF")


def test_folding_needs_no_script(week: Week, opened: Open) -> None:
    page = opened("/en/month/2025-07/", java_script_enabled=False)
    page.get_by_role("link", name="fold 2").click()
    expect(page.get_by_role("link", name="32nd ASEAN Regional Forum")).to_have_count(0)
    page.get_by_role("link", name="unfold 2").click()
    expect(page.get_by_role("link", name="32nd ASEAN Regional Forum")).to_be_visible()


def test_arrows_turn_the_months(week: Week, opened: Open) -> None:
    page = opened("/en/month/2025-07/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/en/month/2025-08/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/en/month/2025-07/")
    page = opened("/ar/month/2025-07/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/ar/month/2025-08/")


def focused_day(page: Page) -> str | None:
    day: str | None = page.evaluate("document.activeElement.dataset.day ?? null")
    return day


def test_arrows_lead_from_day_to_day(week: Week, opened: Open) -> None:
    page = opened("/en/month/2025-07/#d-2025-07-10")
    for key, day in (("ArrowRight", "11"), ("ArrowDown", "18"), ("ArrowLeft", "17"), ("ArrowUp", "10")):
        page.keyboard.press(key)
        assert focused_day(page) == f"2025-07-{day}"
    assert page.locator("a[data-day][tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/events/?from=2025-07-10&to=2025-07-10")
    page = opened("/ar/week/2025-W28/#d-2025-07-13")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/ar/week/2025-W29/#d-2025-07-14")
    assert focused_day(page) == "2025-07-14"
    page = opened("/en/year/2025/#d-2025-07-11")
    page.keyboard.press("ArrowRight")
    assert focused_day(page) == "2025-07-19"  # the next busy day


def test_letters_open_the_views(week: Week, opened: Open) -> None:
    page = opened("/en/month/2025-07/?forum=arf")
    for letter, path in (
        ("w", "week/2025-W27/"),
        ("y", "year/2025/"),
        ("t", "timeline/"),
        ("a", "events/"),
        ("d", "events/"),
    ):
        page.keyboard.press(letter)
        page.wait_for_url(f"**/en/{path}?forum=arf*")
    page.get_by_role("button", name="Turn the letter keys off").click()
    page.locator("h1").click()
    page.keyboard.press("m")
    page.reload()
    expect(page.get_by_role("button", name="Turn the letter keys on")).to_be_visible()
    assert "/en/events/" in page.url
    expect(opened("/en/month/2025-07/", java_script_enabled=False).locator(".keys")).to_be_hidden()


def test_the_readers_own_time(week: Week, opened: Open) -> None:
    page = opened("/en/events/arf-32-2025/", timezone_id="Europe/Moscow")
    expect(page.locator("[data-local]")).to_have_text("Your time: Friday, 06:10 GMT+3")
    at_home = opened("/en/events/arf-32-2025/", timezone_id="Asia/Kuala_Lumpur")
    expect(at_home.locator("[data-local]")).to_be_hidden()


def test_copying_the_address(week: Week, opened: Open) -> None:
    page = opened("/en/subscribe/?forum=arf", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the https address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "http://127.0.0.1:8000/en/events.ics?forum=arf"
    expect(opened("/en/subscribe/", java_script_enabled=False).locator("[data-copy]").first).to_be_hidden()


def test_arabic_loads_arabic_faces_and_english_does_not(week: Week, opened: Open) -> None:
    def faces(path: str) -> set[str]:
        page = opened(path)
        page.evaluate("document.fonts.ready")
        loaded = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
        )
        return set(loaded)

    assert {"Naskh", "Plex Arabic"} <= faces("/ar/month/2025-07/")
    assert "Naskh" not in faces("/en/outcomes/")
