"""kill -9 of any program at any moment: what an editor was told is published is in every face, soon and for good."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import psutil
import pytest
from django.contrib.auth.models import User

from tests import factories as make
from tests.services import postgres, valkey

from .editor import Editor
from .house import PROGRAMS, ROOT, UP, House, Whole, standing, within
from .readers import SLUG, Ack, History, Readers, Reading, figures, took, vanished

SOON = 5.0  # seconds, from the acknowledgement or from the recovery
PATIENCE = 90.0  # for a busy machine to start again what was killed
KILLS = 40
ALWAYS = [Whole(0, float("inf"))]


def killed(house: House, editor: Editor, *, seed: int, rounds: int, span: float = 6) -> str:
    """So many publications, each amid four kills at random moments of `span` seconds; the figures, or it fails."""
    chance = random.Random(seed)
    acks: list[Ack] = []
    before, unknown, house.stretches = house.killed.copy(), editor.unknown, []
    with Readers(house, seed) as readers:
        for number in range(1000 * seed, 1000 * seed + rounds):
            acks.append(_published_amid_kills(house, editor, number, chance, span))
            assert within(PATIENCE, partial(readers.all_show, number)), _lacking(readers, number)
        time.sleep(2)  # whoever asked before still answers
    histories, kills = readers.histories, house.killed - before
    worst, stopwatch = figures(histories, acks, house.stretches), figures(histories, acks, ALWAYS)
    told = (
        f"seed {seed}: {len(acks)} publications, {kills.total()} kills ({_listed(kills)}), "
        f"{editor.unknown - unknown} broken connections of the editor, "
        f"{sum(len(history.readings) for history in histories.values())} readings; worst seconds after acknowledgement "
        f"or recovery: {_listed(worst)}; after acknowledgement alone, broken or not: {_listed(stopwatch)}"
    )
    assert [one for history in histories.values() for one in vanished(history)] == [], told
    assert [fault for history in histories.values() for fault in history.faults] == [], told
    assert {name: seconds for name, seconds in worst.items() if seconds > SOON} == {}, told
    return told


def _published_amid_kills(house: House, editor: Editor, number: int, chance: random.Random, span: float) -> Ack:
    """Three kills at any moment, and one while the editor waits for the answer."""
    publication, began = chance.uniform(0, span), time.monotonic()
    moments = [chance.uniform(0, span) for _ in range(3)] + [publication + chance.uniform(0, 0.4)]
    with ThreadPoolExecutor(1) as alone:

        def publish() -> Ack:
            time.sleep(publication)
            return Ack(number, editor.publish(SLUG, "venue_en", f"Hall {number:06}"))

        published = alone.submit(publish)
        for moment in sorted(moments):
            time.sleep(max(0.0, began + moment - time.monotonic()))
            house.kill(chance)
        return published.result()


def _listed(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {figure:.3g}" for name, figure in figures.items())


def _lacking(readers: Readers, number: int) -> str:
    return f"{number} is not in {[name for name, history in readers.histories.items() if not history.shows(number)]}"


# In short: on PostgreSQL and Valkey


def test_a_publication_amid_kills(child_environment: dict[str, str], redis_url: str, tmp_path: Path) -> None:
    week = make.week()
    make.publish(week.umbrella, week.meeting)
    User.objects.create_superuser("admin", password="an editor's password")
    with standing(PROGRAMS, tmp_path, **child_environment | {"REDIS_URL": redis_url, "WEB_WORKERS": "1"}) as house:
        told = killed(house, Editor(house.url, "admin", "an editor's password"), seed=0, rounds=1, span=2)
    assert told.startswith("seed 0: 1 publications, 4 kills (")


# What the judge sees


WHOLE = [Whole(0, 10), Whole(20, float("inf"))]


def test_a_publication_that_is_gone_again_is_seen() -> None:
    there, gone, late = Reading(1, 2, 7), Reading(3, 4, 6), Reading(1.5, 5, 6)
    assert vanished(History([there, late, gone])) == [gone]  # `late` was asked before the other was answered
    assert vanished(History([Reading(0, 1, -1), there, Reading(2, 3, 7), Reading(4, 5, 8)])) == []


@pytest.mark.parametrize(
    ("acked", "came", "seconds"),
    [(1, 4, 3), (1, 15, 9), (8, 15, 2), (12, 15, 0), (8, 23, 3), (12, 28, 8), (21, 28, 7), (1, None, float("inf"))],
)
def test_a_face_is_late_by_the_time_in_which_nothing_was_broken(
    acked: float, came: float | None, seconds: float
) -> None:
    history = History([Reading(0, 1, 6)] + ([Reading(came - 1, came, 8)] if came else []))
    assert took(history, Ack(7, acked), WHOLE) == seconds


# In full: on SQLite, and on PostgreSQL with Valkey


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL and Valkey"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    stores = {"DATABASE_URL": "", "REDIS_URL": "", "STATIC_HASHED": ""}
    with ExitStack() as stack:
        if request.param != "SQLite":
            stores |= {"DATABASE_URL": stack.enter_context(postgres()), "REDIS_URL": stack.enter_context(valkey())}
        yield stack.enter_context(standing(UP, tmp_path_factory.mktemp("kills"), **stores))


@pytest.fixture(scope="module")
def editor(house: House) -> Editor:
    return Editor(house.url, "admin", house.told(r"First sign-in, shown only now: admin (\S+)"))


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(3))
def test_killed_anywhere_nothing_published_is_lost(
    house: House, editor: Editor, seed: int, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    told = killed(house, editor, seed=seed, rounds=KILLS // 4)
    with capsys.disabled():
        print(f"\n{request.node.callspec.id}: {told}")  # noqa: T201 - the figures are what it is for


@pytest.mark.prove
def test_a_killed_supervisor_takes_everything_along(house: House) -> None:
    programs = [one for some in house.programs().values() for one in some]
    house.process.kill()
    house.process.wait()
    gone, alive = psutil.wait_procs(programs, timeout=15)
    assert (len(gone), alive) == (len(programs), [])
    with house.log.open("ab") as log:
        house.process = subprocess.Popen([sys.executable, *UP], cwd=ROOT, env=house.environment, stdout=log, stderr=log)
    assert within(120, house.whole)
