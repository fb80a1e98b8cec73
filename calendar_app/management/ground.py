"""What must hold before the site can run: a free port, a data directory of its own, static files in place."""

import fcntl
import hashlib
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data directory while the block runs; raises CommandError where another `up` holds it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                f"Already running on {data}. Stop it first, or name another directory with --data."
            ) from None
        yield


def probe(host: str, port: int) -> None:
    """Raises CommandError where the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as problem:
            raise CommandError(
                f"Cannot listen on {host}:{port} ({problem.strerror}). Try another: --port {port + 1}."
            ) from None


def answers(host: str, port: int) -> bool:
    """Whether the site says that it is alive."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared with, not listened on
    with closing(HTTPConnection(local, port, timeout=5)) as connection:
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


def collect_static(root: Path) -> None:
    """Collect and hash the static files, unless those collected last are the ones there are."""
    stamp, digest = root / ".collected", static_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(digest, encoding="ascii")


def static_digest() -> str:
    """A digest of every static file's path, size and moment, in hexadecimal."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
