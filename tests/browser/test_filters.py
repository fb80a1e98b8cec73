"""Adding a filter by name: by keyboard alone in a combobox, by pointer, in Arabic, and by plain links without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import Week

from .conftest import WIDTHS, Open, sticks_out, violations

pytestmark = pytest.mark.browser


def typed(page: Page, text: str) -> None:
    page.get_by_label("Add a filter").press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()


def active(page: Page) -> str:
    """The text of the option that the box says is active."""
    found: str = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText ?? ''"
    )
    return " ".join(found.split())


def test_by_keyboard_alone(week: Week, opened: Open) -> None:
    page = opened("/en/month/2025-07/?forum=arf")
    box = page.get_by_role("combobox", name="Add a filter")
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "false")
    typed(page, "russ")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("2 matches")
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    assert active(page) == "Russia State taking part 1 meeting"
    page.keyboard.press("ArrowDown")
    assert active(page) == "Foreign Minister of Russia Post · Russia 1 meeting"
    page.keyboard.press("ArrowDown")
    assert active(page).startswith("Russia")  # round again
    page.keyboard.press("ArrowUp")
    assert active(page).startswith("Foreign")
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("russ")
    page.keyboard.press("ArrowUp")
    assert active(page).startswith("Foreign")
    page.keyboard.press("ArrowUp")
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/month/2025-07/?forum=arf&state=RU")
    expect(page.locator(".chips")).to_contain_text("Russia 1")


def test_escape_empties_and_the_list_goes_with_the_focus(week: Week, opened: Open) -> None:
    page = opened("/en/events/?page=2025")
    typed(page, "lavr")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.get_by_label("Add a filter").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert active(page) == ""
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Add a filter")).to_have_value("")
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_have_text("")
    page.get_by_label("Add a filter").fill("qqqqzz")
    expect(page.get_by_role("status")).to_have_text("0 matches")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_pointer_chooses_what_is_on_and_takes_it_away(week: Week, opened: Open) -> None:
    page = opened("/en/week/2025-W28/?person=sergey-lavrov")
    typed(page, "lavr")
    page.get_by_role("option", name="Sergey Lavrov").click()
    page.wait_for_url("**/en/week/2025-W28/")


def test_enter_without_a_choice_opens_the_page(week: Week, opened: Open) -> None:
    page = opened("/en/timeline/?page=2025")
    typed(page, "lavr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/filter/?view=timeline&page=2025&name=lavr")
    page.get_by_role("link", name="Sergey Lavrov").click()
    page.wait_for_url("**/en/timeline/?person=sergey-lavrov&page=2025")


def test_by_links_without_javascript(week: Week, opened: Open) -> None:
    page = opened("/en/month/2025-07/?forum=arf", java_script_enabled=False)
    page.get_by_label("Add a filter").fill("russ")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Russia", exact=True).click()
    expect(page).to_have_url(page.url.split("/en/")[0] + "/en/month/2025-07/?forum=arf&state=RU")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "text"), [("en", "mal"), ("ru", "росс"), ("ar", "مال")])
def test_the_open_list_in_each_language(language: str, text: str, width: str, week: Week, opened: Open) -> None:
    page = opened(f"/{language}/month/2025-07/", width)
    page.get_by_role("combobox").press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    inner, outer = (page.locator(one).bounding_box() for one in ("#offers", "#add"))
    assert inner
    assert outer
    assert abs(inner["x"] - outer["x"]) <= 1
    assert abs(inner["width"] - outer["width"]) <= 1
    assert sticks_out(page) == 0
    assert violations(page) == []
