"""What the clock does with mails, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from calendar_app.tasks import reminders


class Command(BaseCommand):
    help = "Send every mail that is due now: confirmations, reminders, alerts of changes, digests."

    def handle(self, **_: Any) -> None:
        """Print how many mails had which fate."""
        for fate, number in sorted(reminders.send().items()):
            self.stdout.write(f"{fate}: {number}")
        self.stdout.write(self.style.SUCCESS("Nothing else is due."))
