"""Readers who never stop asking, each at one face, and what is to be said of all that they saw.

Every publication carries a number, so a reading is a number too: the publication that the face showed.
"""

import gzip
import random
import re
import threading
import time
import urllib.error
import urllib.request
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import accumulate
from typing import NamedTuple, Self

from .house import House, Whole

NOTHING = -1
SLUG = "arf-32-2025"
#: Face → address, and how the publication's number stands in it.
ASKED = {
    "page": (f"/en/events/{SLUG}/", rb"<p>Hall (\d{6})</p>"),
    "api": (f"/api/v1/events/{SLUG}/", rb'"venue":\s*\{"en":\s*"Hall (\d{6})"'),
    "feed": ("/en/events.ics?forum=arf", rb"\r\nLOCATION[^:]*:Hall (\d{6})"),
    "named feed": ("/en/forums/arf.ics", rb"\r\nLOCATION[^:]*:Hall (\d{6})"),
    "json feed": ("/en/forums/arf.json", rb'"venue":"Hall (\d{6})"'),
}
KEPT = {"file": "en/forums/arf.ics", "file, packed": "en/forums/arf.ics.gz"}


class Reading(NamedTuple):
    """Asked and answered (monotonic seconds), and the number shown."""

    asked: float
    answered: float
    number: int


class Ack(NamedTuple):
    number: int
    at: float


@dataclass
class History:
    """What a face showed, in the order of asking, and its answers that were no answers."""

    readings: list[Reading] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def shows(self, number: int) -> bool:
        return bool(self.readings) and self.readings[-1].number >= number


def vanished(history: History) -> list[Reading]:
    """Readings that show less than one whose answer was there before they were asked."""
    done = sorted((one.answered, one.number) for one in history.readings)
    ends = [end for end, _ in done]
    best = [NOTHING, *accumulate((number for _, number in done), max)]
    return [one for one in history.readings if one.number < best[bisect_right(ends, one.asked)]]


def took(history: History, ack: Ack, whole: Iterable[Whole]) -> float:
    """The longest time (s) for which the house was whole, the publication acknowledged, and the face without it.

    Infinite where the face never showed it.
    """
    came = next((one.answered for one in history.readings if one.number >= ack.number), float("inf"))
    waits = [min(came, stretch.until) - max(ack.at, stretch.since) for stretch in whole]
    return max([0.0, *waits])


class Readers:
    """A thread a face, asking about twice a second, from `with` to its end."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.chance = house, random.Random(seed)
        self.stop = threading.Event()
        self.histories = {name: History() for name in (*ASKED, *KEPT)}
        asking: dict[str, Callable[[], bytes]] = {
            **{name: self._asked(path) for name, (path, _) in ASKED.items()},
            **{name: self._kept(path) for name, path in KEPT.items()},
        }
        patterns = {name: pattern for name, (_, pattern) in ASKED.items()}
        self.threads = [
            threading.Thread(target=self._read, args=(name, ask, patterns.get(name, ASKED["feed"][1])), daemon=True)
            for name, ask in asking.items()
        ]
        self.threads.append(threading.Thread(target=house.watch, args=(self.stop,), daemon=True))

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(30)

    def all_show(self, number: int) -> bool:
        return all(history.shows(number) for history in self.histories.values())

    def _read(self, name: str, ask: Callable[[], bytes], pattern: bytes) -> None:
        history = self.histories[name]
        while not self.stop.wait(self.chance.uniform(0.2, 0.7)):
            asked = time.monotonic()
            with suppress(OSError, HTTPException, EOFError):  # nobody there, or killed in the middle
                try:
                    body = ask()
                except urllib.error.HTTPError as error:
                    history.faults.append(f"{name}: {error.code}")
                    continue
                found = re.search(pattern, body)
                history.readings.append(Reading(asked, time.monotonic(), int(found[1]) if found else NOTHING))

    def _asked(self, path: str) -> Callable[[], bytes]:
        def ask() -> bytes:
            with urllib.request.urlopen(self.house.url + path, timeout=20) as answer:
                return bytes(answer.read())

        return ask

    def _kept(self, path: str) -> Callable[[], bytes]:
        file = self.house.data / "feeds" / path

        def ask() -> bytes:
            data = file.read_bytes() if file.exists() else b""
            return gzip.decompress(data) if data and path.endswith(".gz") else data

        return ask


def figures(histories: dict[str, History], acks: Sequence[Ack], whole: Sequence[Whole]) -> dict[str, float]:
    """Face → the worst of `took` over all publications."""
    return {name: max(took(history, ack, whole) for ack in acks) for name, history in histories.items()}
