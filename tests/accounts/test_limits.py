"""How often one may try: per address, per account, and what is right does not count."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from calendar_app.accounts import limits
from calendar_app.models.readers import Allowance
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def tries(many: int, *, name: str = "editor", address: str = "192.0.2.1", minutes: int = 0) -> int:
    """How many of so many were let through."""
    now = NOW + timedelta(minutes=minutes)
    return sum(limits.may_try(name=name, address=address, now=now) for _ in range(many))


def test_one_address_has_ten_failures_with_an_account_and_thirty_in_all() -> None:
    assert tries(12) == 10
    assert tries(8, name="EDITOR") == 0
    assert tries(9, name="other") == 9
    assert tries(9, name="third") == 1
    assert tries(12, address="192.0.2.2") == 10
    assert tries(12, minutes=15) == 10


def test_one_account_has_a_hundred_failures_an_hour_from_everywhere() -> None:
    assert sum(tries(10, address=f"192.0.2.{number}") for number in range(12)) == 100
    assert tries(1, name="other", address="192.0.2.200") == 1


def test_who_is_spent_costs_the_account_nothing() -> None:
    tries(200)
    assert tries(10, address="192.0.2.2") == 10


def test_what_was_right_does_not_count() -> None:
    for _ in range(50):
        assert tries(1) == 1
        limits.succeeded(name="Editor", address="192.0.2.1")
    assert set(Allowance.objects.values_list("spent", flat=True)) == {0}
    limits.succeeded(name="Editor", address="192.0.2.1")
    assert tries(12) == 10


def test_no_name_and_no_address_is_kept() -> None:
    tries(1)
    with pytest.raises(ObjectDoesNotExist):
        Allowance.objects.get(key__contains="editor")
