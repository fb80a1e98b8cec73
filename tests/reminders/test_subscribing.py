"""What a subscriber can do, and how long it is remembered."""

import pytest

from calendar_app.models.readers import Delivery, Subscription
from calendar_app.reminders import subscribing
from calendar_app.reminders.wish import Wish, wish
from tests import factories as make
from tests.factories import NOW

from .readers import DAY, HOUR, asked, reader, send

pytestmark = pytest.mark.django_db


def test_a_wish_is_kept_and_read_again() -> None:
    make.publish(make.event(forum=make.forum()))
    wanted = Wish("ar", "Asia/Riyadh", 7, (7 * DAY, HOUR), alerts=True, digest="weekly")
    made = asked(selection="forum=arf", **vars(wanted))
    made.refresh_from_db()
    assert (wish(made), made.selection, made.standing) == (wanted, "forum=arf", "asked")


def test_the_newer_of_two_for_the_same_replaces_the_older() -> None:
    older, other = reader("a@example.org"), reader("b@example.org")
    newer = asked("A@example.org")
    subscribing.confirm(subscription=newer, now=NOW)
    standings = [Subscription.objects.get(pk=one.pk).standing for one in (older, other, newer)]
    assert standings == ["ended", "listening", "listening"]


def test_confirming_twice_changes_nothing_and_confirming_after_leaving_neither() -> None:
    made = reader()
    subscribing.confirm(subscription=made, now=NOW + DAY)
    assert Subscription.objects.get().confirmed == NOW
    left = asked()
    subscribing.end(subscription=left, now=NOW)
    subscribing.confirm(subscription=left, now=NOW)
    assert Subscription.objects.get(pk=left.pk).standing == "ended"


def test_pausing_and_going_on() -> None:
    made = reader()
    subscribing.pause(subscription=made, now=NOW + HOUR)
    assert Subscription.objects.get().standing == "paused"
    subscribing.resume(subscription=made, now=NOW + 2 * HOUR)
    assert (Subscription.objects.get().standing, Subscription.objects.get().since) == ("listening", NOW + 2 * HOUR)


def test_leaving_keeps_its_first_moment() -> None:
    made = reader()
    for hours in (1, 2):
        subscribing.end(subscription=made, now=NOW + hours * HOUR)
    assert Subscription.objects.get().ended == NOW + HOUR


def test_a_changed_wish_holds_from_now_on() -> None:
    made = reader()
    subscribing.change(subscription=made, wish=Wish("ru", before=(HOUR,)), now=NOW + DAY)
    made = Subscription.objects.get()
    assert (wish(made), made.since) == (Wish("ru", before=(HOUR,)), NOW + DAY)


def test_everything_kept_can_be_read_and_erased() -> None:
    made = asked("a@example.org")
    send()
    told = subscribing.export(Subscription.objects.get())
    assert (told["email"], told["minutes_before"], told["options"]) == (
        "a@example.org", [1440], {"alerts": True, "digest": "", "diary": False, "itip": False},
    )  # fmt: skip
    assert [(mail["kind"], mail["sent"]) for mail in told["mails"]] == [("confirm", NOW)]
    subscribing.erase(subscription=made)
    assert (Subscription.objects.count(), Delivery.objects.count()) == (0, 0)


def test_who_never_confirmed_is_forgotten_after_three_days_and_who_left_after_thirty() -> None:
    asked()
    left, stays = reader(), reader()
    subscribing.end(subscription=left, now=NOW)
    assert [subscribing.forget(now=NOW + n * DAY) for n in (3, 3.1, 30, 30.1)] == [0, 1, 0, 1]
    assert list(Subscription.objects.all()) == [stays]


def test_what_was_sent_is_forgotten_after_ninety_days_and_what_waits_is_not() -> None:
    made = reader()
    Delivery.objects.create(key="told", subscription=made, kind="x", due=NOW, sent=NOW)
    Delivery.objects.create(key="waits", subscription=made, kind="x", due=NOW)
    subscribing.forget(now=NOW + 90 * DAY)
    assert Delivery.objects.count() == 2
    subscribing.forget(now=NOW + 91 * DAY)
    assert Delivery.objects.get().key == "waits"
