"""Reads a foreign calendar into drafts on the desk; publishing them is an editor's decision."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from calendar_app.dates import DateError
from calendar_app.dates import zone as zone_of
from calendar_app.exchange import ics
from calendar_app.fetching import FetchError
from calendar_app.ical.read import LARGEST
from calendar_app.models.vocabulary import LANGUAGES, Noun
from calendar_app.review.roles import ADD, CHANGE, Door, may

ACTOR = "import"
ADDRESSES = ("http://", "https://", "webcal://")
RESULTS = ("created", "updated", "unchanged", "refused")


class Command(BaseCommand):
    help = (
        "Reads an .ics file, or one at an address, into draft events on the desk, and says of each component what became of "
        "it. Repeatable; publishes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("where", metavar="FILE|URL", help="a file, or an http, https or webcal address")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done, and do nothing")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of texts that name none (en)")
        parser.add_argument("--by", default="", metavar="NAME", help="the account in whose name, and with whose rights")
        parser.add_argument("--zone", default="", help="of times that name none, such as Asia/Kuala_Lumpur")

    def handle(self, *, where: str, dry_run: bool, language: str, zone: str, by: str, **_: Any) -> None:
        """Read, tell, and end with an error if anything was refused. Raises CommandError."""
        if zone:
            self._check(zone)
        user = self._account(by) if by else None
        data = self._octets(where)
        with transaction.atomic():
            report = ics.take(
                data,
                by=user,
                now=timezone.now(),
                actor="" if user else ACTOR,
                origin=where,
                language=language,
                zone=zone,
            )
            transaction.set_rollback(dry_run)
        for outcome in report.outcomes:
            (self.stderr if outcome.result == "refused" else self.stdout).write(str(outcome))
        told = ", ".join(f"{report.count(result)} {result}" for result in RESULTS)  # type: ignore[arg-type] # each is one
        self.stdout.write(f"{told}{'; nothing was written (--dry-run)' if dry_run else ''}")
        if report.count("refused"):
            raise CommandError(f"{report.count('refused')} refused; each is named above, with what to do.")

    def _check(self, zone: str) -> None:
        try:
            zone_of(zone)
        except DateError as error:
            raise CommandError(f"--zone: {error}") from error

    def _account(self, name: str) -> User:
        """The account, if it may enter and change events by this door. Raises CommandError."""
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"--by: no active account is called {name}; name one, or leave it out.")
        if not all(may(user, act, Noun.EVENT, Door.IMPORT) for act in (ADD, CHANGE)):
            raise CommandError(f"--by: {name} may not import events; an administrator can add {name} to a group.")
        return user

    def _octets(self, where: str) -> bytes:
        """The file's octets, one more at most than can be read in, so that a larger one is refused and never held."""
        try:
            if where.lower().startswith(ADDRESSES):
                return ics.fetched(where)
            with Path(where).open("rb") as file:
                return file.read(LARGEST + 1)
        except (OSError, FetchError) as error:
            raise CommandError(f"{where} can't be read: {error}") from error
