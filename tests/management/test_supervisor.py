"""Real programs under the supervisor: restarted when they die, patient with those that keep dying, none left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from calendar_app.management import supervisor
from calendar_app.management.supervisor import Child, Supervisor

SLEEP = "import time; time.sleep(60)"
STUBBORN = "import signal, time, pathlib, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); pathlib.Path(sys.argv[1]).touch(); time.sleep(60)"


def child(name: str, program: str, *arguments: str) -> Child:
    return Child(name, [sys.executable, "-c", program, *arguments], os.environ)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def signals() -> Iterator[None]:
    """Puts back the handlers that a supervisor replaces."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def pid(one: Child) -> int:
    assert one.process
    return one.process.pid


def test_a_killed_program_is_started_again(said: list[str]) -> None:
    sleeper = child("sleeper", SLEEP)
    house = Supervisor([sleeper], said.append)
    assert house.until(lambda: True, seconds=5)
    first = pid(sleeper)
    os.kill(first, signal.SIGKILL)
    assert house.until(lambda: sleeper.process is not None and pid(sleeper) != first, seconds=10)
    assert said == ["sleeper ended (signal 9); starting it again"]
    house.stop()
    assert not psutil.pid_exists(pid(sleeper))


def test_a_program_that_keeps_dying_is_given_ever_more_time() -> None:
    dying = child("dying", "raise SystemExit(3)")
    delays = []
    now = 100.0
    for _ in range(8):
        dying.start(now)
        assert dying.process
        dying.process.wait()
        assert dying.died(now) == 3
        delays.append(dying.due - now)
        now = dying.due
    assert delays == [0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0]


def test_a_program_that_lived_a_while_starts_afresh() -> None:
    dying = child("dying", "raise SystemExit(3)")
    for lived, delay in ((0.0, 0.25), (0.0, 0.5), (60.0, 0.25)):
        dying.start(100.0)
        assert dying.process
        dying.process.wait()
        dying.died(100.0 + lived)
        assert dying.due == 100.0 + lived + delay
    assert dying.died(200.0) is None


def test_nobody_starts_before_the_time() -> None:
    house = Supervisor([child("one", SLEEP)], print)
    house.children[0].due = 50.0
    house.turn(49.9)
    assert house.children[0].process is None


def test_until_gives_up_when_the_time_is_over() -> None:
    assert not Supervisor([], print).until(lambda: False, seconds=0.2)


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_for_a_stop(number: signal.Signals) -> None:
    house = Supervisor([], print)
    house.listen()
    os.kill(os.getpid(), number)
    assert not house.until(lambda: False, seconds=60)
    assert house.stopping


def test_whoever_does_not_listen_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.5)
    stubborn = child("stubborn", STUBBORN, str(tmp_path / "deaf"))
    house = Supervisor([stubborn, child("never started", SLEEP)], print)
    house.children[1].due = float("inf")
    assert house.until((tmp_path / "deaf").exists, seconds=20)
    house.stop()
    assert stubborn.process
    assert stubborn.process.returncode == -signal.SIGKILL


def wait_for(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end and not holds():
        time.sleep(0.05)
    return holds()


def test_programs_end_with_a_supervisor_that_was_killed(tmp_path: Path) -> None:
    parent = f"""
import os, sys, time
from calendar_app.management.supervisor import Child, Supervisor
one = Child("one", [sys.executable, "-c", {SLEEP!r}], os.environ)
Supervisor([one], print).turn(0.0)
print(one.process.pid, flush=True)
time.sleep(60)
"""
    program = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True)
    assert program.stdout
    orphan = int(program.stdout.readline())
    assert psutil.pid_exists(orphan)
    program.kill()
    program.wait()
    program.stdout.close()
    assert wait_for(lambda: not psutil.pid_exists(orphan) or psutil.Process(orphan).status() == "zombie")
