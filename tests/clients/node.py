"""The calendar libraries of the npm registry, by their lock file. `python -m tests.clients.node` brings them.

Node is the one from PyPI where that is installed, or else the machine's own.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import npm, wheel_node

FOLDER = Path(__file__).resolve().parent
LOCK = FOLDER / "package-lock.json"
STAMP = FOLDER / "node_modules" / ".installed"


def bring() -> str:
    """What is here now, installed first where it is missing or another; raises what a missing or failing npm raises."""
    if not brought():
        trusting = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}  # as in tests.chromium
        subprocess.run([*npm(), "ci", "--ignore-scripts", "--silent"], cwd=FOLDER, env=trusting, check=True)
        STAMP.write_text(_wanted(), encoding="ascii")
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    names = packages[""]["dependencies"]
    return ", ".join(f"{name} {packages[f'node_modules/{name}']['version']}" for name in names)


def brought() -> bool:
    """Whether exactly what the lock file pins was installed."""
    return STAMP.exists() and STAMP.read_text(encoding="ascii") == _wanted()


def read(library: str, *sources: str | Path) -> dict[str, Any]:
    """What the library sees in each address or file; skips the test where Node or the library is not to be had."""
    node = wheel_node() or shutil.which("node")
    if not node or not brought():
        pytest.skip(f"no Node with {library}: `python3 dev.py test` brings both, where it reaches the npm registry")
    command = [node, "read.mjs", library, *sources]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _wanted() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        print(bring())
    except (subprocess.CalledProcessError, OSError) as problem:
        sys.exit(str(problem))
