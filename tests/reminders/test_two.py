"""Row 5: two beats and two workers at once, on a real PostgreSQL: each mail is owed once and sent once."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from calendar_app.models.readers import Claim, Delivery
from calendar_app.models.readers.delivery import DeliveryQuerySet
from calendar_app.reminders import alerts, due, sending

from .conftest import SITE
from .readers import DAY, HOUR, reader
from .sink import Sink
from .test_due import again, meeting

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime(2025, 7, 10, 6, tzinfo=UTC)  # a day before the meeting
READERS, TURNS = 12, 3


def turns(barrier: Barrier, now: datetime) -> Counter[str]:
    """What one worker does that each of two beats has called."""
    done: Counter[str] = Counter()
    try:
        for _ in range(TURNS):
            barrier.wait(60)
            alerts.announce(now=now)
            due.remind(now=now)
            done += sending.send_due(clock=lambda: now, site=SITE, window=2)
    finally:
        connection.close()
    return done


def at_once(*clocks: datetime) -> Counter[str]:
    barrier = Barrier(len(clocks))
    with ThreadPoolExecutor(len(clocks)) as pool:
        return sum((done.result(120) for done in [pool.submit(turns, barrier, now) for now in clocks]), Counter())


def unclaimed(self: DeliveryQuerySet, *, now: datetime, lease: timedelta, most: int) -> list[Claim]:
    """Taking what is due without saying so."""
    return [Claim(*row) for row in self.due(now).values_list(*Claim._fields)[:most]]


def awaited(post: Sink) -> list[str]:
    """A reminder and an alert for every reader, and a mail server that takes its time."""
    event = meeting()
    for number in range(READERS):
        reader(f"r{number}@example.org", before=(DAY,), alerts=True, now=MOMENT - 2 * HOUR)
    again(event, MOMENT - HOUR, venue_en="KLCC")

    def slowly(_to: str) -> str:
        time.sleep(0.01)
        return "250 taken"

    post.says = slowly
    return sorted([f"r{number}@example.org" for number in range(READERS)] * 2)


@pytest.mark.parametrize("protected", [True, False])
def test_two_at_once_send_each_mail_once_and_without_the_claim_they_would_not(
    post: Sink, monkeypatch: pytest.MonkeyPatch, protected: bool
) -> None:
    owed = awaited(post)
    if not protected:
        monkeypatch.setattr(DeliveryQuerySet, "take", unclaimed)
    at_once(MOMENT, MOMENT)
    assert set(post.to) == set(owed)
    assert (sorted(post.to) == owed) == protected
    assert Delivery.objects.filter(sent__isnull=False).count() == len(owed)


def test_a_clock_put_back_an_hour_under_one_of_two(post: Sink) -> None:
    owed = awaited(post)
    assert at_once(MOMENT, MOMENT - HOUR) == {"sent": len(owed)}
    assert at_once(MOMENT - HOUR, MOMENT - HOUR) == {}
    assert sorted(post.to) == owed


def test_what_the_first_one_holds_is_left_to_it_when_the_clock_goes_back(post: Sink, settings: Any) -> None:
    awaited(post)
    due.remind(now=MOMENT)
    held = Delivery.objects.claim(now=MOMENT, lease=sending.LEASE, most=100)
    assert len(held) == READERS
    assert sending.send_due(clock=lambda: MOMENT - HOUR, site=SITE) == {}
    assert sending.send_due(clock=lambda: MOMENT + sending.LEASE, site=SITE) == {"sent": READERS}
