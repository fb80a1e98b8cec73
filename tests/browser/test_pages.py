"""Every page family, wide and narrow, in three languages: nothing sticks out, and axe-core has nothing to say."""

import pytest
from django.utils.translation import override
from pytest_django.live_server_helper import LiveServer

from tests.factories import Week
from tests.web.test_pages import PAGES

from .conftest import WIDTHS, Open, resized, sticks_out, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_july_2025(language: str, width: str, week: Week, opened: Open) -> None:
    page = opened(f"/{language}/month/2025-07/", width)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator(".week").count() == 5
    assert page.locator(".umb").is_visible()
    assert sticks_out(page) == 0
    assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_every_family(language: str, week: Week, opened: Open, live_server: LiveServer) -> None:
    with override(language):
        paths = [page(week) for page in PAGES.values()]
    page = opened(paths[0])
    for path in paths:
        page.goto(f"{live_server.url}{path}")
        for width in WIDTHS:
            resized(page, width)
            assert (path, width, sticks_out(page)) == (path, width, 0)
            assert (path, width, violations(page)) == (path, width, [])


@pytest.mark.parametrize("path", ["month/2025-07/", "events/arf-32-2025/"])
def test_in_the_dark(path: str, week: Week, opened: Open) -> None:
    assert violations(opened(f"/en/{path}", color_scheme="dark")) == []


def test_the_brackets_children_stand_under_it(week: Week, opened: Open) -> None:
    """In Arabic, too, the bracket begins at its first day and ends at its last."""
    for language, starts in (("en", "x"), ("ar", "right")):
        page = opened(f"/{language}/month/2025-07/")
        box = "el => { const r = el.getBoundingClientRect(); return {x: r.left, right: r.right, top: r.top, bottom: r.bottom} }"
        bracket = page.locator(".umb").evaluate(box)
        first, last = (page.locator(f'time[datetime="2025-07-{day}"]').evaluate(box) for day in ("08", "11"))
        meeting = page.locator(".stack .ev", has_text="32").evaluate(box)
        assert abs(bracket[starts] - first[starts]) <= 1
        assert min(bracket["x"], bracket["right"]) <= min(last["x"], last["right"])
        assert meeting["top"] >= bracket["bottom"]
        assert bracket["x"] <= meeting["x"] <= meeting["right"] <= bracket["right"] + 1
