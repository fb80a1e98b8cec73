"""Lines under a noun: participants, citations, names; refused clearly where the database would not keep them."""

import uuid
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client

from calendar_app.models.desk import (
    AgendaItem,
    Appointment,
    Citation,
    Event,
    FormerDate,
    Membership,
    Organization,
    OtherName,
    Participation,
    Person,
    Place,
    Source,
)
from calendar_app.review.pending import pending
from tests import factories
from tests.admin.forms import address, errors, filled
from tests.factories import Week

CITATIONS = "calendar_app-citation-subject_type-subject_id"


def added(desk: Client, noun: Model, prefix: str, *lines: dict[str, Any]) -> dict[str, Any]:
    """The page of the noun as a browser sends it after “Add another” and filling in these lines."""
    inputs = filled(desk, address(noun))
    first = int(inputs[f"{prefix}-TOTAL_FORMS"])
    for number, line in enumerate(lines, first):
        inputs |= {f"{prefix}-{number}-{name}": str(value) for name, value in line.items()}
    return inputs | {f"{prefix}-TOTAL_FORMS": str(first + len(lines))}


def save(desk: Client, noun: Model, prefix: str, *lines: dict[str, Any]) -> list[str]:
    """Every message on the page, in order; none where it was saved."""
    found = errors(desk.post(address(noun), added(desk, noun, prefix, *lines)))
    return [message for messages in found.values() for message in messages]


LINE = {"role": "participant", "attendance": "announced", "position": 9}


def test_a_new_event_with_its_lines_in_one_go(desk: Client, week: Week) -> None:
    path = address(Event, "add")
    lines = {
        "participations": {**LINE, "person": week.lavrov.pk},
        "outcome_steps": {"outcome": week.programme.pk, "progress": "expected"},
        CITATIONS: {"source": week.tass.pk, "field": "date", "rank": "normal"},
    }
    sent = filled(desk, path, title_en="Talks", slug="talks", date="10 July 2025")
    for prefix, line in lines.items():
        sent |= {f"{prefix}-0-{name}": str(value) for name, value in line.items()} | {f"{prefix}-TOTAL_FORMS": "1"}
    twice = sent | {f"participations-1-{name}": str(value) for name, value in lines["participations"].items()}
    again = errors(desk.post(path, twice | {"participations-TOTAL_FORMS": "2"}))
    assert again == {"participations-1-__all__": ["This line stands here twice: keep one of the two."]}
    assert errors(desk.post(path, sent)) == {}
    made = Event.objects.get(slug="talks")
    assert [made.participations.get().person, made.outcome_steps.get().outcome, made.citations.get().source] == [
        week.lavrov,
        week.programme,
        week.tass,
    ]


@pytest.mark.parametrize("name", ["Делегация Индии", "وفد الهند"])
def test_a_participant_as_printed(desk: Client, week: Week, name: str) -> None:
    assert save(desk, week.meeting, "participations", {**LINE, "raw_name": name, "date": "2025-07-10"}) == []
    assert Participation.objects.get(raw_name=name).date == "2025-07-10"


def test_a_participant_is_one_of_somebody(desk: Client, week: Week) -> None:
    russia, lavrov = week.russia.pk, week.lavrov.pk
    hasan = week.hasan.appointments.get().pk
    said = [
        save(desk, week.meeting, "participations", {**LINE, **line})
        for line in (
            {},
            {"organization": russia, "person": lavrov},
            {"organization": russia, "appointment": hasan},
            {"person": lavrov, "role": "chair", "appointment": hasan},
            {"raw_name": "Somebody", "date": "Friday"},
        )
    ]
    assert said[0] == ["Choose an organization or a person, or give the name as printed."]
    assert said[1] == ["Choose either an organization or a person: one line each."]
    others = "Mohamad Hasan, Foreign Minister of Malaysia is somebody else's: choose one of this person."
    assert said[2:4] == [[others], [others]]
    assert [text.split(":")[0] for text in said[4]] == ["“Friday”"]
    assert Participation.objects.count() == 1


def test_the_same_participant_twice(desk: Client, week: Week) -> None:
    twice = "This line stands here twice: keep one of the two."
    malaysia = {**LINE, "organization": week.malaysia.pk}
    assert save(desk, week.meeting, "participations", {**LINE, "person": week.lavrov.pk}) == [twice]
    assert save(desk, week.meeting, "participations", malaysia, malaysia) == [twice]
    assert save(desk, week.meeting, "participations", malaysia, {**malaysia, "role": "host"}) == []


def test_a_line_taken_out_makes_room_for_its_like(desk: Client, week: Week) -> None:
    inputs = added(desk, week.meeting, "participations", {**LINE, "person": week.lavrov.pk})
    answer = desk.post(address(week.meeting), {**inputs, "participations-0-DELETE": "on"})
    assert errors(answer) == {}
    assert [line.position for line in week.meeting.participations.all()] == [9]


def test_an_agenda_item_needs_a_title(desk: Client, week: Week) -> None:
    assert save(desk, week.meeting, "agenda", {"position": 1, "topic": week.topic.pk}) == [
        "Give a title in at least one language."
    ]
    assert save(desk, week.meeting, "agenda", {"position": 1, "title_ru": "О\r\nмире"}) == []
    assert AgendaItem.objects.get().title_ru == "О мире"


def test_former_dates_are_added_and_never_rewritten(desk: Client, week: Week) -> None:
    (nothing,) = save(desk, week.meeting, "former_dates", {"replaced": "2025-06-01"})
    assert nothing == "Give the date that the event had."
    former = {"date": "2025-07-09", "replaced": "2025-06-01"}
    (lacking,) = save(desk, week.meeting, "former_dates", {**former, "start_time": "10:00"})
    assert lacking.startswith("“2025-07-09”: a time needs the zone of its city")
    assert save(desk, week.meeting, "former_dates", former) == []
    page = desk.get(address(week.meeting))
    (inline,) = [one for one in page.context["inline_admin_formsets"] if one.opts.model is FormerDate]
    assert (inline.has_change_permission, inline.formset.can_delete) == (False, False)
    assert "2025-07-09" in page.content.decode()


def test_a_source_is_cited_for_one_of_the_nouns_own_facts(desk: Client, week: Week) -> None:
    other = factories.source("Bernama")
    line = week.meeting.participations.get()
    base = {"source": other.pk, "rank": "preferred"}
    assert save(desk, week.meeting, CITATIONS, {**base, "field": "founded"}) == [
        "Select a valid choice. founded is not one of the available choices."
    ]
    cited = [{**base, "field": "participations", "row": line.pk}, {**base, "field": "venue", "value": "KLCC"}]
    assert save(desk, week.meeting, CITATIONS, *cited) == []
    rows = Citation.objects.filter(source=other).order_by("field")
    assert [(row.field, row.row, row.value, row.subject) for row in rows] == [
        ("participations", line.pk, "", week.meeting),
        ("venue", None, "KLCC", week.meeting),
    ]


def test_a_line_of_another_noun_can_not_be_cited_here(desk: Client, week: Week) -> None:
    line = factories.participation(week.umbrella, week.lavrov)
    cited = {"source": week.tass.pk, "rank": "normal", "field": "participations", "row": line.pk}
    assert save(desk, week.meeting, CITATIONS, cited) == [
        f"Select a valid choice. {line.pk} is not one of the available choices."
    ]


def test_the_same_source_for_the_same_fact_twice(desk: Client, week: Week) -> None:
    cited = {"source": week.tass.pk, "rank": "normal", "field": "date"}
    assert save(desk, week.meeting, CITATIONS, cited) == ["This line stands here twice: keep one of the two."]


def test_saving_a_page_as_it_stands_changes_no_line(desk: Client, week: Week) -> None:
    week.meeting.agenda.create(title_en="Peace")
    lines = [getattr(week.meeting, name).get().pk for name in ("participations", "agenda", "outcome_steps")]
    for field, row in zip(("participations", "agenda", "outcomes", "outcomes"), [*lines, uuid.uuid4()], strict=True):
        factories.cite(week.meeting, field, week.tass, row=row)
    factories.publish(week.meeting)
    desk.post(address(week.meeting), filled(desk, address(week.meeting)))
    assert pending([week.meeting]) == set()
    assert LogEntry.objects.get(object_id=str(week.meeting.pk)).get_change_message() == "No fields changed."


def test_names_and_identifiers(desk: Client, week: Week) -> None:
    names = [{"language": "en", "name": "Lavrov S. V.", "kind": "alias", "since": "1950"}] * 2
    assert save(desk, week.lavrov, "other_names", names[0], {**names[1], "since": "long ago"})[0].startswith(
        "“long ago”"
    )
    assert save(desk, week.lavrov, "other_names", *names) == ["This line stands here twice: keep one of the two."]
    assert save(desk, week.lavrov, "other_names", names[0]) == []
    assert OtherName.objects.get().person == week.lavrov
    assert save(desk, week.lavrov, "identifiers", {"scheme": "wikidata", "value": "Q2378"}) == []
    assert week.lavrov.identifiers.get().value == "Q2378"


def test_appointments(desk: Client, week: Week) -> None:
    post = week.hasan.appointments.get().post
    again = {"post": post.pk, "since": "2024-01-01", "until": "2024-02-01"}
    Appointment.objects.filter(person=week.hasan).update(
        until="2025-12-31", until_earliest="2025-12-31", until_latest="2025-12-31"
    )
    (clash,) = save(desk, week.lavrov, "appointments", again)
    assert clash.startswith("Mohamad Hasan held this post from 2020-01-01 to 2025-12-31")
    assert save(desk, week.lavrov, "appointments", {**again, "post": ""}) == ["This field is required."]
    assert save(desk, week.lavrov, "appointments", {**again, "until": "2023"}) == [
        "2023 does not come after 2024-01-01: give a later day."
    ]
    assert save(desk, week.lavrov, "appointments", {**again, "acting": "on"}) == []


def test_an_organization_does_not_belong_to_itself(desk: Client, week: Week) -> None:
    own = {"organization": week.arf.pk, "status": "member", "since": "1994"}
    assert save(desk, week.arf, "memberships", own) == ["An organization can't belong to itself: choose another."]
    assert save(desk, week.russia, "memberships", {**own, "since": "1994-07-25"}) == [
        "This line stands here twice: keep one of the two."
    ]
    assert save(desk, week.russia, "memberships", {**own, "status": "observer"}) == []
    assert Membership.objects.filter(member=week.russia).count() == 2


@pytest.mark.parametrize(
    ("model", "inputs", "message"),
    [
        (Event, {"slug": "x"}, "Give a title in at least one language."),
        (Person, {"slug": "x"}, "Give a name in at least one language."),
        (Organization, {"code": "x", "kind": "forum"}, "Give a name in at least one language."),
        (
            Place,
            {"slug": "x", "zone": "UTC", "name_en": "X", "latitude": "91", "longitude": "0"},
            "Give both coordinates",
        ),
        (Source, {"title": "X"}, "This field is required."),
    ],
)
def test_what_the_database_refuses_is_said_at_its_field(
    desk: Client, model: type[Model], inputs: dict[str, str], message: str
) -> None:
    path = address(model, "add")
    (messages,) = errors(desk.post(path, filled(desk, path, **inputs))).values()
    assert [text.startswith(message) for text in messages] == [True]


def test_what_is_cited_from_a_source_is_shown_with_it(desk: Client, week: Week) -> None:
    page = desk.get(address(week.tass)).content.decode()
    assert f'<a href="{address(week.meeting)}">32nd ASEAN Regional Forum</a>' in page
    Citation.objects.update(subject_id=week.topic.pk)
    assert desk.get(address(week.tass)).status_code == 200
