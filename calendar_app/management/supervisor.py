"""Keeps several programs running: restarts what dies, with back-off, and leaves nobody behind when it stops."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None  # loaded before any fork
PR_SET_PDEATHSIG = 1
SETTLED = 5.0  # seconds; a program that lived as long starts again at once
SHORTEST, LONGEST = 0.25, 5.0  # seconds between a death and the next start
GRACE = 6.0  # seconds between the polite signal and the other one


def die_with_parent() -> None:  # pragma: no cover - it runs between fork and exec, where nothing is measured
    """In a child, before its program starts: ask Linux for SIGTERM when the parent is gone, however it went."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One program, and when it may be started again. Moments are seconds of a monotonic clock."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    due: float = 0.0
    deaths: int = field(default=0)

    def start(self, now: float) -> None:
        """Start the program in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        self.started = now
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.environment),
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - the supervisor has one thread
        )

    def died(self, now: float) -> int | None:
        """The exit status if the program has just ended, and None otherwise; the next start is put off."""
        if self.process is None or (status := self.process.poll()) is None:
            return None
        self.process = None
        self.deaths = 1 if now - self.started >= SETTLED else self.deaths + 1
        self.due = now + min(LONGEST, SHORTEST * 2 ** min(self.deaths - 1, 10))
        return status

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program and all that it started, if it still runs."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number)


class Supervisor:
    """Runs the children until it is told to stop."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self.children, self.say = children, say
        self.stopping = False

    def on_signal(self, _number: int, _frame: FrameType | None) -> None:
        """SIGINT and SIGTERM ask for an orderly stop."""
        self.stopping = True

    def listen(self) -> None:
        """Take SIGINT, SIGTERM and SIGHUP as the wish to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_signal)

    def turn(self, now: float) -> None:
        """Notice who died, and start whoever is due."""
        for child in self.children:
            status = child.died(now)
            if status is not None:
                self.say(f"{child.name} ended ({outcome(status)}); starting it again")
            if child.process is None and now >= child.due:
                child.start(now)

    def until(self, reached: Callable[[], bool], *, seconds: float) -> bool:
        """Keep all running until the condition holds (True), or until the time is over or a stop is asked for (False)."""
        end = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < end:
            self.turn(time.monotonic())
            if reached():
                return True
            time.sleep(0.1)
        return False

    def stop(self) -> None:
        """Ask all to end, wait, and kill the rest; afterwards none of them runs."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        end = time.monotonic() + GRACE
        while any(child.process and child.process.poll() is None for child in self.children) and time.monotonic() < end:
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process:
                child.process.wait()


def outcome(status: int) -> str:
    """An exit status in words."""
    return f"signal {-status}" if status < 0 else f"exit {status}"
