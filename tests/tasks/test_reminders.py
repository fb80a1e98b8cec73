"""The clock of mails: one turn finds and sends whatever kind is due, and the next one nothing."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail

from calendar_app.tasks import reminders
from tests import factories as make
from tests.reminders.readers import DAY, reader

pytestmark = pytest.mark.django_db


def test_a_turn_of_the_clock_finds_reminders_alerts_and_overviews() -> None:
    now = datetime(2025, 7, 10, 8, tzinfo=UTC)
    reader(before=(DAY,), alerts=True, digest="daily")
    make.publish(make.event())
    with time_machine.travel(now, tick=False):
        assert (reminders.send(), reminders.send()) == ({"sent": 3}, {})
    subjects = sorted(str(one.subject).partition(":")[0] for one in mail.outbox)
    assert subjects == ["Added", "Ahead", "Reminder"]
