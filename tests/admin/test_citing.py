"""A source cited from its own page: events found and chosen, facts ticked, values and quotes kept."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Citation, Decision, Event, Source, Version
from calendar_app.review.roles import CHANGE, Role, holds
from tests import factories
from tests.admin.forms import address, said
from tests.factories import Week


def page(source: Source) -> str:
    return reverse("admin:calendar_app_source_cite", args=[source.pk])


@pytest.fixture
def bernama(week: Week) -> Source:
    return factories.source(
        "Bernama", text="The forum met in Kuala Lumpur on 10 July. In Kuala Lumpur, ministers agreed."
    )


def names(answer: Any, event: Event) -> dict[tuple[str, str], Any]:
    """The forms of an event by fact and line."""
    ((_, forms),) = [one for one in answer.context["chosen"] if one[0] == event]
    return {(form.fact.name, str(form.fact.row or "")): form for form in forms}


def send(desk: Client, source: Source, *events: Event, **facts: dict[str, str]) -> Any:
    """Cite for the facts of the first event, by name; of the rest nothing is said."""
    asked = {"event": [str(event.pk) for event in events]}
    forms = names(desk.get(page(source), asked), events[0])
    sent = {f"{form.prefix}-rank": "normal" for form in forms.values()}
    for name, values in facts.items():
        form = next(form for (fact, _), form in forms.items() if fact == name)
        sent |= {f"{form.prefix}-{column}": value for column, value in values.items()}
    return desk.post(page(source), sent, query_params=asked)


def test_events_are_found_and_chosen(desk: Client, week: Week, bernama: Source) -> None:
    (way, *_) = desk.get(address(bernama)).context["ways"]
    assert (way["label"], way["href"]) == ("Cite it for events", page(bernama))
    assert desk.get(page(bernama)).context["found"] == []
    assert desk.get(page(week.tass)).context["found"] == [(week.meeting, False)]
    found = desk.get(page(bernama), {"q": "региональный", "event": str(week.umbrella.pk)}).context
    assert (found["found"], found["asked"]) == ([(week.umbrella, True), (week.meeting, False)], "региональный")
    assert [event for event, _ in found["chosen"]] == [week.umbrella]
    assert "No event is called so." in desk.get(page(bernama), {"q": "nothing"}).content.decode()
    assert desk.get(page(bernama), {"event": "none"}).context["chosen"] == []


def test_its_facts_stand_there_in_words(desk: Client, week: Week, bernama: Source) -> None:
    forms = names(desk.get(page(bernama), {"event": str(week.meeting.pk)}), week.meeting)
    line = str(week.meeting.participations.get().pk)
    assert {key: form.fact.said for key, form in forms.items() if key[0] in ("date", "place", "participations")} == {
        ("date", ""): "Friday, 11 July 2025",
        ("place", ""): "Kuala Lumpur",
        ("participations", ""): "Sergey Lavrov",
        ("participations", line): "Sergey Lavrov",
    }
    assert [one.source for one, _ in forms["date", ""].others] == [week.tass]
    assert forms["date", ""].standing is None
    mine = names(desk.get(page(week.tass), {"event": str(week.meeting.pk)}), week.meeting)
    assert (mine["date", ""].standing.source, mine["date", ""].others) == (week.tass, [])


def test_a_tick_a_value_or_a_quote_cites(desk: Client, editor: User, week: Week, bernama: Source) -> None:
    facts = {
        "place": {"cite": "on"},
        "date": {"value": "10 July 2025", "rank": "deprecated"},
        "title": {"quote": "The forum met"},
        "forum": {"quote": "Kuala Lumpur"},
        "level": {"quote": "not in the text"},
        "participations": {"rank": "preferred"},
    }
    answer = send(desk, bernama, week.meeting, **facts)
    assert said(desk.get(answer["Location"])) == ["Cited for 5 facts; readers see it once you publish."]
    rows = Citation.objects.filter(source=bernama).order_by("field")
    assert [(one.field, one.value, one.quote, one.rank, one.quote_start, one.quote_end) for one in rows] == [
        ("date", "10 July 2025", "", "deprecated", None, None),
        ("forum", "", "Kuala Lumpur", "normal", None, None),
        ("level", "", "not in the text", "normal", None, None),
        ("place", "", "", "normal", None, None),
        ("title", "", "The forum met", "normal", 0, 13),
    ]
    assert {one.subject for one in rows} == {week.meeting}
    assert list(Decision.objects.filter(action="edit").values_list("subject", "by", "reason")) == [
        (week.meeting.pk, editor.pk, "citations")
    ]
    assert Version.objects.filter(subject=week.meeting.pk).count() == 2  # as it stood, and as it stands
    assert LogEntry.objects.get(object_id=str(week.meeting.pk)).get_change_message().count("Added citation") == 5


def test_a_line_is_cited_by_itself(desk: Client, week: Week, bernama: Source) -> None:
    line = week.meeting.participations.get()
    form = names(desk.get(page(bernama), {"event": str(week.meeting.pk)}), week.meeting)["participations", str(line.pk)]
    sent = {f"{form.prefix}-cite": "on", f"{form.prefix}-rank": "normal"}
    forms = names(desk.get(page(bernama), {"event": str(week.meeting.pk)}), week.meeting)
    sent = {f"{one.prefix}-rank": "normal" for one in forms.values()} | sent
    desk.post(page(bernama), sent, query_params={"event": str(week.meeting.pk)})
    assert [(one.field, one.row) for one in Citation.objects.filter(source=bernama)] == [("participations", line.pk)]


def test_all_or_nothing(desk: Client, week: Week, bernama: Source) -> None:
    answer = send(desk, bernama, week.meeting, place={"cite": "on"}, date={"value": "x" * 301})
    assert said(answer) == ["Nothing was saved yet: mend what is marked."]
    assert names(answer, week.meeting)["date", ""].errors == {
        "value": ["Ensure this value has at most 300 characters (it has 301)."]
    }
    assert said(send(desk, bernama, week.meeting)) == [
        "Nothing to cite yet: tick a fact, or write what the source says of it."
    ]
    assert Citation.objects.filter(source=bernama).exists() is False


def test_what_was_cited_meanwhile_is_not_cited_twice(desk: Client, week: Week, bernama: Source) -> None:
    asked = {"event": str(week.meeting.pk)}
    forms = names(desk.get(page(bernama), asked), week.meeting)
    factories.cite(week.meeting, "place", bernama)
    sent = {f"{one.prefix}-rank": "normal" for one in forms.values()}
    sent |= {f"{forms[name, ''].prefix}-cite": "on" for name in ("place", "title")}
    answer = desk.post(page(bernama), sent, query_params=asked)
    assert said(desk.get(answer["Location"])) == ["Cited for 1 fact; readers see it once you publish."]
    assert sorted(Citation.objects.filter(source=bernama).values_list("field", flat=True)) == ["place", "title"]


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_in_the_editors_language(desk: Client, week: Week, bernama: Source, language: str) -> None:
    asked = {"q": "ARF", "event": str(week.meeting.pk)}
    shown = desk.get(page(bernama), asked, HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in shown
    english = [
        "Find events",
        "Show the facts",
        "The entry says",
        "In its words",
        "Cite the source",
        "Cite it for events",
    ]
    assert [text for text in english if text in shown] == (english if language == "en" else [])


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may(client: Client, week: Week, bernama: Source, role: Role | None) -> None:
    user = User.objects.create(username=role or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    if not holds(role, CHANGE):
        answers = [client.get(page(bernama)), client.post(page(bernama), {})]
        assert [answer.status_code for answer in answers] == [403, 403]
        return
    assert send(client, bernama, week.meeting, place={"cite": "on"}).status_code == 302
    assert Decision.objects.get(action="edit").by == user


def test_a_source_that_is_none(desk: Client, week: Week) -> None:
    assert desk.get(page(Source(pk=week.arf.pk))).status_code == 404


def test_who_may_only_see_is_not_led_there(desk: Client, week: Week, bernama: Source) -> None:
    reader = User.objects.create(username="reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_source"))
    desk.force_login(reader)
    assert "ways" not in desk.get(address(bernama)).context
