"""kill -9 of any program at any moment: what was published stays published, and reaches the exported feeds."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
import pytest

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
KILLS = 40
SOON = 30.0  # seconds for a publication to arrive in the exported feeds, restarts of a busy machine included
PUBLISH = """
import sys
from django.utils import timezone
from calendar_app.models.desk import Event
from calendar_app.review import publish
event = Event.objects.get(slug="arf-32-2025")
event.venue_en = sys.argv[1]
event.save()
publish(event, by=None, now=timezone.now(), actor="prove", reason="A fault run.")
"""
pytestmark = pytest.mark.prove


@dataclass
class House:
    """A running `up` on SQLite, with its environment and address."""

    process: "subprocess.Popen[bytes]"
    environment: dict[str, str]
    data: Path
    port: str

    def programs(self) -> list[psutil.Process]:
        """Web server, its workers, Celery's worker and beat; not the supervisor."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(json.load(answer)["status"] == "ok")
        except OSError:
            return False

    def publish(self, venue: str) -> None:
        code = f"import django; django.setup()\n{PUBLISH}"
        subprocess.run([sys.executable, "-c", code, venue], env=self.environment, cwd=ROOT, check=True)

    def exported(self, venue: str) -> bool:
        return any(venue.encode() in path.read_bytes() for path in self.data.glob("feeds/**/*.ics"))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data, port = tmp_path_factory.mktemp("kills") / "data", str(free_port())
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "STATIC_HASHED"}}
    environment |= {"CALENDAR_DATA": str(data), "PORT": port, "DJANGO_SETTINGS_MODULE": "config.settings"}
    process = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=environment)
    house = House(process, environment, data, port)
    assert within(180, house.ready)
    yield house
    house.process.send_signal(signal.SIGTERM)
    assert house.process.wait(15) == 0


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not holds():
        time.sleep(0.1)
    return holds()


@pytest.mark.parametrize("seed", range(3))
def test_killed_anywhere_nothing_published_is_lost(house: House, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(KILLS):
        time.sleep(chance.uniform(0, 2.5))
        chance.choice(house.programs()).kill()
        if number % 4 == 3:
            venue = f"Hall {seed}-{number:03}"
            house.publish(venue)
            assert within(SOON, partial(house.exported, venue)), venue
    assert within(60, house.ready)


def test_a_killed_supervisor_takes_everything_along(house: House) -> None:
    programs = house.programs()
    house.process.kill()
    house.process.wait()
    gone, alive = psutil.wait_procs(programs, timeout=15)
    assert (len(gone), alive) == (len(programs), [])
    house.process = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=house.environment)
    assert within(120, house.ready)
