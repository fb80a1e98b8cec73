"""Readers, a meeting and a webhook in a house's own database: `python -m tests.prove.crowd READERS FOLLOWER ENDPOINT`.

Run with the house's environment. Prints, as JSON, the moments at which reminders fall due (seconds since 1970).
"""

import json
import subprocess
import sys
from datetime import datetime, timedelta

from .house import ROOT, House

SLUG, FORUM = "prove-1", "prove"
MINUTES = (64, 61, 60, 59)  # before the meeting: a quarter of the reminders after a while, the others minute by minute
AHEAD = timedelta(seconds=100)  # until the first of them
KEY = "whsec_" + "QUJD" * 11 + "QQ=="
LANGUAGES = ("en", "ru", "ar")


def gather(house: House, readers: int, follower: str, endpoint: str) -> list[float]:
    """Have it done there; returns the moments."""
    command = [sys.executable, "-m", "tests.prove.crowd", str(readers), follower, endpoint]
    done = subprocess.run(command, cwd=ROOT, env=house.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    moments: list[float] = json.loads(done.stdout.splitlines()[-1])
    return moments


def main(readers: int, follower: str, endpoint: str) -> None:
    """Write it all, and say when."""
    import django

    django.setup()
    from django.utils import timezone

    from calendar_app.models.readers import Reminder, Subscription

    now = timezone.now()
    moment = (now + AHEAD).replace(second=0, microsecond=0) + timedelta(minutes=1)
    _meeting(moment + timedelta(minutes=MINUTES[0]), now)
    rows = Subscription.objects.bulk_create(
        (_reader(f"reader{number}@example.org", LANGUAGES[number % 3], now) for number in range(readers)),
        batch_size=500,
    )
    spans = (Reminder(subscription=row, minutes_before=minutes) for row in rows for minutes in MINUTES)
    Reminder.objects.bulk_create(spans, batch_size=500)
    if follower:
        _reader(follower, "en", now, alerts=True).save()
    if endpoint:
        _webhook(endpoint, now)
    due = [(moment + timedelta(minutes=MINUTES[0] - minutes)).timestamp() for minutes in MINUTES]
    print(json.dumps(due))  # noqa: T201 - that is how it answers


def _meeting(start: datetime, now: datetime) -> None:
    from tests import factories as make

    made = make.event(
        SLUG, title_en="A meeting to be proved", forum=make.forum(FORUM), date=f"{start:%Y-%m-%d}",
        start_time=f"{start:%H:%M}", zone="Etc/UTC",
    )  # fmt: skip
    made.refresh_from_db()
    make.publish(made, now=now)


def _reader(email: str, language: str, now: datetime, **options: bool) -> "Subscription":  # type: ignore[name-defined] # noqa: F821 - Django is not set up yet
    from calendar_app.models.readers import Subscription
    from calendar_app.reminders import tokens

    return Subscription(
        email=email, language=language, zone="Europe/Moscow", nonce=tokens.nonce(), asked=now, confirmed=now, since=now,
        options=options, selection=f"forum={FORUM}",
    )  # fmt: skip


def _webhook(endpoint: str, now: datetime) -> None:
    from calendar_app.models.public import Head
    from calendar_app.models.readers import Webhook
    from calendar_app.webhooks import signing

    Webhook.objects.create(
        url=endpoint, email="owner@example.org", manage_hash="x", asked=now, confirmed=now, answered=now,
        secrets=signing.rotated([], KEY, now), revision=Head.number(), selection=f"forum={FORUM}",
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
