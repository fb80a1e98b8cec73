"""A published week behind a live server, and pages that note whatever went wrong in them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.factories import Week
from tests.kept import kept

WIDTHS = {"phone": 390, "desk": 1280}
AXE = Axe().axe_script
Open = Callable[..., Page]


@pytest.fixture
def week(transactional_db: None) -> Week:
    return full_week()


@kept
def full_week() -> Week:
    """Kuala Lumpur, July 2025, with enough about it to fill every part of a page."""
    made = factories.week()
    made.place.latitude, made.place.longitude = 3.139, 101.687
    made.place.save()
    vision = factories.source(
        "Strategic Vision Group", language="ar", title="لافروف في كوالالمبور", republishes=made.tass
    )
    factories.cite(made.meeting, "place", made.tass, quote="in Kuala Lumpur")
    factories.cite(made.meeting, "place", vision, quote="في كوالالمبور")
    made.meeting.start_time, made.meeting.venue_en = "11:10:00", "Convention Centre"
    made.meeting.clean_fields()
    made.meeting.save()
    common = {"parent": made.umbrella, "place": made.place, "country": made.malaysia}
    talks = factories.event(
        "talks", kind="bilateral", title_en="Sergey Lavrov – Mohamad Hasan", date="2025-07-10", **common
    )
    for party in (made.lavrov, made.hasan):
        factories.participation(talks, party)
    undated = factories.event(
        "more-talks", title_en="Further talks", date="[2025-07-10,2025-07-11]", certainty="tentative", **common
    )
    cancelled = factories.event(
        "concert", title_en="A concert", date="2025-07-22", lifecycle="cancelled", reason_en="Rain"
    )
    summit = factories.event("summit", title_en="A long summit", level="summit", date="2025-07-19/2025-07-22")
    posts = [row.post for person in (made.hasan, made.lavrov) for row in person.appointments.all()]
    factories.publish(made.umbrella, made.meeting, talks, undated, cancelled, summit, made.hasan, *posts)
    return made


class Troubled(Exception):
    """The page itself complained, or asked another host."""


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens a path at a width; fails at the end if a page logged an error or asked another host for anything."""
    troubles: list[str] = []
    contexts = []

    def open_page(path: str, width: str = "desk", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": WIDTHS[width], "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: troubles.append(message.text) if message.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request", lambda request: None if request.url.startswith(live_server.url) else troubles.append(request.url)
        )
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    if troubles:
        raise Troubled("\n".join(troubles))


def resized(page: Page, width: str) -> Page:
    """The page as it stands, in a window of another width."""
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    return page


def violations(page: Page) -> list[str]:
    """What axe-core finds, one line each; the library is brought to a page once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def sticks_out(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
