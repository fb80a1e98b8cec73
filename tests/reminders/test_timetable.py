"""A change reaches the mailbox in less than five minutes on the timetable that ships, whatever hints are lost."""

from datetime import datetime, timedelta

import pytest
import time_machine

from calendar_app.tasks import reminders
from config.celery import SEND, app

from .readers import DAY, reader
from .sink import Sink
from .test_alerts import again, published

pytestmark = pytest.mark.django_db
(EVERY,) = [entry["schedule"] for entry in app.conf.beat_schedule.values() if entry["task"] == SEND]
START = datetime.fromisoformat("2025-07-04T12:00:00+00:00")


def late(post: Sink, at: datetime, lost: int) -> float:
    """Seconds from a publication to the mailbox where this many of beat's calls were lost, and that of publishing."""
    tick, calls = START, 0
    while not post.raw:
        tick += timedelta(seconds=EVERY)
        calls += tick >= at
        if tick >= at and calls > lost:
            with time_machine.travel(tick, tick=False):
                reminders.send()
    return (tick - at).total_seconds()


@pytest.mark.parametrize("lost", range(4))
@pytest.mark.parametrize("second", [0, 1, 59])
def test_a_change_reaches_the_mailbox_in_time(post: Sink, lost: int, second: int) -> None:
    event = published()
    reader(before=(), now=START - DAY)
    at = START + timedelta(seconds=second)
    again(event, at, date="2025-07-14")
    assert late(post, at, lost) <= (lost + 1) * EVERY < 300


def test_a_worker_that_is_woken_has_it_at_once(post: Sink) -> None:
    event = published()
    reader(before=(), now=START - DAY)
    again(event, START, date="2025-07-14")
    with time_machine.travel(START, tick=False):
        assert reminders.send() == {"sent": 1}
