"""The history of a noun at the desk: who, when, what and why; and the way back to any version."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from calendar_app.admin.spelled import Words
from calendar_app.models.desk import AgendaItem, Decision, Event, Person, Version
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.vocabulary import Noun
from calendar_app.review import keep
from calendar_app.review.versions import Change
from tests import factories
from tests.admin.forms import address, errors, filled, said
from tests.factories import Week


def restoring(noun: NounModel, number: int) -> str:
    return reverse(f"admin:calendar_app_{noun._meta.model_name}_restore", args=[noun.pk, number])


def steps(answer: Any) -> list[tuple[str, str, str, int | None]]:
    return [(one.who, one.what, one.why, one.number) for one in answer.context["entries"]]


def rows(answer: Any, step: int) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """What the step changed: of which lines, called how, and its columns."""
    return [
        (row.lines, row.name, [(one.label, one.before, one.after) for one in row.columns])
        for row in answer.context["entries"][step].changed
    ]


def test_every_edit_stands_in_the_history_with_its_reason(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    assert (
        errors(desk.post(path, filled(desk, path, venue_en="KLCC", date="12 July 2025", why="The host moved it.")))
        == {}
    )
    assert errors(desk.post(path, filled(desk, path, venue_en="Hilton", online="on", place="", _publish="1"))) == {}
    answer = desk.get(address(week.meeting, "history"))
    assert steps(answer) == [
        ("editor", "published", "", None),
        ("editor", "edited", "place, online, venue_en", 3),
        ("editor", "edited", "The host moved it.", 2),
        ("", "found so at the desk", "", 1),
        ("tests", "published", "", None),
    ]
    assert rows(answer, 1) == [
        ("", "", [("Place", "Kuala Lumpur", "–"), ("Venue (English)", "KLCC", "Hilton"), ("Online", "no", "yes")])
    ]
    assert rows(answer, 2) == [
        ("", "", [("Date", "Friday, 11 July 2025", "Saturday, 12 July 2025"), ("Venue (English)", "–", "KLCC")])
    ]


def test_lines_are_called_by_their_names(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    AgendaItem.objects.create(event=week.meeting, title_en="Myanmar")
    sent = filled(desk, path, topics=[], **{"agenda-0-DELETE": "on"})
    assert errors(desk.post(path, {**sent, "participations-0-attendance": "attended"})) == {}
    changed = desk.get(address(week.meeting, "history")).context["entries"][0].changed
    assert [(row.lines, row.name, row.came, row.went) for row in changed] == [
        ("", "", False, False),
        ("Participation", "Sergey Lavrov, Sergey Lavrov, Foreign Minister of Russia", False, False),
        ("Agenda item", "Myanmar", False, True),
    ]
    (topics,) = changed[0].columns
    assert (topics.before, topics.after) == ("Cybersecurity", "–")
    (attendance,) = changed[1].columns
    assert (attendance.before, attendance.after) == ("announced", "attended")


def test_an_earlier_version_is_shown_and_put_back(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    desk.post(path, filled(desk, path, venue_en="KLCC"))
    page = desk.get(restoring(week.meeting, 1))
    assert [(one.label, one.before, one.after) for one in page.context["entry"].changed[0].columns] == [
        ("Venue (English)", "KLCC", "–")
    ]
    unsaid = desk.post(restoring(week.meeting, 1), {"reason": " "})
    assert unsaid.context["form"].errors == {"reason": ["This field is required."]}
    answer = desk.post(restoring(week.meeting, 1), {"reason": "No source says so."}, follow=True)
    assert said(answer) == ["Put back at the desk; readers see it once you publish."]
    assert Event.objects.get(pk=week.meeting.pk).venue_en == ""
    assert steps(desk.get(address(week.meeting, "history")))[0] == ("editor", "edited", "No source says so.", 3)
    assert desk.get(restoring(week.meeting, 1)).context["entry"].changed == []


def test_what_cannot_be_put_back_is_explained(desk: Client, week: Week) -> None:
    event = factories.event("talks")
    topic = factories.topic("sea")
    event.topics.add(topic)
    keep(event, now=factories.NOW)
    topic.delete()
    answer = desk.post(restoring(event, 1), {"reason": "As it was."})
    assert answer.context["form"].non_field_errors() == ["topics: 1 of these were deleted since."]
    (row,) = answer.context["entry"].changed
    assert [(one.before, one.after) for one in row.columns] == [("–", "deleted since")]


def test_what_no_editor_writes_is_not_told() -> None:
    change = Change("", {"pk": "1", "starts_at": None}, {"pk": "1", "starts_at": "2025-07-11T01:00:00Z"})
    assert Words(Noun.EVENT, [change]).tell(change) is None


def test_a_long_history_has_pages(desk: Client, week: Week) -> None:
    for number in range(25):
        Event.objects.filter(pk=week.meeting.pk).update(ordinal=number + 1)
        keep(week.meeting, now=factories.NOW)
    first = desk.get(address(week.meeting, "history"))
    second = desk.get(address(week.meeting, "history") + "?page=2")
    assert (len(first.context["entries"]), len(second.context["entries"])) == (20, 6)
    assert 'href="?page=2"' in first.content.decode()
    assert 'href="?page=1"' in second.content.decode()


def test_a_noun_nobody_touched_has_none(desk: Client) -> None:
    topic = factories.topic()
    assert "Nobody has edited it by hand yet." in desk.get(address(topic, "history")).content.decode()


def test_who_may_only_look_puts_nothing_back(client: Client, week: Week) -> None:
    keep(week.meeting, now=factories.NOW)
    keep(factories.topic("sea"), now=factories.NOW)
    user = User.objects.create(username="reader", is_staff=True)
    client.force_login(user)
    assert client.get(address(week.meeting, "history")).status_code == 403
    assert client.post(restoring(week.meeting, 1), {"reason": "x"}).status_code == 403
    user.groups.set(Group.objects.filter(name="contributor"))
    assert client.get(address(week.meeting, "history")).status_code == 200
    assert client.get(restoring(week.meeting, 1)).status_code == 200


def test_what_is_not_there_is_not_found(desk: Client, week: Week) -> None:
    gone = Person(slug="gone")
    paths = [address(gone, "history"), restoring(gone, 1), restoring(week.meeting, 7)]
    assert [desk.get(path).status_code for path in paths] == [404, 404, 404]


def test_a_text_is_taken_out_of_the_past(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    desk.post(path, filled(desk, path, venue_en="A private house"))
    desk.post(path, filled(desk, path, venue_en="KLCC"))
    page = address(week.meeting, "redact")
    assert page in desk.get(address(week.meeting, "history")).content.decode()
    answer = desk.post(page, {"text": "Never said", "reason": "A slip."})
    assert list(answer.context["form"].errors) == ["text"]
    answer = desk.post(page, {"text": "private house", "reason": "A slip."}, follow=True)
    assert said(answer) == ["Removed from 1 version."]
    assert steps(answer)[0] == ("editor", "redacted", "A slip.", None)
    assert "A █" in answer.content.decode()
    assert "private" not in answer.content.decode()


def test_only_administrators_take_it_out(client: Client, week: Week) -> None:
    user = User.objects.create(username="ann", is_staff=True)
    user.groups.set(Group.objects.filter(name="publisher"))
    client.force_login(user)
    assert client.get(address(week.meeting, "redact")).status_code == 403
    assert client.get(address(week.meeting, "history")).context["redact"] == ""


def test_deleting_is_remembered(desk: Client) -> None:
    one, two = factories.event("one"), factories.event("two")
    desk.post(address(one, "delete"), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [str(two.pk)], "post": "yes"}
    desk.post(address(Event, "changelist"), chosen)
    found = Decision.objects.filter(action="delete").order_by("at")
    assert [(one.reason, one.actor) for one in found] == [("One", "editor"), ("Two", "editor")]
    assert Version.objects.filter(subject__in=[one.pk, two.pk]).count() == 2


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_the_pages_speak_the_editor_s_language(desk: Client, week: Week, language: str) -> None:
    path = address(week.meeting)
    desk.post(path, filled(desk, path, venue_en="KLCC"))
    desk.cookies["django_language"] = language
    for page in (address(week.meeting, "history"), restoring(week.meeting, 1), address(week.meeting, "redact")):
        text = desk.get(page).content.decode()
        assert [
            word
            for word in ("Before", "After", "Put ", "As it stood", "found so", "Back to", "The text", "Remove")
            if word in text
        ] == []
