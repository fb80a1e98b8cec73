"""The mail server with moods as a test holds it: it dies, hangs, changes its mood; and what arrived there in the end."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from tests.services import await_port, die_with_parent, free_port

from .house import ROOT


class Taken(NamedTuple):
    """A mail that the server accepted, and when (seconds since 1970)."""

    at: float
    to: str
    ident: str


class Fault(NamedTuple):
    """What was done to whom, from when until when (seconds since 1970)."""

    kind: str
    begun: float
    over: float


@dataclass
class Office:
    """One address, whoever serves it."""

    folder: Path
    port: int = field(default_factory=free_port)
    starts: int = 0

    def start(self, mood: str = "takes") -> None:
        self.starts += 1
        command = [sys.executable, "-m", "tests.prove.moody", str(self.port), str(self.folder), mood, str(self.starts)]
        log = self.folder / "log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, preexec_fn=die_with_parent)  # noqa: PLW1509 - it runs none of ours between
        await_port(self.port, self.process, log)

    def die(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def hang(self, seconds: float) -> None:
        """It says nothing for so long, and then goes on where it stopped."""
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    def taken(self) -> list[Taken]:
        """Everything accepted so far, in order."""
        path = self.folder / "taken"
        lines = path.read_text().splitlines() if path.exists() else []
        rows = (line.split() for line in lines if line.count(" ") == 2)
        return [Taken(float(at), to, ident) for at, to, ident in rows]

    def letters(self) -> list[EmailMessage]:
        """Those that are kept whole, in order."""
        found = sorted(self.folder.glob("*.eml"), key=lambda path: float(path.stem))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    folder.mkdir(parents=True, exist_ok=True)
    made = Office(folder)
    made.start()
    try:
        yield made
    finally:
        made.process.send_signal(signal.SIGCONT)
        made.die()


LATE = 0.5  # seconds between an acceptance and its line, or a kill and its note
IN_FLIGHT = 30.0  # for which a mail may have been accepted and not be recorded, on a busy machine


def unexplained(taken: Sequence[Taken], faults: Sequence[Fault]) -> list[Taken]:
    """Mails that came again though nothing happened while they were in flight."""
    last: dict[str, float] = {}
    found = []
    for one in taken:
        if one.ident in last and not any(
            fault.begun - IN_FLIGHT <= last[one.ident] <= fault.over + LATE for fault in faults
        ):
            found.append(one)
        last[one.ident] = one.at
    return found


def repeats(taken: Sequence[Taken]) -> Counter[str]:
    """How often each Message-ID came beyond the first time."""
    return Counter(one.ident for one in taken) - Counter({one.ident for one in taken})
