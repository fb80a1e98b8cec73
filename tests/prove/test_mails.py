"""Rows 1 to 5: 10,000 reminders amid kill -9, a flushed Redis and a mail server that dies, hangs, refuses and takes half.

Each house stands on its own stores; both run at once. For three minutes nothing breaks, and two beats and two workers
send; then everything does.
"""

import json
import random
import re
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
import time_machine

from tests.services import postgres, valkey
from tests.webhooks.sink import Sink, sinking

from .crowd import KEY, MINUTES, SLUG, gather
from .editor import Editor
from .house import ROOT, UP, House, standing, within
from .post_office import Fault, Office, Taken, office, repeats, unexplained

pytestmark = pytest.mark.prove
READERS, WINDOW = 2500, 100
FOLLOWER = "follower@example.org"
PROGRAMS = ("worker", "beat", "web", "web worker")
HANGS = 13.0  # seconds, longer than a sender waits for an answer
DRAINED = 900.0  # for the last lease, and the last attempt put off
AT_MOST = 5 * 60.0  # from a publication to a mailbox


@dataclass
class World:
    """A house, its mail server, an endpoint, and what was done to them."""

    name: str
    house: House
    post: Office
    hook: Sink
    faults: list[Fault] = field(default_factory=list)
    acks: int = 0

    @property
    def editor(self) -> Editor:
        return Editor(self.house.url, "admin", self.house.told(r"First sign-in, shown only now: admin (\S+)"))

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database itself."""
        if url := self.house.environment.get("DATABASE_URL"):
            with psycopg.connect(url, autocommit=True) as postgresql:
                return postgresql.execute(question.encode()).fetchall()
        with closing(sqlite3.connect(self.house.data / "calendar.sqlite3", timeout=20)) as sqlite:
            return sqlite.execute(question).fetchall()

    def waiting(self) -> int:
        (row,) = self.rows("SELECT count(*) FROM calendar_app_delivery WHERE sent IS NULL AND failed IS NULL")
        return int(row[0])

    def broken(self, kind: str, begun: float) -> None:
        self.faults.append(Fault(kind, begun, time.time()))


@contextmanager
def world(name: str, folder: Path) -> Iterator[World]:
    settings = {"DATABASE_URL": "", "REDIS_URL": "", "STATIC_HASHED": ""}
    with ExitStack() as stack:
        if name != "SQLite":
            settings |= {"DATABASE_URL": stack.enter_context(postgres()), "REDIS_URL": stack.enter_context(valkey())}
        post, hook = stack.enter_context(office(folder / "post")), stack.enter_context(sinking(200))
        settings |= {"EMAIL_URL": f"smtp://127.0.0.1:{post.port}", "FETCH_ALSO": hook.also}
        yield World(name, stack.enter_context(standing(UP, folder, **settings)), post, hook)


@contextmanager
def doubled(house: House) -> Iterator[None]:
    """A second worker and a second beat meanwhile."""
    celery = [sys.executable, "-m", "celery", "--quiet", "--app", "config"]
    parts = (["worker", "--pool", "threads", "--without-mingle", "--without-gossip"], ["beat", "--pidfile", ""])
    with house.log.open("ab") as out:
        more = [
            subprocess.Popen([*celery, *part], cwd=ROOT, env=house.environment, stdout=out, stderr=out)
            for part in parts
        ]
    try:
        yield
    finally:
        for one in more:
            one.terminate()
        for one in more:
            one.wait(30)


def harm(there: World, chance: random.Random) -> None:
    """One thing that breaks."""
    what = chance.choices(
        ["worker", "beat", "web", "web worker", "dies", "hangs", "refuses", "half", "flushed"],
        [40, 8, 8, 14, 8, 4, 6, 6, 6],
    )[0]
    begun = time.time()
    if what in PROGRAMS:
        if what == "worker" and not there.house.awake(what):  # killed again and again before it does anything
            return
        if there.house.kill(chance, what) == "worker":
            there.broken("worker", begun)
    elif what == "hangs":
        there.post.hang(HANGS)
        there.broken(what, begun)
    elif what == "flushed":
        if url := there.house.environment.get("REDIS_URL"):
            with redis.from_url(url) as broker:
                broker.flushall()
    else:
        there.post.die()
        time.sleep(chance.uniform(0, 4))
        there.post.start("takes" if what == "dies" else what)
        there.broken(what, begun)


def amid_harm(there: World, until: float, seed: int) -> None:
    """Something breaks every second or so; meanwhile an editor publishes, whatever becomes of the connection."""
    chance, stop = random.Random(seed), threading.Event()

    def publish() -> None:
        while not stop.is_set():
            with suppress(AssertionError):  # the sign-in itself may break
                editor = there.editor
                while not stop.is_set():
                    editor.publish(SLUG, "venue_en", f"Hall {there.acks + 1:06}")
                    there.acks += 1
                    stop.wait(chance.uniform(4, 10))

    with ThreadPoolExecutor(1) as alone:
        editing = alone.submit(publish)
        try:
            while time.time() < until:
                time.sleep(chance.uniform(0.3, 2.5))
                harm(there, chance)
        finally:
            stop.set()
            there.post.die()
            there.post.start()
        editing.result(120)


def journey(there: World) -> float:
    """From the form to the mailbox with a browser's manners; returns seconds from a publication to its alert."""
    form = {"email": "journey@example.org", "forum": "prove", "alerts": "on"}
    _posted(f"{there.house.url}/en/subscribe/mail/", form)
    assert within(AT_MOST, lambda: len(there.post.letters()) == 1)
    (asked,) = there.post.letters()
    (way,) = set(re.findall(r"https?://\S+/mail/confirm/\S+/", _text(asked)))
    _posted(way, {})
    published = time.time()
    there.editor.publish(SLUG, "venue_en", "Hall 000001")
    there.acks = 1
    assert within(AT_MOST, lambda: len(there.post.letters()) == 2)
    assert "Hall 000001" in _text(there.post.letters()[1])
    return there.post.taken()[-1].at - published


def _posted(address: str, form: dict[str, str]) -> None:
    headers = {"Sec-Fetch-Site": "same-origin"}
    asked = urllib.request.Request(address, urllib.parse.urlencode(form).encode(), headers)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        assert answer.status == 200


def _text(mail: Any) -> str:
    return str(mail.get_body(("plain",)).get_content())


def judged(there: World, quiet: list[Taken]) -> str:
    """What is to be said in the end; fails where a promise is broken."""
    taken = there.post.taken()
    reminders = [one for one in taken if one.to.startswith("reader")]
    each = {to: len({one.ident for one in reminders if one.to == to}) for to in {one.to for one in reminders}}
    again = repeats(taken)
    kills, others = there.house.killed, Counter(fault.kind for fault in there.faults)
    alerts = {one.ident for one in taken if one.to == FOLLOWER}
    published = there.rows(f"SELECT count(*) FROM calendar_app_publication WHERE slug = '{SLUG}' AND number > 1")[0][0]
    calls = {headers["webhook-id"] for headers, _ in there.hook.calls}
    told = (
        f"{there.name}: {len(reminders):,} mails of {READERS * len(MINUTES):,} reminders, {sum(again.values())} came again, "
        f"at most {max(again.values(), default=0)} times; killed: {_listed(kills)} (in all {kills.total()}); "
        f"mail server: {_listed(others)}; {published} publications, {len(alerts)} alerts, {len(calls)} calls"
    )
    assert each == {f"reader{number}@example.org": len(MINUTES) for number in range(READERS)}, told
    assert repeats(quiet) == Counter(), told
    assert unexplained(taken, there.faults) == [], told
    assert sum(again.values()) <= WINDOW * len(there.faults), told
    assert len(alerts) == len(calls) == published >= there.acks, told
    for number, (headers, _) in enumerate(there.hook.calls):
        with time_machine.travel(int(headers["webhook-timestamp"]), tick=False):
            there.hook.verified(KEY, number)
    (failed,) = there.rows("SELECT count(*) FROM calendar_app_delivery WHERE failed IS NOT NULL")
    assert failed[0] == 0, told
    return told


def _listed(figures: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(figures.items()))


def told_of(name: str, folder: Path, seed: int) -> str:
    """Everything in one house."""
    with world(name, folder) as there:
        due = gather(there.house, READERS, FOLLOWER, there.hook.url)
        alert = journey(there)
        with doubled(there.house):
            done = within(due[1] - time.time() - 5, lambda: len(there.post.taken()) >= READERS)
            quiet = there.post.taken()
        assert done, f"{name}: {len(quiet)} of {READERS} while all was quiet"
        amid_harm(there, due[-1] + 45, seed)
        begun = time.time()
        assert within(DRAINED, lambda: there.waiting() == 0), f"{name}: {there.waiting()} still wait"
        drained = time.time() - begun
        time.sleep(2)
        assert within(60, there.house.ready), json.loads(_read(f"{there.house.url}/readyz"))
        said = judged(there, quiet)
        return (
            f"{said}; an alert {alert:.1f} s after its publication; the last mail {drained:.0f} s after the last fault"
        )


def _read(address: str) -> bytes:
    with suppress(urllib.error.HTTPError), urllib.request.urlopen(address, timeout=10) as answer:
        return bytes(answer.read())
    return b"{}"


def test_ten_thousand_reminders_amid_all_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadPoolExecutor(2) as both:
        names = ["SQLite", "PostgreSQL and Valkey"]
        running = [both.submit(told_of, name, tmp_path / str(seed), seed) for seed, name in enumerate(names, start=1)]
        told = [one.result() for one in running]
    with capsys.disabled():
        print("", *told, sep="\n")  # noqa: T201 - the figures are what it is for
