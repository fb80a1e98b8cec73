"""A running house whose programs can be killed: what runs, since when all of it runs, and how much was killed."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
UP = ["manage.py", "up"]
#: The programs of `up` alone, for a database that holds its record already.
PROGRAMS = ["-c", (
    "import django; django.setup()\n"
    "from calendar_app.management.commands import up\n"
    "from calendar_app.management.supervisor import Supervisor\n"
    "house = Supervisor(up.children(), print)\n"
    "house.listen()\n"
    "house.until(lambda: False, seconds=float('inf'))\n"
    "house.stop()"
)]  # fmt: skip


class Whole(NamedTuple):
    """A stretch of time (monotonic seconds) in which every program ran and answered; `until` is inf while it lasts."""

    since: float
    until: float


@dataclass
class House:
    """Web server with its workers, Celery's worker and beat under their supervisor."""

    process: "subprocess.Popen[bytes]"
    environment: dict[str, str]
    log: Path
    killed: Counter[str] = field(default_factory=Counter)
    stretches: list[Whole] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return Path(self.environment["CALENDAR_DATA"])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.environment['PORT']}"

    def told(self, pattern: str) -> str:
        """What a line of its log says, by the pattern's first group; it may be just about to say it."""
        assert within(20, lambda: re.search(pattern, self.log.read_text()) is not None), self.log.read_text()
        said: str = re.findall(pattern, self.log.read_text())[0]
        return said

    def programs(self) -> dict[str, list[psutil.Process]]:
        """By name: `web` is the web server, `web worker` what it started."""
        found: dict[str, list[psutil.Process]] = {"web": [], "web worker": [], "worker": [], "beat": []}
        with suppress(psutil.NoSuchProcess):
            for one in psutil.Process(self.process.pid).children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    found[_name(one, self.process.pid)].append(one)
        return found

    def kill(self, chance: random.Random, *names: str) -> str:
        """kill -9 of any one program, or of any of these names; returns its name, "" where none of them runs."""
        alive = [(name, one) for name, some in self.programs().items() for one in some if not names or name in names]
        if not alive:
            return ""
        name, one = chance.choice(alive)
        with suppress(psutil.NoSuchProcess):
            self.killed[name] += 1
            self._broken()
            one.kill()
        return name

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                return True
        except OSError:
            return False

    def whole(self) -> bool:
        """Whether all programs run, and worker and beat gave a sign of life since they were started."""
        found = self.programs()
        if [len(found[name]) for name in ("web", "worker", "beat")] != [1, 1, 1] or not found["web worker"]:
            return False
        with suppress(OSError):
            awake = [self.awake(name, found) for name in ("worker", "beat")]
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                return all(awake)
        return False

    def awake(self, name: str, found: dict[str, list[psutil.Process]] | None = None) -> bool:
        """Whether worker or beat has given a sign of life since it was started."""
        with suppress(OSError, psutil.NoSuchProcess):
            pulse = (self.data / "run" / f"{name}.pulse").stat().st_mtime
            return any(pulse >= one.create_time() for one in (found or self.programs())[name])
        return False

    def watch(self, stop: threading.Event) -> None:
        """Keep `stretches` until told to stop."""
        while not stop.wait(0.1):
            kills = self.killed.total()
            if (self.stretches and self.stretches[-1].until == float("inf")) or not self.whole():
                continue
            if kills == self.killed.total():  # nobody was killed while we looked
                self.stretches.append(Whole(time.monotonic(), float("inf")))

    def _broken(self) -> None:
        if self.stretches and self.stretches[-1].until == float("inf"):
            self.stretches[-1] = Whole(self.stretches[-1].since, time.monotonic())


def _name(one: psutil.Process, supervisor: int) -> str:
    command = " ".join(one.cmdline())
    if "celery" in command:
        return "beat" if " beat" in command else "worker"
    return "web" if one.ppid() == supervisor else "web worker"


@contextmanager
def standing(command: list[str], root: Path, **settings: str) -> Iterator[House]:
    """The house on its own port with its data below `root`; `settings` go to its environment, empty ones are unset."""
    port = str(free_port())
    own = {"CALENDAR_DATA": str(root / "data"), "PORT": port, "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment = {name: value for name, value in (os.environ | own | settings).items() if value}
    log = root / "log"
    with log.open("ab") as out:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=out, stderr=out)
    house = House(process, environment, log)
    try:
        assert within(300, lambda: house.ready() and house.whole()), log.read_text()[-3000:]
        yield house
    finally:
        house.process.send_signal(signal.SIGTERM)
        assert house.process.wait(20) == 0


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not holds():
        time.sleep(0.1)
    return holds()
