"""Pictures of every view in each language, at the width of a phone and of a desk, and in the dark, for a person to look at.

`python3 dev.py look [folder]` runs the shipped record on a site of its own, and leaves the pictures and a page that shows
them side by side in the folder (.look). It ends with an error where a page fails or is wider than its window.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, sync_playwright

from tests.chromium import bring

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ru", "ar")
#: Name → width, height and colour scheme.
WINDOWS = {"phone": (390, 844, "light"), "desk": (1280, 900, "light"), "dark": (1280, 900, "dark")}
PATIENCE = 240  # seconds until the record is loaded and the site answers
VIEWS = {
    "home": "", "year": "year/2025/", "month": "month/2025-07/", "week": "week/2025-W28/", "agenda": "events/?page=2025",
    "agenda-day": "events/?from=2025-07-11&to=2025-07-11", "agenda-filtered": "events/?forum=arf&state=MY&page=2025",
    "agenda-empty": "events/?forum=arf&kind=bilateral", "agenda-asof": "events/?page=2025&asof=2030-01-01",
    "timeline": "timeline/", "timeline-year": "timeline/?page=2025", "event": "events/arf-32-2025/",
    "event-week": "events/amm-week-2025/", "event-bilateral": "events/bi-2025-07-10-lavrov-rubio/", "forum": "forums/arf/",
    "state": "states/MY/", "person": "people/sergey-lavrov/", "post": "posts/foreign-minister-ru/",
    "place": "places/kuala-lumpur/", "outcomes": "outcomes/", "changes": "changes/", "search": "search/?q=lavrov",
    "search-none": "search/?q=qqqq", "subscribe": "subscribe/?forum=arf", "report": "report/?page=/en/events/arf-32-2025/",
    "embed": "embed/?page=2025&forum=arf", "embed-month": "embed/?view=month&page=2025-07&paper=fffbf0&link=7a1f5c",
    "error-400": "events/?forum=nothing", "error-404": "events/nothing/",
}  # fmt: skip


@contextmanager
def site(log: Path) -> Iterator[str]:
    """The site with the shipped record, by its address; raises TimeoutError where it does not come up, `log` says why."""
    with tempfile.TemporaryDirectory() as data, socket.socket() as free, log.open("w") as said:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = {**os.environ, "CALENDAR_DATA": data, "PORT": str(port)}
        running = subprocess.Popen(
            [sys.executable, "manage.py", "up"], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait(address)
            yield address
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait()


def wait(address: str) -> None:
    """Until the site is ready; raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise TimeoutError(f"{address} is not ready after {PATIENCE} s")


def take(browser: Browser, address: str, folder: Path) -> list[str]:
    """Take every picture; returns what went wrong, a line each."""
    troubles = []
    for window, (width, height, scheme) in WINDOWS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page = context.new_page()
        for language in LANGUAGES:
            for view, path in VIEWS.items():
                answer = page.goto(f"{address}/{language}/{path}")
                status = answer.status if answer else 0
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if status != (int(view[-3:]) if view.startswith("error") else 200) or wide > 0:
                    troubles.append(f"{view}, {language}, {window}: status {status}, {wide} px too wide")
                page.screenshot(
                    path=folder / f"{view}.{language}.{window}.jpg", full_page=True, type="jpeg", quality=80
                )
        context.close()
    return troubles


def index(folder: Path) -> None:
    """A page with all pictures: a line a view, its languages side by side."""
    lines = ["<!doctype html><meta charset=utf-8><title>All views</title>"]
    for view, path in VIEWS.items():
        for window in WINDOWS:
            lines.append(f"<h2>{escape(view)} · {window} · {escape(path)}</h2>")
            shots = (f"{view}.{language}.{window}.jpg" for language in LANGUAGES)
            lines += [
                f'<a href="{shot}"><img src="{shot}" width="420" loading="lazy" alt="{shot}"></a>' for shot in shots
            ]
    (folder / "index.html").write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Take the pictures into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".look").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with site(folder / "site.log") as address, sync_playwright() as programs:
        browser = programs.chromium.launch(executable_path=bring(), args=["--no-sandbox"])
        troubles = take(browser, address, folder)
        browser.close()
    index(folder)
    print(*troubles, f"{len(VIEWS) * len(LANGUAGES) * len(WINDOWS)} pictures: {folder / 'index.html'}", sep="\n")
    sys.exit(bool(troubles))


if __name__ == "__main__":
    main()
