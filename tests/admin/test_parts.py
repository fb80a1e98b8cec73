"""At the desk: cancelling, postponing or moving asks about each part before anything is saved, and does what is answered."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Publication, Revision
from tests import factories
from tests.admin.forms import address, errors, filled, said
from tests.factories import Week

HEAD = "It has parts: say for each whether it goes the same way. Nothing is saved yet."
MOVED = {"date": "15–18 July 2025"}


def stored(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def answers(*, meeting: Event, fate: str) -> dict[str, str]:
    return {f"part-{meeting.pk}": fate}


def test_nothing_is_saved_before_it_is_said(desk: Client, week: Week) -> None:
    path = address(week.umbrella)
    answer = desk.post(path, filled(desk, path, **MOVED))
    assert errors(answer) == {"__all__": [HEAD, "“32nd ASEAN Regional Forum”: say what becomes of it."]}
    (row,) = answer.context["parts"].rows
    assert [(choice.value, choice.label, choice.given) for choice in row.choices] == [
        ("same", "The same: Friday, 18 July 2025", False),
        ("keep", "Keep: scheduled, Friday, 11 July 2025", False),
        ("detach", "Detach: it stands alone, as it is", False),
    ]
    assert answer.content.decode().count(f'type="radio" name="part-{week.meeting.pk}"') == 3
    assert (stored(week.umbrella).date, stored(week.meeting).date) == ("2025-07-08/2025-07-11", "2025-07-11")
    assert Decision.objects.filter(action="edit").exists() is False


def test_the_same_is_saved_with_it(desk: Client, editor: User, week: Week) -> None:
    path = address(week.umbrella)
    typed = filled(desk, path, **MOVED, **answers(meeting=week.meeting, fate="same"))
    answer = desk.post(path, typed, follow=True)
    assert stored(week.meeting).date == "2025-07-18"
    both = f"{address(Event, 'changelist')}?id__in={week.umbrella.pk},{week.meeting.pk}"
    assert said(answer)[0] == f'1 part was changed along with it. <a href="{both}">Publish them together</a>'
    assert {(one.subject, one.by) for one in Decision.objects.filter(action="edit")} == {
        (week.umbrella.pk, editor), (week.meeting.pk, editor),
    }  # fmt: skip
    listed = desk.get(both).context["cl"].result_list
    assert {event.pk for event in listed} == {week.umbrella.pk, week.meeting.pk}
    chosen = {"action": "publish_chosen", "_selected_action": [str(event.pk) for event in listed]}
    assert said(desk.post(both, chosen, follow=True)) == ["Published as revision 2."]
    former = Publication.objects.current().get(subject=week.meeting.pk).facts["former_dates"]
    assert [slot["date"] for slot in former] == ["2025-07-11"]


def test_save_and_publish_shows_all_of_it_in_one_revision(desk: Client, week: Week) -> None:
    draft = factories.event("draft", parent=week.umbrella)
    pending = factories.event("pending", parent=week.umbrella)
    factories.publish(pending)
    Event.objects.filter(pk=pending.pk).update(venue_en="Not yet")
    path = address(week.umbrella)
    said_of = {f"part-{event.pk}": "same" for event in (week.meeting, draft, pending)}
    changes = {"lifecycle": "cancelled", "reason_en": "A storm"}
    answer = desk.post(path, filled(desk, path, **changes, **said_of, _publish="1"), follow=True)
    assert said(answer)[:2] == ["Published as revision 3.", "3 parts were changed along with it."]
    public = {one.slug: one.facts["lifecycle"] for one in Publication.objects.current().of("event")}  # type: ignore[arg-type] # its value
    assert public == {"amm-week-2025": "cancelled", "arf-32-2025": "cancelled", "pending": "scheduled"}
    assert Publication.objects.current().get(subject=week.meeting.pk).since_id == 3
    assert stored(draft).lifecycle == stored(pending).lifecycle == "cancelled"


@pytest.mark.parametrize(("fate", "parent"), [("keep", True), ("detach", False)])
def test_kept_or_detached(desk: Client, week: Week, fate: str, parent: bool) -> None:
    path = address(week.umbrella)
    answer = desk.post(path, filled(desk, path, **MOVED, **answers(meeting=week.meeting, fate=fate)), follow=True)
    meeting = stored(week.meeting)
    assert (meeting.date, meeting.parent_id is not None) == ("2025-07-11", parent)
    assert ("along with it" in said(answer)[0]) is not parent
    assert stored(week.umbrella).date == "2025-07-15/2025-07-18"


@pytest.mark.parametrize("changes", [{"venue_en": "Hall"}, {"date": "8–12 July 2025"}])
def test_other_edits_ask_nothing(desk: Client, week: Week, changes: dict[str, str]) -> None:
    path = address(week.umbrella)
    assert errors(desk.post(path, filled(desk, path, **changes))) == {}
    assert errors(desk.post(address(week.meeting), filled(desk, address(week.meeting), date="9 July 2025"))) == {}


def test_what_was_answered_stays_while_something_else_is_mended(desk: Client, week: Week) -> None:
    path = address(week.umbrella)
    typed = filled(desk, path, **MOVED, title_en="", **answers(meeting=week.meeting, fate="same"))
    answer = desk.post(path, typed)
    assert errors(answer) == {"title_en": ["Give a title in at least one language."]}
    (row,) = answer.context["parts"].rows
    assert [choice.given for choice in row.choices] == [True, False, False]


def test_what_publishing_refuses_changes_no_part(week: Week, settings: Any) -> None:
    settings.ONE_PERSON_DESK = False
    user = User.objects.create(username="ann", is_staff=True)
    user.groups.set([Group.objects.get(name="publisher")])
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    path = address(week.umbrella)
    typed = filled(client, path, **MOVED, **answers(meeting=week.meeting, fate="same"), _publish="1")
    answer = client.post(path, typed)
    assert [text[:29] for text in errors(answer)["__all__"]] == ["You were the last to edit or "] * 2
    assert (stored(week.meeting).date, Revision.objects.count()) == ("2025-07-11", 1)
    (row,) = answer.context["parts"].rows
    assert [choice.given for choice in row.choices] == [True, False, False]
    assert said(client.get(address(week.meeting))) == []


def test_a_date_that_cannot_follow_is_not_offered(desk: Client, week: Week) -> None:
    week.meeting.date = "2025-07"
    week.meeting.save()
    path = address(week.umbrella)
    (row,) = desk.post(path, filled(desk, path, **MOVED)).context["parts"].rows
    assert [choice.value for choice in row.choices] == ["keep", "detach"]


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Что будет с частями?"), ("ar", "ما مصير أجزائه؟")]
)  # fmt: skip
def test_in_the_editors_language(desk: Client, week: Week, language: str, words: str) -> None:
    path = address(week.umbrella)
    typed = filled(desk, path, date="", lifecycle="postponed")
    page = desk.post(path, typed, HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert words in page
    assert [word in page for word in ("The same", "Keep:", "Detach", "say what becomes")] == [False] * 4
