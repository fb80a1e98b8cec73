"""Only what readers never saw can be deleted; the rest is explained."""

from django.test import Client

from calendar_app.models.desk import Event, Person
from tests import factories
from tests.admin.forms import address, said
from tests.factories import Week


def test_a_public_event_is_withdrawn_instead(desk: Client, week: Week) -> None:
    page = desk.get(address(week.meeting)).content.decode()
    assert address(week.meeting, "delete") not in page
    answer = desk.post(address(week.meeting, "delete"), {"post": "yes"}, follow=True)
    (text,) = said(answer)
    assert text.startswith("“32nd ASEAN Regional Forum” can't be deleted: readers have seen it")
    assert text.endswith("Withdraw it instead: readers then see that it is gone, and why.")
    assert answer.request["PATH_INFO"] == address(week.meeting)
    assert Event.objects.filter(pk=week.meeting.pk).exists()


def test_nor_can_it_be_deleted_once_withdrawn_or_with_others(desk: Client, week: Week) -> None:
    draft = factories.event("draft")
    chosen = {"action": "delete_selected", "_selected_action": [str(draft.pk), str(week.meeting.pk)], "post": "yes"}
    answer = desk.post(address(Event, "changelist"), chosen, follow=True)
    assert said(answer)[0].startswith("“32nd ASEAN Regional Forum” can't be deleted")
    assert Event.objects.count() == 3


def test_other_public_nouns_are_corrected_instead(desk: Client, week: Week) -> None:
    answer = desk.get(address(week.lavrov, "delete"), follow=True)
    assert said(answer)[0].endswith("Correct it and publish the correction.")


def test_drafts_can_go(desk: Client, week: Week) -> None:
    one, two = factories.event("one"), factories.event("two")
    desk.post(address(one, "delete"), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [str(two.pk)]}
    assert "Are you sure" in desk.post(address(Event, "changelist"), chosen).content.decode()
    desk.post(address(Event, "changelist"), {**chosen, "post": "yes"})
    assert set(Event.objects.values_list("slug", flat=True)) == {"amm-week-2025", "arf-32-2025"}


def test_what_others_need_is_named(desk: Client, week: Week) -> None:
    person = factories.person("wang-yi")
    factories.participation(week.meeting, person)
    page = desk.get(address(person, "delete")).content.decode()
    assert "would require deleting the following protected related objects" in page
    desk.post(address(person, "delete"), {"post": "yes"})
    assert Person.objects.filter(pk=person.pk).exists()


def test_nothing_is_deleted_where_nothing_is(desk: Client, week: Week) -> None:
    gone = factories.event("gone")
    path = address(gone, "delete")
    gone.delete()
    assert desk.get(path, follow=True).redirect_chain[-1][0] == "/admin/"
