"""A person's own machine, on which real subscribers run: vdirsyncer brings calendars, khal shows what came."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
COLUMNS = ("uid", "start-long", "end-long", "status", "title", "calendar", "all-day")
CALENDAR = """\
[[{name}]]
path = {folder}
readonly = {readonly}
"""
KHAL = """\
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
[calendars]
"""


class Machine:
    """A home directory with the programs' settings in it."""

    def __init__(self, root: Path, vdirsyncer: str) -> None:
        self.root = root
        (root / "vdirsyncer").write_text(vdirsyncer)

    def show(self, calendars: Mapping[str, Path], *, readonly: bool) -> None:
        """Let khal show the calendars that vdirsyncer keeps, each by its name from its folder."""
        shown = (CALENDAR.format(name=name, folder=folder, readonly=readonly) for name, folder in calendars.items())
        (self.root / "khal").write_text(KHAL.format(root=self.root) + "".join(shown))

    def discover(self, *pairs: str) -> None:
        """Let vdirsyncer find out what there is; it asks for this once."""
        self.run("vdirsyncer", "-c", self.root / "vdirsyncer", "discover", *pairs)

    def sync(self) -> str:
        return self.run("vdirsyncer", "-v", "INFO", "-c", self.root / "vdirsyncer", "sync")

    def listed(self) -> list[dict[str, str]]:
        """Every event from 2025 to 2026 as khal lists it, by the names in COLUMNS; moments in Kuala Lumpur's time."""
        wanted = [part for column in COLUMNS for part in ("--json", column)]
        said = self.run("khal", "-c", self.root / "khal", "list", *wanted, "2025-01-01", "730d")
        days = [json.loads(day) for day in said.splitlines() if day.startswith("[")]
        once = {
            (event["calendar"], event["uid"]): event for day in days for event in day
        }  # its own --once knows only UIDs
        return list(once.values())

    def run(self, program: str, *arguments: object) -> str:
        """What the program says; it must succeed. Whatever it asks, the answer is yes."""
        done = subprocess.run(
            [PROGRAMS / program, *map(str, arguments)], input="y\n" * 200,
            capture_output=True, text=True, timeout=120, check=False,
            env={"HOME": str(self.root), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr
