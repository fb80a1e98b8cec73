"""What the clock forgets of accounts."""

from datetime import timedelta

import pytest
import time_machine
from celery import current_app
from django.contrib.sessions.models import Session
from django.test import Client

from calendar_app.accounts import traces
from calendar_app.models.accounts import SignIn, Sitting
from calendar_app.models.vocabulary import Outcome
from calendar_app.tasks import accounts
from tests.accounts.people import person
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_timetable_knows_it_by_this_name() -> None:
    assert accounts.forget.name in {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert accounts.forget.name in current_app.tasks


def test_old_sign_ins_and_sessions_that_are_over_go() -> None:
    for days in (0, 1):
        traces.note(Outcome.PASSWORD, user=None, visitor=traces.Visitor("", ""), now=NOW + timedelta(days=days))
    with time_machine.travel(NOW, tick=False) as clock:
        browser = Client()
        browser.force_login(person())
        browser.get("/admin/")
        assert (Session.objects.count(), Sitting.objects.count()) == (1, 1)
        clock.shift(timedelta(days=90))
        assert accounts.forget() == 0
        assert (Session.objects.count(), Sitting.objects.count()) == (0, 0)
        clock.shift(timedelta(seconds=1))
        assert accounts.forget() == 1
    assert SignIn.objects.count() == 1
