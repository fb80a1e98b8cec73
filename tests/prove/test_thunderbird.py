"""Thunderbird itself subscribes, over CalDAV and to feeds: what it keeps is the record, read-only, and it keeps up."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import User

from tests.clients.changes import EVERYTHING, missed
from tests.clients.programs import COLLECTION, Program
from tests.clients.truth import Seen, differences, moment, seen
from tests.clients.world import few

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
PROGRAM = os.environ.get("THUNDERBIRD") or shutil.which("thunderbird")
KEY = "calendar.registry.11111111-1111-4111-8111-{:012}"
ALL_DAY = 8  # of `flags` in its database
SOON = 180.0  # seconds for a start and a synchronization on a busy machine
CALENDAR = {"name": '"Calendar"', "cache.enabled": "true", "calendar-main-in-composite": "true"}
PREFERENCES: dict[str, str] = {
    "calendar.timezone.local": '"Asia/Kuala_Lumpur"',
    "datareporting.policy.dataSubmissionEnabled": "false",
    "mail.provider.suppress_dialog_on_startup": "true",
    "mail.shell.checkDefaultClient": "false",
    "mailnews.start_page.enabled": "false",
    "network.captive-portal-service.enabled": "false",
    "network.connectivity-service.enabled": "false",
}


class Thunderbird(Program):
    """A profile with a calendar for each feed; each look is a start of the program, which then synchronizes."""

    kind: ClassVar[str] = "ics"

    def __init__(self, root: Path, site: str, feeds: Sequence[str]) -> None:
        super().__init__(root, site, feeds)
        self.profile, self.home = root / "profile", root / "home"
        self.profile.mkdir()
        self.home.mkdir()
        self.keys = {feed: KEY.format(number) for number, feed in enumerate(feeds)}
        wanted = dict(PREFERENCES)
        for feed, key in self.keys.items():
            own = CALENDAR | {"type": f'"{self.kind}"', "uri": f'"{site}/{self.address(feed)}"'}
            wanted |= {f"{key}.{name}": value for name, value in own.items()}
        lines = (f'user_pref("{name}", {value});\n' for name, value in wanted.items())
        (self.profile / "user.js").write_text("".join(lines))

    def address(self, feed: str) -> str:
        return feed

    def look(self) -> dict[str, list[Seen]]:
        """What it keeps once that is the truth, or else after a long while."""
        until = time.monotonic() + SOON
        expected = self.expected(EVERYTHING)
        with self.running():
            while differences(shown := self.kept(), expected) and time.monotonic() < until:
                time.sleep(1)
        return shown

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

    def kept(self) -> dict[str, list[Seen]]:
        kept = sorted((self.profile / "calendar-data").glob("cache.sqlite*"))
        try:
            copies = [shutil.copy(path, self.home) for path in kept]
        except FileNotFoundError:  # its journal went in the meantime
            copies = []
        return {feed: self._events(copies[0], key) if copies else [] for feed, key in self.keys.items()}

    @staticmethod
    def _events(copy: str | Path, key: str) -> list[Seen]:
        asked = "SELECT id, event_start, event_end, ical_status, title, flags FROM cal_events WHERE cal_id = ?"
        try:
            with closing(sqlite3.connect(copy)) as base:
                rows = base.execute(asked, [key.removeprefix("calendar.registry.")]).fetchall()
        except sqlite3.DatabaseError:  # copied while it was being written
            return []
        return seen(
            (uid, _shown(start, flags), _shown(end, flags), status, title)
            for uid, start, end, status, title, flags in rows
        )

    def read_only(self) -> bool:
        preferences = (self.profile / "prefs.js").read_text()
        return all(f'user_pref("{key}.readOnly", true);' in preferences for key in self.keys.values())


class ThunderbirdCaldav(Thunderbird):
    caldav, takes, kind = True, COLLECTION, "caldav"

    def address(self, feed: str) -> str:
        return f"caldav/{feed.removesuffix('.ics')}/"


def _shown(microseconds: int, flags: int) -> str:
    at = datetime.fromtimestamp(microseconds / 1_000_000, UTC)
    return str(at.date()) if flags & ALL_DAY else moment(at)


@pytest.mark.parametrize("program", [Thunderbird, ThunderbirdCaldav])
def test_thunderbird_subscribes_and_keeps_up(
    program: type[Thunderbird], tmp_path: Path, live_server: Any, admin_user: User
) -> None:
    if not PROGRAM:
        pytest.skip("no Thunderbird: apt-get install thunderbird, or name its program in THUNDERBIRD")
    few()
    reader = program(tmp_path, live_server.url, list(program.expected(EVERYTHING)))
    assert missed(reader, admin_user) == []
    assert reader.read_only() == program.caldav  # to a feed it would not even try to write
