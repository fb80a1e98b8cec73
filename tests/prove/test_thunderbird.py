"""Thunderbird itself subscribes over CalDAV: what it keeps is the record, read-only, and it keeps up."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.caldav.test_clients import all_that_happens
from tests.entries.scenario import Record, record

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
PROGRAM = os.environ.get("THUNDERBIRD") or shutil.which("thunderbird")
KEY = "calendar.registry.11111111-1111-4111-8111-111111111111"
SOON = 180.0  # seconds for a start and a synchronization on a busy machine
PREFERENCES: dict[str, str] = {
    f"{KEY}.type": '"caldav"',
    f"{KEY}.name": '"ARF"',
    f"{KEY}.cache.enabled": "true",
    f"{KEY}.calendar-main-in-composite": "true",
    "calendar.timezone.local": '"Asia/Kuala_Lumpur"',
    "datareporting.policy.dataSubmissionEnabled": "false",
    "mail.provider.suppress_dialog_on_startup": "true",
    "mail.shell.checkDefaultClient": "false",
    "mailnews.start_page.enabled": "false",
    "network.captive-portal-service.enabled": "false",
    "network.connectivity-service.enabled": "false",
}


class Thunderbird:
    """A profile that subscribes to one calendar."""

    def __init__(self, root: Path, address: str) -> None:
        self.profile = root / "profile"
        self.home = root / "home"
        self.profile.mkdir()
        self.home.mkdir()
        wanted = PREFERENCES | {f"{KEY}.uri": f'"{address}"'}
        lines = (f'user_pref("{name}", {value});\n' for name, value in wanted.items())
        (self.profile / "user.js").write_text("".join(lines))

    @contextmanager
    def running(self) -> Iterator[None]:
        assert PROGRAM
        with (self.home / "log").open("ab") as log:
            process = subprocess.Popen(
                [PROGRAM, "--headless", "--no-remote", "--profile", self.profile],
                env={**os.environ, "HOME": str(self.home), "MOZ_HEADLESS": "1"}, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
            try:
                yield
            finally:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(60)

    def events(self) -> list[str]:
        """UID's last digit, start in UTC, status and title of what it keeps."""
        kept = self.profile / "calendar-data"
        copies = [shutil.copy(path, self.home) for path in sorted(kept.glob("cache.sqlite*"))]
        if not copies:
            return []
        with sqlite3.connect(copies[0]) as base:
            rows = base.execute("SELECT id, event_start, ical_status, title FROM cal_events ORDER BY id").fetchall()
        return [f"{uid[-1]}|{_moment(start)}|{status}|{title}" for uid, start, status, title in rows]

    def sees(self, expected: list[str]) -> None:
        _wait(lambda: self._events() == expected)
        assert self.events() == expected

    def _events(self) -> list[str]:
        try:
            return self.events()
        except (sqlite3.DatabaseError, FileNotFoundError):  # copied while it was being written
            return []

    def read_only(self) -> bool:
        return f'user_pref("{KEY}.readOnly", true);' in (self.profile / "prefs.js").read_text()


def _moment(microseconds: int) -> str:
    return f"{datetime.fromtimestamp(microseconds / 1_000_000, UTC):%Y-%m-%d %H:%M}"


def _wait(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not condition() and time.monotonic() < until:
        time.sleep(1)


@pytest.fixture
def events(transactional_db: None) -> Record:
    if not PROGRAM:
        pytest.skip("no Thunderbird: install it, or name its program in THUNDERBIRD")
    return record()


def test_thunderbird_subscribes_and_keeps_up(
    events: Record, tmp_path: Path, live_server: Any, admin_user: User
) -> None:
    reader = Thunderbird(tmp_path, f"{live_server.url}/caldav/ru/arf/")
    with reader.running():
        reader.sees([
            "2|2025-07-11 03:10|CONFIRMED|32-й Региональный форум АСЕАН",
            "4|2025-06-10 00:00|TENTATIVE|Отложено: ARF senior officials",
            "6|2025-09-02 03:30|TENTATIVE|ARF seminar",
        ])  # fmt: skip
    assert reader.read_only()
    all_that_happens(events, admin_user)
    with reader.running():
        reader.sees([
            "2|2025-07-10 06:00|CONFIRMED|32-й Региональный форум АСЕАН",
            "5|2026-07-24 00:00|CONFIRMED|33rd ASEAN Regional Forum",
            "6|2025-09-02 03:30|CANCELLED|Отменено: ARF seminar",
        ])  # fmt: skip
