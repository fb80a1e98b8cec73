"""What readers will see, before it is published; and publishing at a set time."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Embargo, Event
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Publication, Revision
from tests import factories
from tests.admin.forms import address, filled, said
from tests.factories import Week


def page(noun: NounModel, name: str = "preview") -> str:
    return reverse(f"admin:calendar_app_{noun._meta.model_name}_{name}", args=[noun.pk])


def told(answer: Any) -> list[tuple[str, str, bool, list[tuple[str, str, str]]]]:
    return [
        (
            str(one.kind),
            one.name,
            one.new,
            [(row.field, row.was.text if row.was else "", row.now.text if row.now else "") for row in one.changes],
        )
        for one in answer.context["found"]
    ]


def test_each_fact_stands_as_it_is_and_as_it_will_be(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    desk.post(path, filled(desk, path, date="12 July 2025", venue_en="KLCC"))
    assert desk.get(path).context["preview"] == page(week.meeting)
    answer = desk.get(page(week.meeting))
    assert told(answer)[0] == (
        "event",
        "32nd ASEAN Regional Forum",
        False,
        [("Date and time", "Friday, 11 July 2025", "Saturday, 12 July 2025"), ("Venue", "", "KLCC")],
    )
    assert Revision.objects.count() == 1
    answer = desk.post(page(week.meeting), {"reason": "The host moved it."}, follow=True)
    assert said(answer) == ["Published as revision 2."]
    assert Revision.objects.get(n=2).reason == "The host moved it."
    assert "Readers see it so already." in desk.get(page(week.meeting)).content.decode()


def test_who_left_is_called_by_name(desk: Client, week: Week) -> None:
    week.meeting.participations.all().delete()
    (event,) = [one for one in desk.get(page(week.meeting)).context["found"] if one.name.startswith("32nd")]
    assert [[text.text for text in row.removed] for row in event.changes] == [["Sergey Lavrov"]]


def test_what_is_new_comes_with_what_it_shows(desk: Client) -> None:
    event = factories.event("talks", place=factories.place())
    assert told(desk.get(page(event))) == [("event", "Talks", True, []), ("place", "Kuala Lumpur", True, [])]


def test_what_is_missing_stands_there_instead(desk: Client) -> None:
    event = factories.event("talks", lifecycle="cancelled")
    answer = desk.get(page(event))
    assert [problem.field for problem in answer.context["problems"]] == ["reason"]
    answer = desk.post(page(event), {})
    assert answer.context["form"].non_field_errors() == ["“Talks” is cancelled: say why, in at least one language."]
    assert not Publication.objects.exists()


def test_an_event_can_wait_for_its_hour(desk: Client, editor: User) -> None:
    event = factories.event("talks")
    sent = {"at": "2030-01-02T09:30", "zone": "Asia/Kuala_Lumpur", "reason": "Announced then."}
    answer = desk.post(page(event), sent, follow=True)
    assert said(answer) == ["It will be published at 2 January 2030, 01:30 UTC, unless somebody edits it before."]
    found = Embargo.objects.get()
    assert (found.at, found.by, found.reason) == (datetime(2030, 1, 2, 1, 30, tzinfo=UTC), editor, "Announced then.")
    assert "on the word of editor" in desk.get(page(event)).content.decode()
    Embargo.objects.update(refused="It lacks a reason.")
    assert "It lacks a reason." in desk.get(page(event)).content.decode()
    answer = desk.post(page(event, "lift"), follow=True)
    assert said(answer) == ["The moment is taken back: it will not be published by itself."]
    assert said(desk.post(page(event, "lift"), follow=True)) == [
        "Nothing was done:", "No moment is set at which it would be published.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"at": "2020-01-02T09:30"}, "at"), ({"at": "soon"}, "at"), ({"at": "2030-01-02T09:30", "zone": "Mars"}, "zone")],
)
def test_a_moment_that_makes_no_sense_is_refused(desk: Client, sent: dict[str, str], field: str) -> None:
    answer = desk.post(page(factories.event("talks")), sent)
    assert list(answer.context["form"].errors) == [field]
    assert not Embargo.objects.exists()


def test_nothing_is_taken_back_by_looking(desk: Client) -> None:
    event = factories.event("talks")
    desk.post(page(event), {"at": "2030-01-02T09:30", "zone": ""})
    assert desk.get(page(event, "lift")).status_code == 302
    assert Embargo.objects.count() == 1


def test_only_publishers_see_it(client: Client, week: Week) -> None:
    user = User.objects.create(username="ann", is_staff=True)
    user.groups.set(Group.objects.filter(name="editor"))
    client.force_login(user)
    assert client.get(page(week.meeting)).status_code == 403
    assert client.post(page(week.meeting, "lift")).status_code == 403
    assert client.get(address(week.meeting)).context["preview"] == ""


def test_what_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(page(Event(slug="gone"))).status_code == 404


def test_other_nouns_are_shown_and_never_wait(desk: Client) -> None:
    answer = desk.get(page(factories.topic()))
    assert (answer.context["timed"], told(answer)) == (False, [("topic", "Cybersecurity", True, [])])


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_it_speaks_the_editor_s_language(desk: Client, week: Week, language: str) -> None:
    path = address(week.meeting)
    desk.post(path, filled(desk, path, venue_en="KLCC"))
    desk.cookies["django_language"] = language
    text = desk.get(page(week.meeting)).content.decode()
    assert [word for word in ("Readers", "Publish", "Not before", "Reason", "Leave it") if word in text] == []
