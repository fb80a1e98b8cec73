#!/usr/bin/env python3
"""Everything from a bare checkout, with nothing but Python 3.11 and pip.

python3 dev.py up [--port N] [--data DIR]   run the site, Celery's worker and its beat
python3 dev.py test [pytest arguments]      check and test everything, or only what pytest is told
python3 dev.py prove [pytest arguments]     the long fault, client and scale runs
python3 dev.py bench                        every performance figure, as ratios measured side by side
python3 dev.py compile                      compile the message catalogues
python3 dev.py lock                         pin the dependencies of pyproject.toml into requirements/
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
OLDEST_NODE = 20
HASHED = [  # the lock holds everything, and pip 23 forgets the pin of a package that another asks for with an extra
    *("install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:", "--no-deps"),
]
PRODUCTION = {  # what `check --deploy` looks at
    "SITE_URL": "https://calendar.example.org",
    "SECRET_KEY": hashlib.sha256(b"only for the check").hexdigest(),
}
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # tests start many programs: wherever it is set, each would compile all anew

Part = str | Path


def run(*command: Part, **environment: str) -> int:
    """Run a program in the checkout and return its exit status."""
    sys.stdout.flush()
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


def need(*command: Part, **environment: str) -> None:
    """Run a program that must succeed; ends with its exit status otherwise."""
    if status := run(*command, **environment):
        sys.exit(f"dev.py: {' '.join(map(str, command))} failed ({status})")


def pip() -> list[Part]:
    """A pip that installs into .venv: this Python's own, or the one in .venv."""
    outer: list[Part] = [sys.executable, "-m", "pip", "--python", PYTHON]
    return outer if importlib.util.find_spec("pip") else [PYTHON, "-m", "pip"]


def ensure_venv() -> None:
    """Make .venv where there is none that works."""
    if PYTHON.exists() and run(PYTHON, "-c", "") == 0:
        return
    print("making .venv", flush=True)
    bare = ["--without-pip"] if importlib.util.find_spec("pip") else []
    if importlib.util.find_spec("venv") and run(sys.executable, "-m", "venv", "--clear", *bare, VENV) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    need(sys.executable, "-m", "pip", *HASHED, "--target", TOOLS, "--upgrade", "-r", "requirements/bootstrap.txt")
    need(sys.executable, "-m", "virtualenv", "--quiet", "--no-download", VENV, PYTHONPATH=str(TOOLS))


def fingerprint(kind: str) -> str:
    """What .venv depends on: the pinned requirements and this Python."""
    pinned = (ROOT / "requirements" / f"{kind}.txt").read_bytes()
    return hashlib.sha256(pinned + sys.version.encode()).hexdigest()


def stamp(kind: str) -> Path:
    """The file that says which requirements were installed."""
    return VENV / f".{kind}-installed"


def stamped(kind: str) -> bool:
    """Whether exactly these requirements were installed by this Python."""
    return stamp(kind).exists() and stamp(kind).read_text(encoding="ascii") == fingerprint(kind)


def ensure(kind: str) -> None:
    """Bring .venv to the pinned requirements; nothing to do where they are installed already."""
    pinned = ROOT / "requirements" / f"{kind}.txt"
    if PYTHON.exists() and (stamped(kind) or (kind == "base" and stamped("dev"))):
        return
    began = time.monotonic()
    ensure_venv()
    print(f"installing {pinned.relative_to(ROOT)} (hash-checked; once)", flush=True)
    need(*pip(), *HASHED, "-r", pinned)
    stamp(kind).write_text(fingerprint(kind), encoding="ascii")
    print(f"installed in {time.monotonic() - began:.0f} s", flush=True)


def has_node() -> bool:
    """Whether this machine has npm, and a Node that the calendar programs of the tests run on."""
    node = shutil.which("node")
    if not (node and shutil.which("npm")):
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(said.lstrip("v").partition(".")[0] or 0) >= OLDEST_NODE


def ensure_tools() -> None:
    """Everything that tests need: packages, compiled catalogues, a browser, and the calendar programs that Node runs."""
    ensure("dev")
    if os.geteuid() != 0 or not has_node():
        ensure("browser")
    need(PYTHON, "manage.py", "compilemessages")
    print("browser: ", end="", flush=True)
    if run(PYTHON, "-m", "tests.chromium"):
        print("dev.py: no browser, so the tests that need one are skipped", file=sys.stderr)
    print("calendar programs of npm: ", end="", flush=True)
    if run(PYTHON, "-m", "tests.clients.node"):
        print("dev.py: no calendar programs of npm, so the tests with them are skipped", file=sys.stderr)


def up(rest: list[str]) -> None:
    """Prepare everything and run the site until it is told to stop."""
    parser = argparse.ArgumentParser(prog="dev.py up")
    parser.add_argument("--port", help="where to listen on loopback; PORT in the environment does the same (8000)")
    parser.add_argument("--data", help="directory of the database and all files; CALENDAR_DATA does the same (.data)")
    options = parser.parse_args(rest)
    if options.port:
        os.environ["PORT"] = options.port
    if options.data:
        os.environ["CALENDAR_DATA"] = str(Path(options.data).absolute())
    ensure("base")
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "manage.py", "up"])  # noqa: S606 - no shell is wanted


def test(rest: list[str]) -> None:
    """Checks first, then every test; with arguments, only what pytest is told."""
    ensure_tools()
    failed = [] if rest else checks()
    everything = ["--numprocesses", "2", "--dist", "loadgroup", "--cov", "--cov-report", "term-missing:skip-covered"]
    status = run(PYTHON, "-m", "pytest", *(rest or everything), **COMPILED)
    for name in failed:
        print(f"dev.py: failed before the tests: {name}", file=sys.stderr)
    sys.exit(status or bool(failed))


def checks() -> list[str]:
    """Run each check of form, types, layers and deployment; returns the names of those that failed."""
    module: list[Part] = [PYTHON, "-m"]
    manage: list[Part] = [PYTHON, "manage.py"]
    templates = sorted((ROOT / "templates").rglob("*.html"))
    commands: dict[str, list[Part]] = {  # the longest first, since two run at a time
        "mypy": [*module, "mypy"],
        "ruff check": [*module, "ruff", "check", "--quiet"],
        "ruff format": [*module, "ruff", "format", "--check", "--quiet"],
        "djade": [VENV / "bin" / "djade", "--check", "--target-version", "5.2", *templates],
        "import contracts": [VENV / "bin" / "lint-imports", "--no-logo"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "deployment": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
    }
    with ThreadPoolExecutor(2) as two:
        return [
            name for name, good in zip(commands, two.map(passed, commands, commands.values()), strict=True) if not good
        ]


def passed(name: str, command: list[Part]) -> bool:
    """Run one check and say how it went, with all that it said in one piece."""
    began = time.monotonic()
    environment = os.environ | COMPILED | (PRODUCTION if name == "deployment" else {})
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{done.stdout}{name:18}{verdict} in {time.monotonic() - began:.1f} s", flush=True)
    return done.returncode == 0


def prove(rest: list[str]) -> None:
    """The long runs, one at a time."""
    ensure_tools()
    sys.exit(run(PYTHON, "-m", "pytest", "-m", "prove", "--randomly-dont-reorganize", *rest, **COMPILED))


def bench(rest: list[str]) -> None:
    """Every script below tests/bench, each in its own process; they print ratios measured side by side."""
    ensure("dev")
    scripts = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    print("" if scripts else "no benchmarks yet: tests/bench/bench_*.py", flush=True)
    sys.exit(max((run(PYTHON, "-m", f"tests.bench.{script.stem}", *rest) for script in scripts), default=0))


def compile_catalogues(rest: list[str]) -> None:
    """Compile the message catalogues that changed."""
    ensure("base")
    need(PYTHON, "manage.py", "compilemessages", "--verbosity", "2", *rest)


def lock(rest: list[str]) -> None:
    """Pin what pyproject.toml asks for, with hashes and without any web address."""
    ensure_venv()
    need(*pip(), "install", "--quiet", "uv")
    compiler: list[Part] = [
        VENV / "bin" / "uv",
        "pip",
        "compile",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
    ]
    plain = ["--quiet", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    wanted = {
        "base": ["pyproject.toml"],
        "dev": ["--extra", "dev", "--constraint", "requirements/base.txt", "pyproject.toml"],
        "browser": ["--group", "browser"],
        "bootstrap": ["--group", "bootstrap"],
    }
    for kind, source in wanted.items():
        need(*compiler, *plain, *rest, "--output-file", f"requirements/{kind}.txt", *source)


COMMANDS = {"up": up, "test": test, "prove": prove, "bench": bench, "compile": compile_catalogues, "lock": lock}


def main() -> None:
    """Run the command named first."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python is given
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    name, *rest = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[name](rest)


if __name__ == "__main__":
    main()
