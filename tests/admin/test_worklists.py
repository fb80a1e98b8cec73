"""The desk's front page counts what waits and leads to it; constant in queries, in three languages."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app.models.desk import Embargo
from calendar_app.models.readers import ErrorReport
from tests import factories
from tests.factories import NOW, Week


def counts(desk: Client) -> dict[str, int]:
    """By the end of the address."""
    found = desk.get(reverse("admin:index")).context["worklists"]
    return {re.split("[=?]", one.url)[-1] if "work=" in one.url else "reports": one.count for one in found}


def test_the_front_page_counts_what_the_lists_hold(desk: Client, week: Week) -> None:
    ErrorReport.objects.create(text="Wrong", page="/en/", language="en", made=NOW)
    factories.event("open", date="")
    user = User.objects.get(username="editor")
    Embargo.objects.create(event=week.meeting, at=NOW, by=user)
    Embargo.objects.create(event=week.umbrella, at=NOW, by=user, refused="It lacks a reason.")
    assert counts(desk) == {
        "unsourced": 2, "unreported": 2, "unconfirmed-30": 1, "unconfirmed-90": 1, "unconfirmed-365": 1, "expected": 1,
        "embargoed": 1, "missed": 1, "reports": 1,
    }  # fmt: skip
    for one in desk.get(reverse("admin:index")).context["worklists"]:
        assert desk.get(one.url).context["cl"].result_count == one.count


def test_the_list_names_what_lacks_a_source(desk: Client, week: Week) -> None:
    path = reverse("admin:calendar_app_event_changelist")
    page = desk.get(path, {"work": "unsourced"}).content.decode()
    assert '<td class="field-lacking">place, participants, documents</td>' in page
    assert "field-lacking" not in desk.get(path).content.decode()
    assert desk.get(path, {"work": "nothing"})["Location"].endswith("?e=1")


@pytest.mark.parametrize("page", ["index", "calendar_app_event_changelist"])
def test_more_rows_ask_no_more_of_the_database(desk: Client, week: Week, page: str) -> None:
    desk.get(reverse("admin:index"))  # the first page of a session notes it
    asked = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse(f"admin:{page}"), {} if page == "index" else {"work": "unsourced"})
        asked.append(len(queries))
        factories.publish(*(factories.event(f"more-{turn}-{number}") for number in range(3)))
    assert asked[0] == asked[1]


def test_everybody_sees_what_they_may_see(client: Client, week: Week) -> None:
    user = User.objects.create(username="reader", is_staff=True)
    client.force_login(user)
    assert client.get(reverse("admin:index")).context["worklists"] == []
    user.user_permissions.set(Permission.objects.filter(codename="view_outcome"))
    assert counts(client) == {"expected": 1}


@pytest.mark.parametrize(("language", "word"), [("ru", "Факты без источника"), ("ar", "وقائع بلا مصدر")])
def test_in_the_editors_language(desk: Client, week: Week, language: str, word: str) -> None:
    assert word in desk.get(reverse("admin:index"), HTTP_ACCEPT_LANGUAGE=language).content.decode()
