"""The calendar in a frame of another site, as a browser lets it in."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.factories import Week

from .conftest import WIDTHS, Open, sticks_out, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """Serves a page of another origin; gives its address."""
    pages: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(pages[-1].encode())

        def log_message(self, *_: object) -> None:
            """Tests say nothing of each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def serve(body: str) -> str:
            pages.append(body)
            return f"http://127.0.0.1:{server.server_port}/"

        yield serve
        server.shutdown()


def test_another_site_frames_it_and_no_other_page(
    week: Week, browser: Browser, live_server: LiveServer, elsewhere: Callable[[str], str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(
        elsewhere(
            f'<iframe name="let" src="{live_server.url}/en/embed/?page=2025&paper=102030" width="600" height="400"></iframe>'
            f'<iframe name="kept" src="{live_server.url}/en/events/?page=2025" width="600" height="400"></iframe>'
        )
    )
    let, kept = page.frame("let"), page.frame("kept")
    assert let
    assert kept
    assert let.locator("h1").inner_text() == "2025"
    assert let.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 32, 48)"
    assert kept.locator("h1").count() == 0
    with context.expect_page() as beside:
        let.get_by_role("link", name="32nd ASEAN Regional Forum").click()
    assert beside.value.url.endswith("/en/events/arf-32-2025/")
    context.close()


@pytest.mark.parametrize("query", ["page=2025", "view=month&page=2025-07&paper=102030"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_it_is_whole_in_every_language(language: str, width: str, query: str, week: Week, opened: Open) -> None:
    page = opened(f"/{language}/embed/?{query}", width)
    assert sticks_out(page) == 0
    assert violations(page) == []
