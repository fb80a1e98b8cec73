"""The desk's list of error reports: read, marked as done, opened again; never changed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from calendar_app.models.readers import ErrorReport
from tests.admin.forms import address
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports() -> list[ErrorReport]:
    """Two that wait, the older first."""
    return [
        ErrorReport.objects.create(text=text, page="/en/", language="en", made=NOW + timedelta(days=day))
        for day, text in enumerate(("The hour is wrong", "The hall is wrong"))
    ]


def settle(client: Client, action: str, *reports: ErrorReport) -> int:
    chosen = {"action": action, "_selected_action": [str(one.pk) for one in reports]}
    return client.post(address(ErrorReport, "changelist"), chosen).status_code


def test_those_that_wait_come_first(desk: Client, reports: list[ErrorReport]) -> None:
    assert settle(desk, "finish", reports[1]) == 302
    assert [bool(one.done) for one in ErrorReport.objects.order_by("made")] == [False, True]
    page = desk.get(address(ErrorReport, "changelist"))
    assert [one.text for one in page.context["cl"].result_list] == ["The hour is wrong", "The hall is wrong"]
    assert settle(desk, "reopen", *reports) == 302
    assert ErrorReport.objects.waiting().count() == 2


def test_the_moment_of_the_first_time_stays(reports: list[ErrorReport]) -> None:
    assert ErrorReport.objects.finish(now=NOW) == 2
    assert ErrorReport.objects.finish(now=NOW + timedelta(days=9)) == 0
    assert ErrorReport.objects.reopen() == 2
    assert ErrorReport.objects.reopen() == 0


def test_nobody_changes_a_readers_words(desk: Client, reports: list[ErrorReport]) -> None:
    assert desk.get(address(reports[0])).status_code == 200
    assert desk.post(address(reports[0]), {"text": "x"}).status_code == 403
    assert desk.post(address(reports[0], "delete"), {"post": "yes"}).status_code == 403


def test_who_may_only_look_can_not_settle(client: Client, reports: list[ErrorReport]) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_errorreport"))
    client.force_login(reader)
    page = client.get(address(ErrorReport, "changelist"))
    assert (page.status_code, "Mark as done" in page.content.decode()) == (200, False)
    settle(client, "finish", *reports)
    assert ErrorReport.objects.waiting().count() == 2
