"""Sources by fact: what they say stands together, and is ranked."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Citation, Decision, Event, Version
from calendar_app.models.desk.noun import NounModel
from calendar_app.review.roles import CHANGE, Role, holds
from tests import factories
from tests.admin.forms import address, said
from tests.factories import Week


def page(noun: NounModel) -> str:
    return reverse(f"admin:calendar_app_{noun._meta.model_name}_sources", args=[noun.pk])


@pytest.fixture
def group(week: Week) -> Citation:
    """The Strategic Vision Group gives another date than TASS."""
    source = factories.source("Strategic Vision Group", published="2025-07-03")
    factories.cite(week.meeting, "place", source)
    return factories.cite(week.meeting, "date", source, value="2025-07-10/2025-07-11", quote="يومي 10 و11 يوليو")


def ranks(desk: Client, noun: NounModel, **changes: Any) -> dict[str, str]:
    """What the browser sends of the page, with ranks by the id of their citation as `c12`."""
    forms = [form for _, each in desk.get(page(noun)).context["facts"] for form, _, _ in each]
    sent = {f"{form.prefix}-{name}": form.citation.rank for form in forms for name in ("rank", "was")}
    return sent | {f"{key.removeprefix('c')}-rank": rank for key, rank in changes.items()}


def test_what_they_say_stands_together(desk: Client, week: Week, group: Citation) -> None:
    facts = desk.get(page(week.meeting)).context["facts"]
    shown = [
        (fact.name, fact.said, fact.disputed, [(one.source.publisher_name, value) for _, one, value in each])
        for fact, each in facts
    ]
    assert shown == [
        (
            "date",
            "Friday, 11 July 2025",
            True,
            [("Strategic Vision Group", "10\u2060–\u206011 July 2025"), ("TASS", "")],
        ),
        ("place", "Kuala Lumpur", False, [("Strategic Vision Group", "")]),
    ]
    context = desk.get(address(week.meeting)).context
    assert [fact.name for fact in context["disputed"]] == ["date"]
    assert {"label": "Sources by fact", "href": page(week.meeting)} in context["ways"]
    other = desk.get(address(week.umbrella)).context
    assert ("disputed" in other, [way["label"] for way in other["ways"]]) == (False, ["Add an event in this week"])


def test_ranks_are_saved_with_who_and_when(desk: Client, editor: User, week: Week, group: Citation) -> None:
    tass = Citation.objects.get(source=week.tass)
    answer = desk.post(
        page(week.meeting), ranks(desk, week.meeting, **{f"c{tass.pk}": "preferred", f"c{group.pk}": "deprecated"})
    )
    assert (answer.status_code, answer["Location"]) == (302, page(week.meeting))
    shown = desk.get(answer["Location"])
    assert said(shown) == ["Saved at the desk; readers see it once you publish."]
    (date, each), _ = shown.context["facts"]
    assert ([one.rank for _, one, _ in each], date.disputed) == (["preferred", "deprecated"], False)
    decision = Decision.objects.get(action="edit")
    assert (decision.subject, decision.by, decision.reason) == (week.meeting.pk, editor, "citations")
    assert Version.objects.filter(subject=week.meeting.pk).count() == 2  # as it stood, and as it stands
    log = LogEntry.objects.filter(object_id=str(week.meeting.pk)).get().get_change_message()
    assert log.count("Changed rank for citation") == 2


def test_nothing_changed_is_nothing_done(desk: Client, week: Week, group: Citation) -> None:
    answer = desk.post(page(week.meeting), ranks(desk, week.meeting))
    assert (answer.status_code, said(desk.get(answer["Location"]))) == (302, [])
    assert (Decision.objects.filter(action="edit").exists(), LogEntry.objects.exists()) == (False, False)


def test_a_preferred_source_that_says_it_otherwise_is_told(desk: Client, week: Week, group: Citation) -> None:
    answer = desk.post(page(week.meeting), ranks(desk, week.meeting, **{f"c{group.pk}": "preferred"}))
    assert said(desk.get(answer["Location"]))[1:] == [
        "date: the preferred source says “10\u2060–\u206011 July 2025”, the entry says “Friday, 11 July 2025”. Correct the entry or the rank."
    ]


def test_the_second_to_rank_is_told(desk: Client, week: Week, group: Citation) -> None:
    sent = ranks(desk, week.meeting, **{f"c{group.pk}": "preferred"})
    Citation.objects.filter(pk=group.pk).update(rank="deprecated")
    answer = desk.post(page(week.meeting), sent)
    assert said(answer) == [
        f"Somebody ranked “{group.source}” meanwhile as deprecated. Nothing was saved: look and choose again."
    ]
    assert Citation.objects.get(pk=group.pk).rank == "deprecated"


def test_what_is_no_rank_is_not_saved(desk: Client, week: Week, group: Citation) -> None:
    answer = desk.post(page(week.meeting), ranks(desk, week.meeting, **{f"c{group.pk}": "best"}))
    assert answer.status_code == 200
    assert Citation.objects.get(pk=group.pk).rank == "normal"


def test_a_line_that_is_gone_keeps_its_sources(desk: Client, week: Week) -> None:
    line = week.meeting.participations.get()
    factories.cite(week.meeting, "participations", week.tass, row=line.pk)
    line.delete()
    facts = [fact for fact, _ in desk.get(page(week.meeting)).context["facts"]]
    assert [(fact.name, fact.said) for fact in facts if fact.row] == [("participations", "a line that is gone")]


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_in_the_editors_language(desk: Client, week: Week, group: Citation, language: str) -> None:
    shown = desk.get(page(week.meeting), HTTP_ACCEPT_LANGUAGE=language).content.decode()
    english = ["Sources by fact", "The sources disagree.", "It says", "as the entry", "Save the ranks", "normal rank"]
    assert [text for text in english if text in shown] == (english if language == "en" else [])


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may(client: Client, week: Week, group: Citation, role: Role | None) -> None:
    user = User.objects.create(username=role or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    if not holds(role, CHANGE):
        assert (client.get(page(week.meeting)).status_code, client.post(page(week.meeting), {}).status_code) == (
            403,
            403,
        )
        return
    client.post(page(week.meeting), ranks(client, week.meeting, **{f"c{group.pk}": "preferred"}))
    assert (Citation.objects.get(pk=group.pk).rank, Decision.objects.get(action="edit").by) == ("preferred", user)


def test_who_may_only_see_sees(desk: Client, week: Week, group: Citation) -> None:
    reader = User.objects.create(username="reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_event"))
    desk.force_login(reader)
    answer = desk.get(page(week.meeting))
    assert (answer.status_code, answer.context["may"], "Save the ranks" in answer.content.decode()) == (
        200,
        False,
        False,
    )
    assert desk.post(page(week.meeting), {}).status_code == 403


def test_of_what_is_none(desk: Client, week: Week) -> None:
    assert desk.get(page(Event(pk=week.arf.pk))).status_code == 404
