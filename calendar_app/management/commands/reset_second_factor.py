"""`manage.py reset_second_factor NAME`: for whoever lost the device and has nobody to ask."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from calendar_app.accounts import proofs, traces
from calendar_app.models.vocabulary import Outcome


class Command(BaseCommand):
    help = "Take away an account's second factors and recovery codes, and end its sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the account's username")

    def handle(self, *_: Any, name: str, **__: Any) -> None:
        """Raises CommandError where there is no such account."""
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"No account is called {name}.")
        many = proofs.reset(user=user)
        traces.note(Outcome.FACTORS_RESET, user=user, visitor=traces.Visitor("", ""), now=timezone.now())
        self.stdout.write(self.style.SUCCESS(f"{many} taken away; {name} signs in by password."))
