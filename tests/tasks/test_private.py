"""What the clock forgets of readers."""

from datetime import timedelta

import pytest
import time_machine
from celery import current_app

from calendar_app.feeds import Options
from calendar_app.feeds import private as feeds
from calendar_app.models.readers import Allowance, PrivateFeed
from calendar_app.selection import Selection
from calendar_app.tasks import private
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_timetable_knows_it_by_this_name() -> None:
    assert private.expire.name in {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert private.expire.name in current_app.tasks


def test_unused_feeds_and_spent_allowances_go() -> None:
    made = feeds.make(selection=Selection(), language="en", options=Options(), alarms=(), now=NOW).feed
    for days in (0, 399):
        Allowance.objects.spend(
            door="d", client=str(days), most=1, every=timedelta(hours=1), now=NOW + timedelta(days=days)
        )
    with time_machine.travel(NOW + timedelta(days=400), tick=False) as clock:
        assert private.expire() == 0
        assert (PrivateFeed.objects.get(), Allowance.objects.count()) == (made, 1)
        clock.shift(timedelta(seconds=1))
        assert private.expire() == 1
    assert (PrivateFeed.objects.count(), Allowance.objects.count()) == (0, 0)
