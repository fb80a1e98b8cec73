"""Reminders from event to mailbox: each once, none for what moved, fell through or is over."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendar_app.ical import check
from calendar_app.models.desk import Event
from calendar_app.models.readers import Delivery, Subscription
from calendar_app.reminders import due, owing, sending, subscribing
from calendar_app.reminders.sending import LEASE
from calendar_app.review import withdraw
from tests import factories as make
from tests.factories import NOW

from .conftest import SITE
from .readers import DAY, HOUR, MINUTE, reader, send
from .sink import Sink

pytestmark = pytest.mark.django_db
START = datetime(2025, 7, 11, 6, tzinfo=UTC)  # 14:00 in Kuala Lumpur


def meeting(**fields: Any) -> Event:
    at = {"start_time": "14:00", "zone": "Asia/Kuala_Lumpur"}
    made = make.event(title_en="ARF", **{**at, **fields})
    made.refresh_from_db()
    make.publish(made)
    return made


def tick(now: datetime) -> dict[str, int]:
    due.remind(now=now)
    return dict(send(now))


def again(event: Event, now: datetime, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    make.publish(event, now=now)


@pytest.mark.parametrize(("language", "word"), [("en", "Reminder: ARF"), ("ru", "Напоминание"), ("ar", "تذكير")])
def test_each_span_brings_one_mail_at_its_minute(post: Sink, language: str, word: str) -> None:
    meeting()
    reader(before=(DAY, HOUR), language=language, zone="Europe/Moscow")
    assert [tick(START - DAY - MINUTE), tick(START - DAY), tick(START - DAY + MINUTE)] == [{}, {"sent": 1}, {}]
    assert [tick(START - HOUR - MINUTE), tick(START - HOUR), tick(START)] == [{}, {"sent": 1}, {}]
    first = post.mails[0]
    assert str(first["Subject"]).startswith(word)
    text = first.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert [part in text for part in ("14:00", "09:00", f"{SITE}/{language}/events/arf-32-2025/")] == [True] * 3
    (file,) = [part for part in first.walk() if part.get_content_type() == "text/calendar"]
    findings = check(file.get_payload(decode=True))  # type: ignore[arg-type]
    assert {finding.rule for finding in findings} == {"missing"}  # it is one entry, and no feed to come back to


def test_a_clock_that_stood_still_makes_up_for_it_and_one_that_goes_back_repeats_nothing(post: Sink) -> None:
    meeting()
    reader(before=(DAY,))
    assert [tick(START - HOUR), tick(START - DAY), tick(START - HOUR)] == [{"sent": 1}, {}, {}]


def test_a_meeting_that_moved_has_other_reminders(post: Sink) -> None:
    event = meeting()
    reader(before=(DAY,))
    tick(START - DAY)
    again(event, START - HOUR, date="2025-07-14")
    assert [tick(START - HOUR), tick(START + 2 * DAY)] == [{}, {"sent": 1}]
    assert len(post.raw) == 2


def test_a_meeting_moved_across_its_reminders_moment_tells_nothing_of_the_past(post: Sink) -> None:
    event = meeting(date="2025-07-14")
    reader(before=(7 * DAY, DAY))
    again(event, datetime(2025, 7, 6, tzinfo=UTC), date="2025-07-11")
    assert tick(datetime(2025, 7, 6, 0, 1, tzinfo=UTC)) == {}
    assert tick(START - DAY) == {"sent": 1}


def test_a_better_title_at_the_very_moment_loses_no_reminder(post: Sink) -> None:
    event = meeting()
    reader(before=(DAY,))
    again(event, START - DAY + MINUTE / 2, title_en="ASEAN Regional Forum")
    assert tick(START - DAY + MINUTE) == {"sent": 1}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"lifecycle": "cancelled", "reason_en": "Rain"}, "not sent: the event is cancelled"),
        ({"lifecycle": "postponed", "reason_en": "Rain"}, "not sent: the event is postponed"),
        ({"date": "2025-07-12"}, "not sent: the event moved"),
        ({"start_time": "15:00"}, "not sent: the event moved"),
    ],
)
def test_what_changed_after_it_was_owed_is_not_told_wrongly(post: Sink, fields: dict[str, Any], why: str) -> None:
    event = meeting()
    reader(before=(DAY,))
    due.remind(now=START - DAY)
    again(event, START - DAY, **fields)
    assert send(START - DAY) == {"moot": 1}
    assert (Delivery.objects.get().result, post.raw) == (why, [])


def test_what_was_withdrawn_and_what_has_begun_is_not_told(post: Sink) -> None:
    event = meeting()
    reader(before=(DAY,))
    due.remind(now=START - DAY)
    assert send(START) == {"moot": 1}
    assert Delivery.objects.get().result == "not sent: the event has begun"
    Delivery.objects.update(failed=None, claimed=None)
    withdraw(event, by=User.objects.create(username="editor"), now=START - DAY, reason="a mistake")
    assert send(START - DAY + LEASE) == {"moot": 1}
    assert Delivery.objects.get().result == "not sent: the event was withdrawn"


def test_no_reminder_without_a_day_and_one_once_the_day_is_known(post: Sink) -> None:
    event = meeting(date="2025-07", start_time=None, certainty="tentative")
    reader(before=(DAY,))
    assert tick(datetime(2025, 6, 30, 12, tzinfo=UTC)) == {}
    again(event, NOW + DAY, date="2025-07-11")
    assert tick(datetime(2025, 7, 10, 0, 0, tzinfo=UTC)) == {"sent": 1}  # 8:00 in Kuala Lumpur


def test_only_what_was_asked_for(post: Sink) -> None:
    make.publish(make.event("talks", forum=make.forum(), start_time="14:00", zone="Asia/Kuala_Lumpur"))
    meeting()
    reader("some@example.org", selection="forum=arf", before=(DAY,))
    reader("all@example.org", before=(DAY,))
    reader("none@example.org", before=())
    lost = reader("lost@example.org", before=(DAY,))
    Subscription.objects.filter(pk=lost.pk).update(selection="forum=lost")
    assert tick(START - DAY) == {"sent": 3}
    assert sorted(post.to) == ["all@example.org", "all@example.org", "some@example.org"]


def test_nobody_is_told_of_what_was_due_before_they_asked(post: Sink) -> None:
    meeting()
    made = reader(now=START - DAY + MINUTE, before=(DAY, HOUR))
    assert tick(START - DAY + 2 * MINUTE) == {}
    subscribing.pause(subscription=made, now=START - 2 * HOUR)
    assert tick(START - HOUR) == {}
    subscribing.resume(subscription=made, now=START - HOUR / 2)
    assert tick(START - HOUR / 2) == {}


def test_the_same_number_of_questions_for_one_event_and_for_three() -> None:
    reader(before=(DAY,))
    counts = []
    for number in range(3):
        meeting(slug=f"m{number}")
        with CaptureQueriesContext(connection) as asked:
            due.remind(now=START - DAY)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_without_anybody_who_wants_reminders_nothing_is_looked_for(django_assert_num_queries: Any) -> None:
    meeting()
    with django_assert_num_queries(1):
        assert due.remind(now=START - DAY) == 0


def test_sending_is_what_the_room_says(post: Sink) -> None:
    assert (sending.WINDOW, timedelta(minutes=3)) == (100, LEASE)


# What the cursor spares, and what it must not


def moment(minutes: float = 0) -> datetime:
    return START - DAY + minutes * MINUTE


def test_between_two_moments_no_reader_is_asked_for() -> None:
    meeting()
    reader(before=(DAY,))
    assert [due.remind(now=moment(minutes)) for minutes in (-1, 0, 1, 3)] == [0, 1, 0, 0]
    with CaptureQueriesContext(connection) as asked:
        assert due.remind(now=moment(4)) == 0
    assert [query["sql"] for query in asked if '"calendar_app_subscription"' in query["sql"]] == []


def test_what_was_missed_while_nothing_ran_is_made_up_for() -> None:
    meeting()
    reader(before=(DAY,))
    assert [due.remind(now=moment(minutes)) for minutes in (-10, 23 * 60, 23 * 60 + 1)] == [0, 1, 0]


def test_who_was_being_confirmed_during_a_look_is_found_by_the_next() -> None:
    meeting()
    reader(before=(DAY,))
    assert due.remind(now=moment(0.5)) == 1
    reader(before=(DAY,), now=moment(-0.5))
    assert due.remind(now=moment(1.5)) == 1


def test_what_was_being_published_during_a_look_is_found_by_the_next() -> None:
    reader(before=(DAY,))
    assert due.remind(now=moment(30)) == 0
    made = make.event(title_en="ARF", start_time="14:00", zone="Asia/Kuala_Lumpur")
    made.refresh_from_db()
    make.publish(made, now=moment(-1))
    assert due.remind(now=moment(31)) == 1


def test_rows_that_are_gone_are_found_missing_within_the_hour() -> None:
    meeting()
    reader(before=(DAY,))
    assert [due.remind(now=moment(minutes)) for minutes in (0, 5)] == [1, 0]
    Delivery.objects.all().delete()
    assert [due.remind(now=moment(minutes)) for minutes in (30, 59, 60, 61)] == [0, 0, 1, 0]


def test_a_ledger_larger_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owing, "BATCH", 2)
    meeting()
    for _ in range(5):
        reader(before=(DAY,))
    assert due.remind(now=moment()) == 5
    Delivery.objects.filter(pk=Delivery.objects.values("pk")[:1]).delete()
    assert (due.remind(now=moment(60)), Delivery.objects.count()) == (1, 5)
