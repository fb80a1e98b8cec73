"""Sessions are seen, listed while they are good for something, and ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from calendar_app.accounts import sittings
from calendar_app.accounts.traces import Visitor
from calendar_app.models.accounts import Sitting
from tests.factories import NOW

from .people import person

pytestmark = pytest.mark.django_db
HERE, THERE = Visitor("192.0.2.0/24", "Firefox"), Visitor("198.51.100.0/24", "Firefox")


def begun(user: Any) -> str:
    """The key of a session of theirs."""
    browser = Client()
    browser.force_login(user)
    return str(browser.session.session_key)


def test_it_is_noted_once_a_minute_and_where_from() -> None:
    editor = person()
    key = begun(editor)
    seen = []
    for seconds, visitor in ((0, HERE), (59, THERE), (60, THERE)):
        sittings.note(key=key, user=editor, visitor=visitor, now=NOW + timedelta(seconds=seconds))
        one = Sitting.objects.get()
        seen.append((one.address, one.made - NOW, (one.seen - NOW).seconds))
    none = timedelta()
    assert seen == [(HERE.address, none, 0), (HERE.address, none, 0), (THERE.address, none, 60)]
    assert str(Sitting.objects.get()) == f"Firefox, {NOW + timedelta(minutes=1):%Y-%m-%d %H:%M}"


@pytest.mark.django_db(transaction=True)
def test_a_session_that_was_ended_this_moment_is_not_noted() -> None:
    sittings.note(key="gone", user=person(), visitor=HERE, now=NOW)
    assert Sitting.objects.count() == 0


def test_a_session_that_another_account_goes_on_with_is_theirs() -> None:
    editor, other = person(), person("other")
    key = begun(editor)
    for user in (editor, other):
        sittings.note(key=key, user=user, visitor=HERE, now=NOW)
    assert Sitting.objects.get().user == other


def test_only_those_that_still_open_the_desk_are_listed() -> None:
    editor = person()
    keys = [begun(editor) for _ in range(3)]
    for key in keys:
        sittings.note(key=key, user=editor, visitor=HERE, now=NOW)
    Session.objects.filter(pk=keys[0]).update(expire_date=NOW)
    assert {one.session_id for one in sittings.alive(editor, now=NOW)} == set(keys[1:])
    editor.set_password("another long password")
    editor.save()
    assert sittings.alive(editor, now=NOW) == []


def test_they_are_ended_by_number_and_all_but_one() -> None:
    editor, other = person(), person("other")
    keys = [begun(editor) for _ in range(3)]
    for key in keys:
        sittings.note(key=key, user=editor, visitor=HERE, now=NOW)
    number = Sitting.objects.get(session=keys[0]).pk
    assert (sittings.end(user=other, number=number), sittings.end(user=editor, number=number)) == (0, 1)
    assert (sittings.end_others(user=editor, key=keys[1]), sittings.end_others(user=editor, key=keys[1])) == (1, 0)
    assert list(Session.objects.values_list("pk", flat=True)) == [keys[1]]
    assert Sitting.objects.get().session_id == keys[1]
