"""What the clock does with the exported feeds, by hand."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from calendar_app.feeds import export


class Command(BaseCommand):
    help = "Bring the exported feeds up to the record; with --verify, prove each file against a fresh rendering."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the command's one option."""
        parser.add_argument("--verify", action="store_true", help="compare every file, repair and report what differs")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print one line a feed."""
        work = export.verify if options["verify"] else export.catch_up
        lines = work(root=settings.FEEDS_ROOT, site=settings.SITE_URL)
        for line in lines:
            self.stdout.write(line)
        last = "Every exported feed is as it should be." if not lines else f"{len(lines)} in all."
        self.stdout.write(self.style.SUCCESS(last))
