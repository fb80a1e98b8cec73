"""How often a client may knock, counted once for each time even when it knocks with both hands."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from calendar_app.models.readers import Allowance
from tests.factories import NOW

HOUR = timedelta(hours=1)


def spend(minutes: int = 0, door: str = "door", client: str = "192.0.2.1") -> bool:
    now = NOW + timedelta(minutes=minutes)
    return Allowance.objects.spend(door=door, client=client, most=3, every=HOUR, now=now)


@pytest.mark.django_db
def test_so_many_an_hour_and_then_again() -> None:
    assert [spend(minutes) for minutes in (0, 1, 2, 3, 59, 60, 61, 62, 63)] == [
        True, True, True, False, False, True, True, True, False,
    ]  # fmt: skip


@pytest.mark.django_db
def test_each_client_and_each_door_has_its_own() -> None:
    assert [spend() for _ in range(4)] == [True, True, True, False]
    assert (spend(client="192.0.2.2"), spend(door="other")) == (True, True)


@pytest.mark.django_db
def test_no_address_is_kept_and_old_counts_can_be_found() -> None:
    spend()
    spend(minutes=90, client="192.0.2.2")
    assert all("192.0.2" not in one.key and len(one.key) == 64 for one in Allowance.objects.all())
    assert [str(one) for one in Allowance.objects.stale(NOW + HOUR)] == ["1 since 2025-07-02 12:00"]


@pytest.mark.django_db(transaction=True)
def test_requests_at_once_never_spend_the_same_one() -> None:
    def knock(_: int) -> bool:
        try:
            return spend()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(knock, range(24))) == [False] * 21 + [True] * 3
