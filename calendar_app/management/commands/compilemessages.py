"""Django's command of this name needs gettext; this one needs Babel alone."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from calendar_app.management import catalogues


class Command(BaseCommand):
    """Compile the message catalogues that changed."""

    help = "Compiles the .po files that are newer than their .mo."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        """Compile, and say what was compiled; raises CommandError for a broken catalogue."""
        for po in catalogues.stale(Path(settings.BASE_DIR)):
            try:
                catalogues.compile_file(po)
            except catalogues.CatalogueError as problem:
                raise CommandError(str(problem)) from problem
            if options["verbosity"] > 1:
                self.stdout.write(f"compiled {po}")
