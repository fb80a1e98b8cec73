"""Row 27, in short: mails and calls that do not go out turn /readyz red, and nothing else does."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from calendar_app.models.public import Cursor, Revision
from calendar_app.models.readers import Delivery, Standstill, Webhook
from calendar_app.reminders.sending import LEASE
from calendar_app.tasks import reminders, webhooks
from calendar_app.web.owed import ALERTS
from calendar_app.webhooks.halting import CONFIRM
from tests.reminders.readers import asked
from tests.webhooks.world import webhook

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 10, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.CALENDAR_DATA, settings.PULSE_ROOT, settings.CLOCK_HERE = tmp_path, tmp_path / "run", False


def red(client: Client, seconds: float = 0) -> dict[str, str]:
    """What is red so long after NOW."""
    with time_machine.travel(NOW + seconds * SECOND, tick=False):
        answer = client.get("/readyz").json()
    return {name: answer["parts"][name] for name in answer["red"]}


def test_a_mail_that_nobody_sends(client: Client) -> None:
    asked(now=NOW)
    asked(now=NOW + SECOND)
    assert (red(client, 85), red(client, 86)) == ({}, {"mails": "2 wait, the oldest for 86 s"})
    Delivery.objects.update(sent=NOW)
    assert red(client, 86) == {}


def test_mails_that_somebody_sends_have_longer(client: Client) -> None:
    asked(now=NOW)
    asked(now=NOW)
    Delivery.objects.claim(now=NOW + 220 * SECOND, lease=LEASE, most=1)
    assert (red(client, 300), red(client, 301)) == ({}, {"mails": "2 wait, the oldest for 301 s"})
    Delivery.objects.update(due=NOW + 200 * SECOND)
    assert red(client, 306) == {"mails": "2 wait, the oldest for 106 s"}  # whoever took them is silent


def test_a_server_that_cannot_be_reached_at_once(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    asked(now=NOW)
    with time_machine.travel(NOW + SECOND, tick=False):
        reminders.send()
    assert red(client, 2) == {"mails": "the mail server cannot be reached; 1 wait for it"}


def test_a_mail_that_one_mailbox_did_not_take_is_no_fault(client: Client) -> None:
    asked(now=NOW)
    (mail,) = Delivery.objects.claim(now=NOW, lease=LEASE, most=1)
    Delivery.objects.postpone(mail, due=NOW + 60 * SECOND, result="451 later")
    assert (red(client, 100), set(red(client, 146))) == ({}, {"mails"})


def test_a_standstill_and_neither_who_nor_why(client: Client) -> None:
    Standstill.objects.create(since=NOW, by="editor", reason="The mail server is being moved.")
    assert red(client, 7) == dict.fromkeys(("mails", "webhooks"), "stopped in the admin, 7 s ago")
    Standstill.objects.all().delete()
    assert red(client, 7) == {}


def test_a_revision_without_its_alerts(client: Client) -> None:
    Revision.objects.create(n=1, at=NOW)
    Cursor.objects.create(consumer="exports", revision=1)
    assert (red(client, 85), red(client, 86)) == ({}, {"mails": "revision 1 has waited 86 s"})
    Cursor.objects.create(consumer=ALERTS, revision=1)
    assert red(client, 86) == {}


def test_calls_to_endpoints_that_answer(client: Client) -> None:
    hook = webhook()
    Delivery.objects.create(key="a", webhook=hook, kind="event.moved", due=NOW)
    assert (red(client, 85), red(client, 86)) == ({}, {"webhooks": "1 wait, the oldest for 86 s"})
    for fields in ({"failing": NOW}, {"failing": None, "paused": NOW}):
        Webhook.objects.update(**fields)
        assert red(client, 86) == {}
    Delivery.objects.create(key="b", webhook=hook, kind=CONFIRM, due=NOW)
    assert red(client, 86) == {"webhooks": "1 wait, the oldest for 86 s"}


def test_a_revision_that_no_webhook_was_told_of(client: Client) -> None:
    Revision.objects.create(n=1, at=NOW)
    for consumer in (ALERTS, "exports"):
        Cursor.objects.create(consumer=consumer, revision=1)
    webhook()
    assert (red(client, 85), red(client, 86)) == ({}, {"webhooks": "revision 1 has waited 86 s"})


def test_a_clock_whose_work_nobody_looks_at(client: Client, settings: Any) -> None:
    settings.CLOCK_HERE = True
    reminders.send()
    webhooks.catch_up()
    run = Path(settings.PULSE_ROOT)
    assert sorted(path.name for path in run.iterdir()) == ["mails.pulse", "webhooks.pulse"]
    for name in ("worker", "beat", "mails", "webhooks"):
        (run / f"{name}.pulse").touch()
        os.utime(run / f"{name}.pulse", (NOW.timestamp(),) * 2)
    assert red(client) == {}
    for name in ("worker", "beat"):
        os.utime(run / f"{name}.pulse", (NOW.timestamp() + 86,) * 2)
    assert red(client, 86) == dict.fromkeys(("mails", "webhooks"), "nobody has looked for what is due for 86 s")


def test_a_sign_that_cannot_be_left_stops_no_mail(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "run").write_text("no folder")
    asked()
    assert reminders.send() == {"sent": 1}
