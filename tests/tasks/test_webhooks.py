"""Webhooks by the clock."""

from typing import Any

import pytest
import time_machine
from celery import current_app
from django.core.management import call_command

from calendar_app.models.readers import Webhook
from calendar_app.tasks import webhooks
from tests import factories as make
from tests.factories import NOW
from tests.webhooks.sink import sinking
from tests.webhooks.world import DAY, webhook

pytestmark = pytest.mark.django_db


def test_the_timetable_knows_them_by_these_names() -> None:
    timetable = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert {webhooks.catch_up.name, webhooks.forget.name} <= timetable


def test_one_tick_writes_down_and_sends(settings: Any) -> None:
    make.published_week()
    with sinking(200) as sink:
        settings.FETCH_ALSO = sink.also
        webhook(sink.url, revision=0)
        assert webhooks.catch_up() == 2
        assert webhooks.catch_up() == 0


def test_a_tick_ends_though_there_is_more(settings: Any) -> None:
    make.publish(*(make.event(f"meeting-{number}") for number in range(9)))
    with sinking(200) as sink, time_machine.travel(NOW) as clock:
        settings.FETCH_ALSO = sink.also
        webhook(sink.url, revision=0)

        def slow(_said: dict[str, Any]) -> tuple[int, bytes]:
            clock.shift(30)
            return 200, b""

        sink.answers = [slow]
        assert webhooks.catch_up() == 1


def test_the_command_goes_on_until_nothing_is_due(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    make.publish(*(make.event(f"meeting-{number}") for number in range(9)))
    with sinking(*[200] * 8, 500) as sink:
        settings.FETCH_ALSO = sink.also
        webhook(sink.url, revision=0)
        call_command("deliver_webhooks")
    assert "9 tried, 1 waiting." in capsys.readouterr().out


def test_what_nobody_confirmed_goes() -> None:
    webhook(confirmed=None)
    with time_machine.travel(NOW + 3 * DAY):
        assert webhooks.forget() == 1
    assert not Webhook.objects.exists()
