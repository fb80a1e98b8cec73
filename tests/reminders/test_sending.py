"""From the ledger to a real mail server: accepted and recorded once, whatever the server does."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from calendar_app.models.readers import Delivery, Subscription
from calendar_app.reminders import sending, subscribing
from calendar_app.reminders.compose import Scribe
from calendar_app.reminders.errors import Moot
from calendar_app.reminders.sending import FRESH, LEASE, WORK
from tests.factories import NOW

from .conftest import SITE
from .readers import MINUTE, asked, send
from .sink import Sink

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=["in groups", "one by one"])
def _dialogue(request: pytest.FixtureRequest, post: Sink) -> None:
    post.grouped = request.param == "in groups"


def row() -> tuple[bool, bool, int, str]:
    one = Delivery.objects.get()
    return one.sent is not None, one.failed is not None, one.attempts, one.result


def test_each_mail_arrives_once_and_is_recorded(post: Sink) -> None:
    for number in range(5):
        asked(f"r{number}@example.org")
    assert send(window=2) == {"sent": 5}
    assert sorted(post.to) == [f"r{number}@example.org" for number in range(5)]
    assert send(NOW + LEASE) == {}
    assert len(post.raw) == 5


def test_what_was_written_too_long_ago_is_written_anew(post: Sink) -> None:
    for number in range(3):
        asked(f"r{number}@example.org")
    looked: list[datetime] = []

    def clock() -> datetime:
        """Between the writing of a slice and its first mail, longer than that is good for goes by."""
        looked.append(NOW + (2 * FRESH if len(looked) >= 3 else timedelta()))
        return looked[-1]

    assert sending.send_due(clock=clock, site=SITE, window=5) == {"sent": 3}
    assert sorted(post.to) == [f"r{number}@example.org" for number in range(3)]


def test_a_server_that_is_not_there_costs_no_attempt(post: Sink, settings: Any) -> None:
    asked()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert send() == {}
    sent, failed, attempts, result = row()
    assert (sent, failed, attempts) == (False, False, 0)
    assert result.startswith("ConnectionRefusedError")
    settings.EMAIL_PORT = port
    assert send() == {"sent": 1}


def test_an_address_that_does_not_exist_is_given_up_and_the_others_get_theirs(post: Sink) -> None:
    post.knows = lambda to: "550 no such user" if to.startswith("gone") else "250 ok"
    asked("gone@example.org")
    asked("here@example.org")
    assert send() == {"given up": 1, "sent": 1}
    assert Delivery.objects.get(failed__isnull=False).result == "550 no such user"
    assert post.to == ["here@example.org"]


@pytest.mark.parametrize("answer", ["451 try later", "452 full"])
def test_a_mailbox_that_is_busy_is_tried_again_later_and_later(post: Sink, answer: str) -> None:
    post.says = lambda _to: answer
    asked()
    assert send() == {"put off": 1}
    assert row() == (False, False, 1, answer)
    assert send(NOW + 0.9 * MINUTE) == {}
    assert send(NOW + MINUTE) == {"put off": 1}
    assert send(NOW + 2 * MINUTE) == {}
    post.says = lambda _to: "250 ok"
    assert send(NOW + 3 * MINUTE) == {"sent": 1}


def test_a_mail_refused_for_what_it_says_is_given_up(post: Sink) -> None:
    post.says = lambda _to: "554 unwanted"
    asked()
    assert send() == {"given up": 1}
    assert row() == (False, True, 1, "554 unwanted")


def test_a_server_that_goes_away_after_taking_the_mail_gets_it_again_under_the_same_id(post: Sink) -> None:
    post.says = lambda _to: "taken and gone"
    asked()
    assert send() == {"put off": 1}
    post.says = lambda _to: "250 ok"
    assert send(NOW + MINUTE) == {"sent": 1}
    first, second = (mail["Message-ID"] for mail in post.mails)
    assert first == second
    assert first.endswith("@calendar.example.org>")


def test_a_server_that_goes_away_in_the_middle_loses_nobody(post: Sink) -> None:
    for number in range(4):
        asked(f"r{number}@example.org")
    post.says = lambda _to: "250 ok" if len(post.to) != 2 else "gone"
    assert send() == {"sent": 2, "put off": 2}
    post.says = lambda _to: "250 ok"
    assert send(NOW + 2 * MINUTE) == {"sent": 2}
    assert sorted(post.to) == [f"r{number}@example.org" for number in range(4)]


def test_after_two_days_of_trying_it_is_given_up(post: Sink) -> None:
    post.says = lambda _to: "451 never"
    asked()
    now, tries = NOW, 0
    while Delivery.objects.waiting().exists():
        tries += bool(send(now))
        now = Delivery.objects.get().due
    assert tries == sending.MOST_ATTEMPTS
    assert timedelta(days=1) < now - NOW < timedelta(days=3)


def test_a_sender_that_died_leaves_its_mails_to_the_next_one(post: Sink) -> None:
    asked()
    Delivery.objects.claim(now=NOW, lease=LEASE, most=100)
    assert send(NOW + LEASE - MINUTE) == {}
    assert send(NOW + LEASE) == {"sent": 1}


def test_a_slow_sender_stops_before_its_lease_ends(post: Sink) -> None:
    asked()
    asked()

    def clock() -> datetime:
        return NOW + len(post.to) * (WORK + MINUTE)

    assert sending.send_due(clock=clock, site=SITE, window=1) == {"sent": 2}
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [1, 1]


def test_a_letter_that_cannot_be_written_stops_no_other(post: Sink) -> None:
    Delivery.objects.filter(subscription=asked()).update(kind="unheard of")
    asked("here@example.org")
    assert send() == {"put off": 1, "sent": 1}
    assert Delivery.objects.get(sent=None).result == "KeyError"


def test_what_was_accepted_is_recorded_before_more_than_the_window_is_in_flight(post: Sink) -> None:
    for number in range(120):
        asked(f"r{number}@example.org")
    open_: list[int] = []

    def clock() -> datetime:
        open_.append(len(post.to) - Delivery.objects.filter(sent__isnull=False).count())
        return NOW

    assert sending.send_due(clock=clock, site=SITE, window=10) == {"sent": 120}
    assert 0 < max(open_) <= 10


def test_who_left_before_the_mail_went_gets_none(post: Sink) -> None:
    made = asked()
    subscribing.end(subscription=made, now=NOW)
    assert send() == {"moot": 1}
    assert row()[3] == "not sent: the subscription is ended"
    assert post.raw == []


def test_who_was_erased_while_the_mail_was_claimed_gets_none(post: Sink) -> None:
    made = asked()
    (claimed,) = Delivery.objects.take(now=NOW, lease=LEASE, most=1)
    subscribing.erase(subscription=Subscription.objects.get(pk=made.pk))
    scribe = Scribe(SITE)
    scribe.look([claimed], now=NOW)
    with pytest.raises(Moot):
        scribe.compose(claimed)


def test_who_leaves_while_the_mails_go_out_gets_no_more(post: Sink) -> None:
    made = [asked() for _ in range(5)]

    def clock() -> datetime:
        if post.to:
            for one in made:
                subscribing.end(subscription=one, now=NOW)
        return NOW + len(post.to) * 2 * FRESH

    done = sending.send_due(clock=clock, site=SITE, window=1)
    assert done == {"sent": 2, "moot": 3}  # the second was under way when the first was taken
    assert len(post.to) == 2


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, "listening"),
        ({"paused": NOW}, "paused"),
        ({"confirmed": None, "paused": NOW}, "asked"),
        ({"confirmed": None, "ended": NOW}, "ended"),
    ],
)
def test_a_reader_stands_where_the_subscription_does(changes: dict[str, Any], standing: str) -> None:
    made = asked()
    Subscription.objects.filter(pk=made.pk).update(**{"confirmed": NOW, **changes})
    made.refresh_from_db()
    assert (made.standing, Subscription.objects.readers([made.pk])[made.pk].standing) == (standing, standing)
