"""Alerts: what one revision changed, from what to what and on whose word, once to each reader who follows it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import Event
from calendar_app.models.public import Cursor, Head
from calendar_app.models.readers import Delivery, Subscription
from calendar_app.reminders import alerts
from calendar_app.review import withdraw
from tests import factories as make
from tests.factories import NOW

from .readers import DAY, HOUR, reader, send
from .sink import Sink

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR


def published(slug: str = "arf-32-2025", **fields: Any) -> Event:
    made = make.event(slug, title_en="ARF", certainty="tentative", **fields)
    made.refresh_from_db()
    make.publish(made, now=NOW - DAY)
    return made


def again(event: Event, now: datetime = LATER, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    make.publish(event, now=now)


def tick(now: datetime = LATER) -> dict[str, int]:
    alerts.announce(now=now)
    return dict(send(now))


def text(post: Sink, number: int = -1) -> str:
    body = post.mails[number].get_body(("plain",))
    assert body
    return str(body.get_content())


CHANGES = [
    ({"date": "2025-07-14"}, "Moved: ARF", "When: Monday, 14 July 2025 (before: Friday, 11 July 2025)"),
    ({"certainty": "confirmed"}, "Confirmed: ARF", "Certainty: confirmed (before: tentative)"),
    ({"certainty": "projected"}, "Less sure: ARF", "Certainty: projected (before: tentative)"),
    (
        {"lifecycle": "cancelled", "reason_en": "Rain"},
        "Cancelled: ARF",
        "What became of it: cancelled (before: scheduled)",
    ),
    (
        {"lifecycle": "postponed", "reason_en": "Rain"},
        "Postponed: ARF",
        "What became of it: postponed (before: scheduled)",
    ),
    ({"venue_en": "KLCC"}, "New place: ARF", "Venue: KLCC"),
    ({"online": True}, "New place: ARF", "Held online: Online (before: In person)"),
]


@pytest.mark.parametrize(("fields", "subject", "line"), CHANGES)
def test_each_kind_of_change_says_from_what_to_what(
    post: Sink, fields: dict[str, Any], subject: str, line: str
) -> None:
    event = published()
    make.cite(event, "date", make.source("Bernama"))
    reader()
    again(event, **fields)
    assert tick() == {"sent": 1}
    assert str(post.mails[0]["Subject"]) == subject
    assert line in text(post)
    assert "Source: Bernama" in text(post)
    assert tick(LATER + HOUR) == {}


def test_that_it_was_held_and_that_it_is_on_again(post: Sink) -> None:
    event = published()
    reader()
    again(event, lifecycle="postponed", reason_en="Rain")
    again(event, LATER + HOUR, lifecycle="scheduled", reason_en="")
    make.cite(event, "lifecycle", make.source("Bernama", "2025-07-12"))
    again(event, LATER + 30 * DAY, lifecycle="held", certainty="confirmed")
    assert tick(LATER + 30 * DAY) == {"sent": 3}
    assert [str(mail["Subject"]) for mail in post.mails] == ["Postponed: ARF", "On again: ARF", "Held: ARF"]
    assert "Reason: Rain" in text(post, 0)


def test_a_new_event_and_its_place_and_a_document(post: Sink) -> None:
    reader()
    week = make.week()
    make.publish(week.meeting, now=LATER)
    assert tick() == {"sent": 1}
    assert "Kuala Lumpur, Malaysia" in text(post)
    make.outcome("statement", (week.meeting, "adopted"), title_en="The statement")
    make.publish(week.meeting, now=LATER + HOUR)
    assert tick(LATER + HOUR) == {"sent": 1}
    assert "Documents: The statement (adopted)" in text(post)
    week.meeting.place = make.place("jakarta")
    week.meeting.country = None
    week.meeting.save()
    make.publish(week.meeting, now=LATER + DAY)
    assert tick(LATER + DAY) == {"sent": 1}
    assert "Place: Jakarta (before: Kuala Lumpur)" in text(post)


def test_what_is_only_said_better_is_no_news(post: Sink) -> None:
    event = published()
    reader()
    again(event, title_ru="АРФ", note_en="A note")
    assert tick() == {}
    assert Cursor.objects.get(consumer="alerts").revision == Head.number()


def test_the_editors_reason_and_a_withdrawal_are_told(post: Sink) -> None:
    event = published()
    reader(selection="kind=meeting")
    withdraw(event, by=User.objects.create(username="editor"), now=LATER, reason="entered by mistake")
    assert tick() == {"sent": 1}
    assert str(post.mails[0]["Subject"]) == "Withdrawn: entry withdrawn"
    assert "entered by mistake" in text(post)


def test_many_changes_of_one_revision_are_one_mail(post: Sink) -> None:
    reader()
    make.publish(*(make.event(f"m{n:02}") for n in range(31)), now=LATER)
    assert tick() == {"sent": 1}
    assert str(post.mails[0]["Subject"]) == "Changes: 31 meetings"
    assert "And 1 meeting more." in text(post)
    assert [part for part in post.mails[0].walk() if part.get_content_type() == "text/calendar"] == []


def test_only_to_those_who_follow_it_and_want_alerts(post: Sink) -> None:
    event = published(forum=make.forum())
    make.publish(make.event("other", forum=make.forum("eas")), now=NOW - DAY)
    reader("arf@example.org", selection="forum=arf")
    reader("eas@example.org", selection="forum=eas")
    reader("none@example.org", alerts=False)
    lost = reader("lost@example.org")
    Subscription.objects.filter(pk=lost.pk).update(selection="forum=lost")
    again(event, date="2025-07-14")
    assert (tick(), post.to) == ({"sent": 1}, ["arf@example.org"])


def test_who_follows_a_selection_hears_when_an_event_leaves_it(post: Sink) -> None:
    event = published()
    reader(selection="lifecycle=scheduled")
    again(event, lifecycle="cancelled", reason_en="Rain")
    assert tick() == {"sent": 1}


def test_nobody_hears_of_what_was_published_before_they_asked(post: Sink) -> None:
    event = published()
    again(event, NOW - HOUR, date="2025-07-14")
    reader()
    assert tick() == {}


def test_a_selection_that_lost_its_words_after_it_was_owed_is_moot(post: Sink) -> None:
    event = published()
    made = reader()
    again(event, date="2025-07-14")
    alerts.announce(now=LATER)
    Subscription.objects.filter(pk=made.pk).update(selection="forum=lost")
    assert send(LATER) == {"moot": 1}
    Delivery.objects.update(failed=None, claimed=None)
    Subscription.objects.filter(pk=made.pk).update(selection="kind=bilateral")
    assert send(LATER) == {"moot": 1}


@pytest.mark.parametrize(("language", "word"), [("ru", "Перенесено"), ("ar", "نُقل")])
def test_in_the_readers_language(post: Sink, language: str, word: str) -> None:
    event = published(start_time="14:00", zone="Asia/Kuala_Lumpur")
    reader(language=language)
    again(event, date="2025-07-14")
    tick()
    assert str(post.mails[0]["Subject"]).startswith(word)
    assert post.mails[0]["Content-Language"] == language


def test_two_at_once_announce_once() -> None:
    event = published()
    reader()
    again(event, date="2025-07-14")
    assert (alerts.announce(now=LATER), alerts.announce(now=LATER)) == (1, 0)
    Cursor.objects.update(revision=0)
    alerts.announce(now=datetime(2025, 7, 3, tzinfo=UTC))
    assert Delivery.objects.count() == 1


def test_an_event_without_a_date_and_one_that_gets_it(post: Sink) -> None:
    reader(zone="UTC")
    event = make.event(title_en="ARF", date="", certainty="projected")
    make.publish(event, now=LATER)
    assert tick() == {"sent": 1}
    assert "When: date to be confirmed" in text(post)
    again(event, LATER + HOUR, date="2025-07-11", start_time="14:00", zone="UTC")
    assert tick(LATER + HOUR) == {"sent": 1}
    assert "When: Friday, 11 July 2025, 14:00 UTC (before: date to be confirmed)" in text(post)


def test_an_outcome_that_is_not_public_any_more_and_a_place_that_is_unsaid(post: Sink) -> None:
    event = published(venue_en="KLCC", online=True)
    reader(selection="q=arf")
    again(event, venue_en="", online=False)
    assert tick() == {"sent": 1}
    assert "Venue: not known (before: KLCC)" in text(post)
