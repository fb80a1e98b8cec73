"""Says how much the desk holds and what contradicts itself there; fails where anything does."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calendar_app.exchange import record
from calendar_app.models import desk
from calendar_app.review import integrity

COUNTED = (
    desk.Event,
    desk.Organization,
    desk.Membership,
    desk.Person,
    desk.Post,
    desk.Appointment,
    desk.Place,
    desk.Topic,
    desk.Source,
    desk.Outcome,
    desk.OutcomeStep,
    desk.Participation,
    desk.Citation,
)


class Command(BaseCommand):
    help = "Counts what the desk holds, asks every integrity question, and reads the record's files for mistakes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=record.SHIPPED, help="the record's JSON files")

    def handle(self, *, folder: Path, **_: Any) -> None:
        """Tell counts, warnings and errors; raises CommandError (exit status 1) where there is an error."""
        for model in COUNTED:
            self.stdout.write(f"{model._default_manager.count():6d} {model._meta.verbose_name_plural}")
        found = list(integrity.findings())
        errors = [str(finding) for finding in found if finding.error]
        errors += [f"in the files: {problem}" for problem in record.problems(folder)]
        for finding in found:
            if not finding.error:
                self.stdout.write(f"warning: {finding}")
        for error in errors:
            self.stderr.write(f"error: {error}")
        if errors:
            raise CommandError(f"{len(errors)} errors")
        self.stdout.write("no errors")
