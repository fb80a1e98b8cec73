"""The ledger of deliveries: claimed once, given back by time or by hand, recorded once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from calendar_app.models.readers import Delivery, Subscription, Webhook
from tests.factories import NOW

LEASE, MINUTE = timedelta(minutes=3), timedelta(minutes=1)


def owed(*minutes: int) -> list[Delivery]:
    """One mail each, due so many minutes after the usual moment."""
    reader = Subscription.objects.create(email="a@example.org", language="en", nonce="m", asked=NOW)
    return [
        Delivery.objects.create(key=f"reminder:{n}", subscription=reader, kind="reminder", due=NOW + n * MINUTE)
        for n in minutes
    ]


def claim(now: int = 0, most: int = 100) -> list[Delivery]:
    return Delivery.objects.claim(now=NOW + now * MINUTE, lease=LEASE, most=most)


@pytest.mark.django_db
def test_what_is_due_is_claimed_oldest_first_and_once() -> None:
    late, older, future = owed(-1, -2, 1)
    assert claim(most=1) == [older]
    assert claim() == [late]
    assert claim() == []
    assert claim(1) == [future]


@pytest.mark.django_db
def test_a_claim_is_an_attempt_and_ends_with_its_lease() -> None:
    owed(0)
    (first,) = claim(0)
    assert (first.attempts, first.claimed) == (1, NOW)
    assert claim(2) == []
    (again,) = claim(3)
    assert (again.attempts, again.claimed) == (2, NOW + 3 * MINUTE)


@pytest.mark.django_db
def test_a_clock_that_goes_back_gives_nothing_twice() -> None:
    owed(0, 1)
    assert len(claim(2)) == 2
    assert claim(-58) == []


@pytest.mark.django_db
def test_a_claim_that_seems_very_old_may_be_of_another_clock_and_is_held_anew_before_it_is_taken() -> None:
    owed(0)
    (first,) = claim(0)
    assert (claim(60), claim(62)) == ([], [])
    assert Delivery.objects.mark_sent(first, now=NOW)  # whoever holds it now
    Delivery.objects.update(sent=None)
    (again,) = claim(63)
    assert again.attempts == 2


@pytest.mark.django_db
def test_what_was_not_tried_is_given_back_at_once() -> None:
    owed(0)
    assert Delivery.objects.release(claim()) == 1
    (again,) = claim()
    assert again.attempts == 1


@pytest.mark.django_db
def test_whoever_lost_the_lease_decides_no_more() -> None:
    owed(0)
    (lost,), (held,) = claim(0), claim(3)
    assert not Delivery.objects.postpone(lost, due=NOW + LEASE, result="450")
    assert not Delivery.objects.give_up(lost, now=NOW, result="550")
    assert Delivery.objects.release([lost]) == 0
    assert Delivery.objects.postpone(held, due=NOW + 5 * MINUTE, result="450")
    assert claim(4) == []
    (later,) = claim(5)
    assert Delivery.objects.give_up(later, now=NOW, result="550")
    assert claim(60) == []
    assert Delivery.objects.get().result == "550"


@pytest.mark.django_db
def test_what_was_accepted_is_recorded_once_whoever_holds_it() -> None:
    owed(0)
    (lost,), (held,) = claim(0), claim(3)
    assert Delivery.objects.mark_sent(lost, now=NOW, result="250")
    assert not Delivery.objects.mark_sent(held, now=NOW + LEASE)
    assert not Delivery.objects.postpone(held, due=NOW, result="450")
    assert (Delivery.objects.get().sent, Delivery.objects.get().result) == (NOW, "250")


@pytest.mark.django_db
def test_mails_and_calls_are_claimed_apart() -> None:
    (mail,) = owed(0)
    hook = Webhook.objects.create(email="a@example.org", url="https://a.example/", manage_hash="h", asked=NOW)
    call = Delivery.objects.create(key="call:1", webhook=hook, kind="change", due=NOW)
    assert Delivery.objects.calls().claim(now=NOW, lease=LEASE, most=9) == [call]
    assert Delivery.objects.mails().claim(now=NOW, lease=LEASE, most=9) == [mail]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_each_takes_its_own() -> None:
    owed(*range(-40, 0))
    gate = Barrier(4)

    def take() -> list[str]:
        gate.wait()
        try:
            return [one.key for _ in range(4) for one in claim(most=5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = [key for running in [pool.submit(take) for _ in range(4)] for key in running.result()]
    assert len(taken) == len(set(taken)) == 40
