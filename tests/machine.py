"""A person's own machine, on which real subscribers run: vdirsyncer brings calendars, khal shows what came."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
KHAL = """\
[calendars]
[[{name}]]
path = {folder}
readonly = {readonly}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Kuala_Lumpur
default_timezone = Asia/Kuala_Lumpur
[sqlite]
path = {root}/khal.db
"""


class Machine:
    """A home directory with the programs' settings in it."""

    def __init__(self, root: Path, vdirsyncer: str) -> None:
        self.root = root
        (root / "vdirsyncer").write_text(vdirsyncer)

    def show(self, name: str, folder: Path, *, readonly: bool) -> None:
        """Let khal show the calendar that vdirsyncer keeps in a folder."""
        text = KHAL.format(name=name, folder=folder, readonly=readonly, root=self.root)
        (self.root / "khal").write_text(text)

    def sync(self) -> str:
        return self.run("vdirsyncer", "-v", "INFO", "-c", self.root / "vdirsyncer", "sync")

    def listed(self, columns: str) -> list[str]:
        """A line for every event from 2025 to 2026, as khal lists them; `columns` is its --format."""
        lines = self.run(
            "khal", "-c", self.root / "khal", "list", "--once", "--notstarted", "--day-format", "",
            "--format", columns, "2025-01-01", "730d",
        )  # fmt: skip
        return [line.strip().replace(" |", "|") for line in lines.splitlines() if line.strip()]

    def run(self, program: str, *arguments: object) -> str:
        """What the program says; it must succeed. Whatever it asks, the answer is yes."""
        done = subprocess.run(
            [PROGRAMS / program, *map(str, arguments)], input="y\n" * 20,
            capture_output=True, text=True, timeout=120, check=False,
            env={"HOME": str(self.root), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr
