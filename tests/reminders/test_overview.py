"""Overviews: one a day or one on Mondays, by the reader's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from calendar_app.models.readers import Delivery, Subscription
from calendar_app.reminders import digest
from tests import factories as make

from .readers import DAY, HOUR, MINUTE, reader, send
from .sink import Sink

pytestmark = pytest.mark.django_db
EIGHT = datetime(2025, 7, 10, 5, tzinfo=UTC)  # a Thursday, 8:00 in Moscow
MONDAY = EIGHT - 3 * DAY


def tick(now: datetime) -> dict[str, int]:
    digest.overview(now=now)
    return dict(send(now))


def wants(kind: str) -> Subscription:
    return reader(before=(), alerts=False, digest=kind, zone="Europe/Moscow")


def test_every_day_at_the_readers_hour_today_and_tomorrow(post: Sink) -> None:
    make.publish(
        make.event(), make.event("later", date="2025-07-12"), make.event("vague", date="2025-07", certainty="tentative")
    )
    wants("daily")
    assert [tick(EIGHT - MINUTE), tick(EIGHT), tick(EIGHT + MINUTE)] == [{}, {"sent": 1}, {}]
    assert str(post.mails[0]["Subject"]) == "Ahead: 10\u2060–\u206011 July 2025, 1 meeting"
    assert tick(EIGHT + DAY + HOUR) == {"sent": 1}
    assert "2 meetings" in str(post.mails[1]["Subject"])


def test_on_mondays_for_the_week(post: Sink) -> None:
    make.publish(make.event())
    wants("weekly")
    assert [tick(MONDAY - HOUR), tick(MONDAY), tick(MONDAY + DAY), tick(EIGHT)] == [{}, {"sent": 1}, {}, {}]


def test_nothing_ahead_is_no_mail(post: Sink) -> None:
    wants("daily")
    assert tick(EIGHT) == {"moot": 1}
    assert post.raw == []


def test_a_morning_long_past_is_not_made_up_for(post: Sink) -> None:
    make.publish(make.event())
    wants("daily")
    assert tick(EIGHT + timedelta(hours=12, minutes=1)) == {}


def test_who_wants_none_any_more_or_asked_after_the_hour_gets_none(post: Sink) -> None:
    make.publish(make.event())
    made = wants("daily")
    digest.overview(now=EIGHT)
    Subscription.objects.filter(pk=made.pk).update(options={})
    assert send(EIGHT) == {"moot": 1}
    Subscription.objects.filter(pk=made.pk).update(options={"digest": "daily"}, since=EIGHT + DAY + MINUTE)
    assert tick(EIGHT + DAY + HOUR) == {}


def test_a_selection_that_lost_its_words_is_moot_and_a_long_list_is_cut(post: Sink) -> None:
    made = wants("daily")
    digest.overview(now=EIGHT)
    Subscription.objects.filter(pk=made.pk).update(selection="forum=lost")
    assert send(EIGHT) == {"moot": 1}
    Delivery.objects.all().delete()
    Subscription.objects.filter(pk=made.pk).update(selection="")
    make.publish(*(make.event(f"m{n:02}") for n in range(62)))
    assert tick(EIGHT) == {"sent": 1}
    body = post.mails[0].get_body(("plain",))
    assert body
    assert "And 2 meetings more." in body.get_content()
