"""The whole machine as an operator starts it: an editor moves the ARF's venue, and readers see it within seconds."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[2]
#: Seconds of patience with a busy machine: an edit takes two or three, the first exports some more.
SOON, START = 30.0, 120.0
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]  # one site for all three


@dataclass
class Site:
    """A running `manage.py up` on an embedded database of its own."""

    url: str
    password: str
    data: Path
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("up") / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")
    }
    environment = {**inherited, "CALENDAR_DATA": str(data), "PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}"}
    for name in ("STATIC_HASHED", "COVERAGE_PROCESS_CONFIG"):  # as for an operator: nobody measures the programs
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield Site(f"http://127.0.0.1:{port}", _password(process), data, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def _password(process: subprocess.Popen[str]) -> str:
    """Read what the operator reads, up to the first sign-in."""
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if found := re.search(r"sign-in.*: admin (\S+)", line):
            return found.group(1)
    pytest.fail(f"`up` ended before it told a sign-in:\n{told}")


def _get(url: str, **headers: str) -> tuple[int, Message, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def _within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return holds()


def _entry(feed: str) -> str:
    """The ARF's VEVENT of a feed, unfolded."""
    plain = feed.replace("\r\n ", "")
    return next(entry for entry in plain.split("BEGIN:VEVENT") if "URL:" in entry and "/events/arf-32-2025/" in entry)


def _sequence(feed: str) -> int:
    found = re.search(r"^SEQUENCE:(\d+)", _entry(feed), re.MULTILINE)
    assert found is not None
    return int(found.group(1))


def _sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/admin/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", site.password)
    page.click(".submit-row [type=submit]")


def _publish_venue(page: Page, site: Site, venue: str) -> None:
    page.goto(f"{site.url}/admin/calendar_app/event/?q=arf-32-2025")
    page.click('#result_list tbody th a:text-is("32nd ASEAN Regional Forum")')
    page.fill("#id_venue_en", venue)
    page.click("[name=_publish]")
    expect(page.locator(".messagelist")).to_be_visible()


def test_page_feed_file_and_history_follow_within_seconds(page: Page, site: Site) -> None:
    feed = f"{site.url}/en/forums/arf.ics"
    _, headers, before = _get(feed)
    assert _get(feed, **{"If-None-Match": headers["ETag"]})[0] == 304
    exported = site.data / "feeds"
    assert _within(START, lambda: any(exported.rglob("*.ics")))
    _sign_in(page, site)

    _publish_venue(page, site, "Kuala Lumpur Convention Centre")

    def everything_follows() -> bool:
        status, fresh, body = _get(feed, **{"If-None-Match": headers["ETag"]})
        shown = _get(f"{site.url}/en/events/arf-32-2025/")[2]
        files = [path for path in exported.rglob("*.ics") if b"Convention Centre" in path.read_bytes()]
        return (
            status == 200
            and fresh["ETag"] != headers["ETag"]
            and _sequence(body) == _sequence(before) + 1
            and shown.count("Kuala Lumpur Convention Centre") >= 2
            and bool(files)
        )

    assert _within(SOON, everything_follows)
    page.goto(f"{site.url}/en/events/arf-32-2025/")
    expect(page.locator(".log")).to_contain_text("Kuala Lumpur Convention Centre")


def test_as_of_yesterday_says_when_the_record_begins(site: Site) -> None:
    status, _, body = _get(f"{site.url}/en/events/arf-32-2025/?asof=2020-01-01")
    assert status == 404
    assert re.search(r"begins on", body)
    assert _get(f"{site.url}/en/events.ics?asof=2020-01-01")[0] == 400


def test_a_killed_worker_loses_no_export(page: Page, site: Site) -> None:
    """Published while no worker runs: the next one catches up from its cursor."""
    _sign_in(page, site)
    children = psutil.Process(site.process.pid).children(recursive=True)
    workers = [child for child in children if "worker" in " ".join(child.cmdline())]
    assert workers
    for worker in workers:
        worker.send_signal(signal.SIGKILL)

    _publish_venue(page, site, "Somewhere else entirely")

    def exported() -> bool:
        return any(b"Somewhere else entirely" in path.read_bytes() for path in (site.data / "feeds").rglob("*.ics"))

    assert _within(60, exported)
