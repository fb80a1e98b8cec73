"""Loads the shipped record and publishes what changed: the one place where exchange and review meet."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from calendar_app.errors import Refused
from calendar_app.exchange import record
from calendar_app.review import publish

#: In whose name the record is published.
ACTOR = "record"


class Command(BaseCommand):
    help = (
        "Loads the record that ships with the calendar, or another folder of the same files, and publishes what changed. "
        "Repeatable: writes only what changed in the files and no editor has touched since."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=record.SHIPPED, help="the record's JSON files")

    def handle(self, *, folder: Path, **_: Any) -> None:
        """Load and publish in one transaction. Raises CommandError with every problem of the files; nothing is written then."""
        try:
            with transaction.atomic():
                report = record.load(directory=folder, say=self._say)
                nouns = report.nouns()
                self._say(f"publishing {len(nouns)} entries")
                revision = publish(nouns, by=None, now=timezone.now(), actor=ACTOR, reason="The record was loaded.")
        except Refused as refused:
            raise CommandError(
                "\n".join(["The record was refused; nothing was changed.", *map(str, refused.problems)])
            ) from refused
        self._tell(report)
        self._say(f"published as revision {revision.n}" if revision else "nothing new to publish")

    def _say(self, text: str) -> None:
        self.stdout.write(f"record: {text}")
        self.stdout.flush()

    def _tell(self, report: record.Report) -> None:
        for verb, count in (("new", report.created), ("changed", report.updated), ("removed", report.deleted)):
            if count:
                self._say(f"{verb}: " + ", ".join(f"{number} {name}" for name, number in sorted(count.items())))
        if not report.written:
            self._say("nothing changed")
        for conflict in report.conflicts:
            self.stderr.write(f"kept the editor's: {conflict}")
        for noun, key in report.waiting:
            self.stderr.write(f"changed, but left for its editor to publish: {noun} {key}")
        for noun, key in report.gone:
            self.stderr.write(f"no longer in the files, kept on the desk: {noun} {key}")
