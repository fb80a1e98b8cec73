"""Rows 6, 7 and 27: Redis is away for a minute, PostgreSQL restarts, a program or the mail server falls silent.

What was published meanwhile is there and is told, and /readyz says what is wrong while it is.
"""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.services import postgres, valkey

from .crowd import SLUG, gather
from .editor import Editor
from .house import UP, House, standing, within
from .outages import postgres_to_restart, stop_valkey, valkey_again
from .post_office import Office, office

pytestmark = pytest.mark.prove
AWAY = 60.0  # seconds without Redis
FOLLOWER = "follower@example.org"
PAGE, FILE = f"/en/events/{SLUG}/", "en/forums/prove.ics"


@dataclass
class Asking:
    """A reader of the page: when it was answered otherwise than by 200, and the slowest answer (s)."""

    url: str
    stop: threading.Event = field(default_factory=threading.Event)
    troubles: list[tuple[float, int]] = field(default_factory=list)
    slowest: float = 0

    def run(self) -> None:
        while not self.stop.wait(0.1):
            begun = time.monotonic()
            status = self._asked()
            self.slowest = max(self.slowest, time.monotonic() - begun)
            if status != 200:
                self.troubles.append((begun, status))

    def _asked(self) -> int:
        try:
            with urllib.request.urlopen(self.url + PAGE, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (OSError, HTTPException):
            return 0

    @property
    def span(self) -> float:
        return self.troubles[-1][0] - self.troubles[0][0] + 0.1 if self.troubles else 0


@dataclass
class Town:
    house: House
    post: Office
    folder: Path
    editor: Editor
    later: ExitStack
    published: int = 0

    def publish(self) -> float:
        """The next publication; returns how long (s) its answer took."""
        begun = time.monotonic()
        self.published += 1
        return self.editor.publish(SLUG, "venue_en", f"Hall {self.published:06}") - begun

    def told(self) -> bool:
        """The follower has a mail for each publication, and the file shows the newest."""
        mails = {one.ident for one in self.post.taken() if one.to == FOLLOWER}
        file = self.house.data / "feeds" / FILE
        return len(mails) >= self.published and f"Hall {self.published:06}" in file.read_text()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with ExitStack() as stack:
        stores = {"DATABASE_URL": stack.enter_context(postgres()), "REDIS_URL": stack.enter_context(valkey())}
        later = stack.enter_context(ExitStack())  # for servers that come back: they go after the house
        post = stack.enter_context(office(folder / "post"))
        settings = {**stores, "STATIC_HASHED": "", "EMAIL_URL": f"smtp://127.0.0.1:{post.port}"}
        house = stack.enter_context(standing(UP, folder, **settings))
        gather(house, 0, FOLLOWER, "")
        editor = Editor(house.url, "admin", house.told(r"First sign-in, shown only now: admin (\S+)"))
        yield Town(house, post, folder, editor, later)


def test_without_redis_everything_goes_on_and_the_backlog_drains(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    asking, url = Asking(town.house.url), town.house.environment["REDIS_URL"]
    reader = threading.Thread(target=asking.run, daemon=True)
    usual = sorted(town.publish() for _ in range(5))[2]
    assert within(120, town.told)
    reader.start()
    stop_valkey(url)
    end, times = time.monotonic() + AWAY, list[float]()
    while time.monotonic() < end:
        time.sleep(2)
        times.append(town.publish())
    asking.stop.set()
    reader.join(30)
    town.later.enter_context(valkey_again(url, town.folder))
    back = time.monotonic()
    drained = within(120, town.told)
    took = time.monotonic() - back
    p95 = sorted(times)[int(len(times) * 0.95)]
    said = (
        f"Redis away for {AWAY:.0f} s: {len(times)} publications, 95 % within {p95:.2f} s (before: {usual:.2f} s), "
        f"{town.editor.unknown} failed; the page failed {len(asking.troubles)} times, its slowest answer "
        f"{asking.slowest:.2f} s; drained in {took:.1f} s"
    )
    with capsys.disabled():
        print(f"\n{said}")  # noqa: T201 - the figures are what it is for
    assert (drained, asking.troubles, town.editor.unknown) == (True, [], 0), said
    assert p95 < 1 + usual, said
    assert took <= 30, said


def test_a_restart_of_postgresql_costs_seconds_and_loses_nothing(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    asking = Asking(town.house.url)
    reader = threading.Thread(target=asking.run, daemon=True)
    reader.start()
    town.publish()
    editing = threading.Thread(target=lambda: [town.publish() for _ in range(3)], daemon=True)
    editing.start()
    time.sleep(0.5)
    took = town.later.enter_context(postgres_to_restart(town.house.environment["DATABASE_URL"]))
    editing.join(120)
    time.sleep(3)
    healed = within(60, town.house.ready) and within(120, town.told)
    asking.stop.set()
    reader.join(30)
    statuses = sorted({status for _, status in asking.troubles})
    said = (
        f"PostgreSQL restarted in {took:.1f} s: the page failed for {asking.span:.1f} s with {statuses}; "
        f"{town.published} publications, all of them told"
    )
    with capsys.disabled():
        print(f"\n{said}")  # noqa: T201 - the figures are what it is for
    assert (editing.is_alive(), healed) == (False, True), said
    assert asking.span <= 10 + took, said
    assert set(statuses) <= {503}, said


def red(house: House) -> list[str]:
    """What /readyz says is red."""
    try:
        with urllib.request.urlopen(f"{house.url}/readyz", timeout=20) as answer:
            said = json.load(answer)
    except urllib.error.HTTPError as error:
        said = json.load(error)
    return list(said["red"])


def until_red(house: House, part: str) -> float:
    begun = time.monotonic()
    assert within(60, lambda: part in red(house)), part
    return time.monotonic() - begun


def test_a_fault_is_red_within_thirty_seconds_and_green_when_it_is_over(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    assert within(60, town.house.ready)
    took: dict[str, float] = {}
    for name in ("beat", "worker"):
        (program,) = town.house.programs()[name]
        program.suspend()
        took[name] = until_red(town.house, name)
        program.resume()
        assert within(120, town.house.ready), red(town.house)
    town.post.die()
    town.publish()
    took["mails"] = until_red(town.house, "mails")
    town.post.start()
    assert within(120, lambda: town.told() and town.house.ready()), red(town.house)
    said = ", ".join(f"{part} {seconds:.1f} s" for part, seconds in took.items())
    with capsys.disabled():
        print(f"\nsilent until red: {said}")  # noqa: T201 - the figures are what it is for
    assert max(took.values()) <= 30, said
