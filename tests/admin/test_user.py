"""Accounts at the desk: who has a second factor, and letting somebody in again who lost it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from calendar_app.models.accounts import SecondFactor, SignIn
from tests.accounts.people import app, person

pytestmark = pytest.mark.django_db
LIST = "/admin/auth/user/"


def reset(client: Client, *users: User) -> str:
    chosen = {"action": "reset_factors", "_selected_action": [user.pk for user in users]}
    return client.post(LIST, chosen, follow=True).content.decode()


def test_the_list_says_who_has_one(desk: Client) -> None:
    app(person("secure"))
    person("bare")
    rows = desk.get(f"{LIST}?o=6").content.decode()
    assert rows.count('field-second_factor"><img src="/static/admin/img/icon-yes.svg"') == 1
    assert rows.count('field-second_factor"><img src="/static/admin/img/icon-no.svg"') == 2


def test_an_administrator_takes_it_away_and_it_is_on_record(desk: Client) -> None:
    lost = person("lost")
    app(lost)
    assert "Taken away: lost. The password alone opens the desk to them now." in reset(desk, lost)
    assert SecondFactor.objects.count() == 0
    assert [(one.outcome, one.name) for one in SignIn.objects.all()] == [("factors_reset", "lost")]
    assert LogEntry.objects.get().object_id == str(lost.pk)


def test_only_a_superuser_does_so_to_a_superuser(client: Client) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    root, administrator = person("root", is_superuser=True), person("administrator")
    administrator.groups.add(administrator.groups.model.objects.get(name="administrator"))
    app(root)
    client.force_login(administrator)
    assert "Taken away: –." in reset(client, root)
    assert SecondFactor.objects.count() == 1
