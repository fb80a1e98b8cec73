"""Rows 1 and 2: kill -9 of a sender at the worst moments: nobody is left out, and what comes twice was in the air.

With each protection switched off, the same is seen to fail.
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from calendar_app.models.readers import Delivery
from calendar_app.reminders.sending import LEASE

from .readers import asked
from .sink import Sink

READERS, KILLS, WINDOW = 40, 4, 5
#: What a program does before it sends, for a protection to be off.
OFF = {
    "nothing": "",
    "sending before recording": (
        "from calendar_app.models.readers.delivery import Delivery, DeliveryQuerySet as rows; take = rows.take\n"
        "def first(self, *, now, **options):\n"
        "    taken = take(self, now=now, **options)\n"
        "    Delivery.objects.filter(pk__in=[one.pk for one in taken]).update(sent=now)\n"
        "    return taken\n"
        "rows.take = first\n"
    ),
    "the window": "from django.conf import settings; settings.MAIL_WINDOW = 1000\n",
    "the stable Message-ID": (
        "import uuid; from calendar_app.reminders import message\n"
        "message.message_id = lambda *_: f'<{uuid.uuid4()}@calendar.example.org>'\n"
    ),
}
SEND = "from django.core.management import call_command; call_command('send_due')"


def sender(environment: dict[str, str], port: int, off: str = "nothing") -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", f"import django; django.setup()\n{OFF[off]}{SEND}"]
    environment = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "MAIL_WINDOW": str(WINDOW)}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env={**environment, **mail}, stdout=subprocess.DEVNULL)


def _kill(pid: int, left: Iterator[int], before: bool, _to: str) -> str:
    """The answer to a mail; with the last one the sender is killed, before or after the mail was taken."""
    if next(left, None) != 0:
        return "250 taken"
    os.kill(pid, signal.SIGKILL)
    return "451 not taken" if before else "250 taken"


@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_sender_loses_nobody(seed: int, post: Sink, child_environment: dict[str, str], settings: Any) -> None:
    now, chance = timezone.now() - timedelta(minutes=1), random.Random(seed)
    for number in range(READERS):
        asked(f"r{number}@example.org", now=now)
    for _ in range(KILLS):
        program, left, before = (
            sender(child_environment, settings.EMAIL_PORT),
            chance.randint(1, 8),
            chance.random() < 0.5,
        )

        post.says = partial(_kill, program.pid, iter(range(left - 1, -1, -1)), before)
        assert program.wait(60) == -signal.SIGKILL
        Delivery.objects.waiting().update(claimed=F("claimed") - LEASE)  # the lease has passed
    post.says = lambda _to: "250 taken"
    assert sender(child_environment, settings.EMAIL_PORT).wait(60) == 0
    times = Counter(post.to)
    ids = {(to, mail["Message-ID"]) for to, mail in zip(post.to, post.mails, strict=True)}
    print(f"seed {seed}: {KILLS} kills, {READERS} mails, {len(post.to) - READERS} twice")  # noqa: T201 - the figure
    assert set(times) == {f"r{number}@example.org" for number in range(READERS)}
    assert len(post.to) - READERS <= KILLS * WINDOW
    assert max(times.values()) <= 1 + KILLS
    assert len(ids) == READERS
    assert not Delivery.objects.waiting().exists()


@pytest.mark.parametrize(
    ("off", "seen"),
    [
        ("nothing", {"lost": False, "more than the window": False, "under another id": False}),
        ("sending before recording", {"lost": True, "more than the window": False, "under another id": False}),
        ("the window", {"lost": False, "more than the window": True, "under another id": False}),
        ("the stable Message-ID", {"lost": False, "more than the window": False, "under another id": True}),
    ],
)
def test_each_protection_is_what_protects(
    off: str, seen: dict[str, bool], post: Sink, child_environment: dict[str, str], settings: Any
) -> None:
    readers, now = 20, timezone.now() - timedelta(minutes=1)
    for number in range(readers):
        asked(f"r{number}@example.org", now=now)
    program = sender(child_environment, settings.EMAIL_PORT, off)
    post.says = partial(_kill, program.pid, iter(range(9, -1, -1)), False)
    assert program.wait(60) == -signal.SIGKILL
    post.says = lambda _to: "250 taken"
    Delivery.objects.waiting().update(claimed=F("claimed") - LEASE)
    assert sender(child_environment, settings.EMAIL_PORT, off).wait(60) == 0
    ids = {(to, mail["Message-ID"]) for to, mail in zip(post.to, post.mails, strict=True)}
    assert {
        "lost": len(set(post.to)) < readers,
        "more than the window": len(post.to) - len(set(post.to)) > WINDOW,
        "under another id": len(ids) > len(set(post.to)),
    } == seen
