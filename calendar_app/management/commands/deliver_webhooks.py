"""What the clock does with webhooks, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from calendar_app.models.readers import Delivery
from calendar_app.tasks.webhooks import catch_up


class Command(BaseCommand):
    help = "Write down what new revisions mean for which webhook, and call every endpoint that is owed something now."

    def handle(self, *_: Any, **__: Any) -> None:
        """Say how many calls and mails were tried, and how many still wait for a later attempt."""
        tried = 0
        while now_tried := catch_up():
            tried += now_tried
        waiting = Delivery.objects.calls().waiting().count()
        self.stdout.write(self.style.SUCCESS(f"{tried} tried, {waiting} waiting."))
