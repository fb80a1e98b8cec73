"""`manage.py up`: everything with one command, from an empty data directory to a site that answers."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from calendar_app.management import ground, sign_in
from calendar_app.management.supervisor import Child, Supervisor

FOREVER = float("inf")
PATIENCE = 120.0  # seconds for the site's first answer


class Command(BaseCommand):
    """Prepare the data directory, then run web, worker and beat until told to stop."""

    help = "Migrates, loads the record and runs the site, Celery's worker and Celery's beat. Ctrl-C stops it all."
    requires_system_checks = []

    def handle(self, **_: Any) -> None:
        """Run until SIGINT or SIGTERM; raises CommandError where the port or the data directory is taken."""
        data = Path(settings.CALENDAR_DATA)
        with ground.alone(data):
            ground.probe(settings.BIND, settings.PORT)
            self.prepare()
            supervisor = Supervisor(children(), self.say)
            supervisor.listen()
            try:
                self.run(supervisor)
            finally:
                self.say("stopping")
                supervisor.stop()

    def prepare(self) -> None:
        """Bring code, database and files together; quick where nothing changed."""
        with self.step("translations"):
            call_command("compilemessages")
        with self.step("database"):
            call_command("migrate", verbosity=0)
        with self.step("static files"):
            ground.collect_static(Path(settings.STATIC_ROOT))
        with self.step("record"):
            call_command("load_record", stdout=self.stdout, stderr=self.stderr)

    def run(self, supervisor: Supervisor) -> None:
        """Wait for the first answer, tell the addresses, and watch; raises CommandError where no answer comes."""
        answered = supervisor.until(lambda: ground.answers(settings.BIND, settings.PORT), seconds=PATIENCE)
        if supervisor.stopping:
            return
        if not answered:
            raise CommandError("The site does not answer; the lines above say why.")
        self.stdout.write(addresses())
        self.stdout.write(sign_in.first(at=Path(settings.CALENDAR_DATA)))
        self.stdout.flush()
        supervisor.until(lambda: False, seconds=FOREVER)

    def say(self, line: str) -> None:
        """A line for the operator, at once."""
        self.stdout.write(line)
        self.stdout.flush()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Say that a step begins, and how long it took."""
        self.say(f"{name} …")
        began = time.monotonic()
        yield
        self.say(f"{name} ready in {time.monotonic() - began:.1f} s")


def children() -> list[Child]:
    """The three programs, each its own process: beat inside a worker would outlive it and run twice."""
    environment = {**os.environ, "CLOCK_HERE": "true", "PYTHONUNBUFFERED": "1"}
    celery = [sys.executable, "-m", "celery", "--quiet", "--app", "config"]
    commands = {
        "web": [sys.executable, "-m", "config.serve"],
        "worker": [
            *celery,
            "worker",
            "--pool",
            "threads",
            "--concurrency",
            "2",
            "--without-mingle",
            "--without-gossip",
        ],
        "beat": [*celery, "beat", "--pidfile", ""],
    }
    return [Child(name, command, environment) for name, command in commands.items()]


def addresses() -> str:
    """Where the site, a feed and the admin are."""
    site = settings.SITE_URL
    return f"\n  Site   {site}/en/\n  Feed   {site}/en/events.ics\n  Admin  {site}/admin/\n"
