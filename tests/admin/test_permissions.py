"""Permissions decide, each on its own: who may change a noun may not publish it for that."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Event
from calendar_app.models.public import Revision
from tests import factories
from tests.admin.forms import address, filled
from tests.factories import Week


def staff(client: Client, *permissions: str) -> None:
    user = User.objects.create(username="-".join(permissions) or "nobody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def actions(client: Client) -> set[str]:
    form = client.get(address(Event, "changelist")).context["action_form"]
    return {name for name, _ in form.fields["action"].choices if name} if form else set()


def test_a_viewer_neither_saves_nor_publishes(client: Client, week: Week) -> None:
    staff(client, "view_event")
    page = client.get(address(week.meeting)).content.decode()
    assert ('name="_publish"' in page, 'name="_save"' in page, "step/withdraw" in page) == (False, False, False)
    assert actions(client) == {"export_csv", "export_ics", "export_json", "export_xlsx"}
    answers = [
        client.post(address(week.meeting), {"_publish": "1"}),
        client.get(reverse("admin:calendar_app_event_step", args=["withdraw"]), {"ids": str(week.meeting.pk)}),
        client.post(
            f"{reverse('admin:calendar_app_event_step', args=['withdraw'])}?ids={week.meeting.pk}", {"reason": "x"}
        ),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Event.objects.get(pk=week.meeting.pk).stage == "published"


def test_an_author_who_may_only_add_does_not_publish(client: Client, week: Week) -> None:
    staff(client, "add_event", "view_event")
    path = address(Event, "add")
    assert 'name="_publish"' not in client.get(path).content.decode()
    inputs = filled(client, path, title_en="33rd ARF", slug="arf-33")
    assert client.post(path, {**inputs, "_publish": "1"}).status_code == 403
    assert Event.objects.filter(slug="arf-33").exists() is False
    assert client.post(path, {**inputs, "_save": "1"}).status_code == 302
    assert Event.objects.get(slug="arf-33").stage == "draft"
    assert Revision.objects.count() == 1


def test_an_editor_of_events_publishes_events_alone(client: Client, week: Week) -> None:
    staff(client, "change_event", "publish_event")
    assert actions(client) == {"publish_chosen"}
    path = address(week.meeting)
    client.post(path, filled(client, path, venue_en="Hall", _publish="1"))
    assert Revision.objects.count() == 2
    assert client.get(address(week.lavrov)).status_code == 403


def test_who_may_change_may_not_publish_for_that(client: Client, week: Week) -> None:
    staff(client, "change_event")
    assert actions(client) == set()
    path = address(week.meeting)
    inputs = filled(client, path, venue_en="Hall")
    assert 'name="_publish"' not in client.get(path).content.decode()
    assert client.post(path, {**inputs, "_publish": "1"}).status_code == 403
    assert (Revision.objects.count(), Event.objects.get(pk=week.meeting.pk).venue_en) == (1, "")


@pytest.mark.parametrize("page", ["changelist", "add"])
def test_strangers_are_asked_to_sign_in(client: Client, db: None, page: str) -> None:
    answer = client.get(address(Event, page))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")


def test_the_front_page_shows_what_one_may_see(client: Client, week: Week) -> None:
    staff(client, "view_revision")
    groups = client.get(reverse("admin:index")).context["app_list"]
    assert [[model["object_name"] for model in group["models"]] for group in groups] == [["Revision"]]
    factories.event("unseen")
    assert "unseen" not in client.get(reverse("admin:index")).content.decode()
