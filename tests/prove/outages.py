"""Servers that go away and come back under a running house: its PostgreSQL, and its Valkey."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import redis

from tests.services import await_port, nobody, running, valkey_program


def stop_valkey(url: str) -> None:
    """kill -9."""
    with redis.from_url(url) as client:
        number = int(client.info("server")["process_id"])
    os.kill(number, signal.SIGKILL)


@contextmanager
def valkey_again(url: str, folder: Path) -> Iterator[None]:
    """An empty one at the same address, for as long as the block lasts."""
    port, log = int(urlsplit(url).port or 0), folder / "valkey.log"
    command: list[str | Path] = [valkey_program(), "--port", str(port), "--bind", "127.0.0.1", "--dir", folder]
    with running([*command, "--save", "", "--appendonly", "no"], port, log, stop=signal.SIGTERM):
        yield


@contextmanager
def postgres_to_restart(url: str) -> Iterator[float]:
    """Restarted at once, connections and all, where the block begins; how many seconds that took."""
    with psycopg.connect(url, autocommit=True) as asked:
        (folder,) = asked.execute("SHOW data_directory").fetchone() or ("",)
    number = int((Path(folder) / "postmaster.pid").read_text().split()[0])
    programs = Path(psutil.Process(number).exe()).parent
    begun = time.monotonic()
    command = [str(programs / "postgres"), *psutil.Process(number).cmdline()[1:]]
    os.kill(number, signal.SIGQUIT)  # immediate: nobody takes leave
    psutil.wait_procs([psutil.Process(number)] if psutil.pid_exists(number) else [], timeout=20)
    log = Path(folder).parent / "again.log"
    with log.open("ab") as out:
        place = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": str(Path(folder).parent)}
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd="/", env=place, **nobody())
    try:
        await_port(int(urlsplit(url).port or 0), process, log)
        yield time.monotonic() - begun
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
