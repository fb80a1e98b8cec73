"""Every edit leaves a version with all columns of the noun and of its lines; any of them can be put back."""

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction

from calendar_app.errors import Refused
from calendar_app.models.desk import AgendaItem, Decision, Event, FormerDate, OutcomeStep, Participation, Version
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.vocabulary import Noun
from calendar_app.review import deleted, edited, keep, restore
from calendar_app.review.facts import MODELS, read
from calendar_app.review.versions import LINES, STEPS_ALONE, changes, model_of, rows_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return User.objects.create(username="ann", is_staff=True)


@pytest.fixture
def meeting() -> Event:
    """An event with lines of every kind."""
    event = make.event("arf", title_ru="АРФ", place=make.place())
    malaysia, lavrov = make.state("MY"), make.person("sergey-lavrov")
    make.post(lavrov, make.state("RU"))
    make.participation(event, malaysia, role="host")
    make.participation(event, lavrov)
    AgendaItem.objects.create(event=event, title_en="Myanmar")
    OutcomeStep.objects.create(event=event, outcome=make.outcome("plan"), progress="expected")
    FormerDate.objects.create(event=event, date="2025-07-09", replaced="2025-07-01")
    event.topics.set([make.topic()])
    make.cite(event, "date", make.source())
    return event


def numbers(noun: NounModel) -> list[int]:
    return list(Version.objects.of(noun.pk).values_list("number", flat=True))


@pytest.mark.parametrize("kind", Noun)
def test_the_lines_of_a_noun_are_all_that_goes_with_it(kind: Noun) -> None:
    """Whatever is deleted with a noun is kept with it, but for what its lines elsewhere keep."""
    going = {
        relation.get_accessor_name()
        for relation in MODELS[kind]._meta.related_objects
        if relation.on_delete is models.CASCADE and relation.related_model._meta.model_name != "embargo"
    }
    elsewhere = {Noun.OUTCOME: {"steps"}, Noun.SOURCE: {"supports"}}
    assert going - elsewhere.get(kind, set()) <= set(LINES[kind])
    assert "citations" in LINES[kind]


@pytest.mark.parametrize("lines", ["", *LINES[Noun.EVENT]])
def test_a_version_holds_every_column(meeting: Event, lines: str) -> None:
    model = model_of(Noun.EVENT, lines)
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    (row, *_) = rows_of(meeting)[lines]
    assert set(row) == {one.name for one in fields if not one.primary_key} - STEPS_ALONE | {"pk"}


def test_an_edit_keeps_how_it_stood_and_how_it_stands(meeting: Event, ann: User) -> None:
    keep(meeting, now=make.NOW)
    assert keep(meeting, now=make.NOW) is None
    meeting.venue_en = "KLCC"
    meeting.save()
    decision = edited(meeting, by=ann, now=make.NOW, what="venue_en")
    after, before = Version.objects.of(meeting.pk)
    assert (before.number, before.decision, after.number, after.decision) == (1, None, 2, decision)
    (change,) = changes(before.rows, after.rows)
    assert (change.lines, change.columns) == ("", ["venue_en"])
    assert (change.before and change.before["venue_en"], change.after and change.after["venue_en"]) == ("", "KLCC")


def test_lines_that_come_go_and_change_are_told(meeting: Event) -> None:
    before = rows_of(meeting)
    gone = meeting.participations.get(organization__code="MY")
    gone.delete()
    Participation.objects.filter(event=meeting).update(attendance="attended")
    item = AgendaItem.objects.create(event=meeting, title_en="Ukraine", position=2)
    found = {(one.lines, bool(one.before), bool(one.after)): one for one in changes(before, rows_of(meeting))}
    assert set(found) == {
        ("participations", True, False), ("participations", True, True), ("agenda", False, True),
    }  # fmt: skip
    assert found["participations", True, True].columns == ["attendance"]
    assert (found["agenda", False, True].after or {})["pk"] == str(item.pk)


def test_what_is_put_back_reads_as_it_did(meeting: Event, ann: User) -> None:
    before = read(Noun.EVENT, [meeting.pk])
    first = keep(meeting, now=make.NOW)
    assert first is not None
    meeting.title_en, meeting.place, meeting.date = "Another", None, "2025-07-20"
    meeting.save()
    meeting.participations.all().delete()
    meeting.agenda.all().delete()
    meeting.outcome_steps.all().delete()
    meeting.citations.all().delete()
    meeting.topics.clear()
    make.participation(meeting, make.state("US"))
    decision = restore(first, by=ann, now=make.NOW, reason="Vandalised.")
    assert read(Noun.EVENT, [meeting.pk]) == before
    assert (decision.action, decision.reason) == ("edit", "Vandalised.")
    assert Version.objects.of(meeting.pk)[0].rows == first.rows
    assert numbers(meeting) == [3, 2, 1]


def test_the_stage_and_the_dates_it_had_are_left_alone(ann: User) -> None:
    event = make.event("talks")
    first = keep(event, now=make.NOW)
    assert first is not None
    make.publish(event)
    FormerDate.objects.create(event=event, date="2025-07-09", replaced="2025-07-01")
    restore(first, by=ann, now=make.NOW, reason="As it was.")
    event.refresh_from_db()
    assert (event.stage, event.former_dates.count()) == ("published", 1)


@pytest.mark.parametrize("kind", Noun)
def test_every_noun_can_be_put_back(kind: Noun, ann: User) -> None:
    make.week()
    noun: Any = MODELS[kind]._default_manager.first()
    first = keep(noun, now=make.NOW)
    assert first is not None
    field = next(one for one in ("title_en", "name_en", "title") if hasattr(noun, one))
    setattr(noun, field, "Another")
    noun.save()
    restore(first, by=ann, now=make.NOW, reason="As it was.")
    assert rows_of(noun) == first.rows


def test_nothing_is_put_back_by_halves(meeting: Event, ann: User) -> None:
    first = keep(meeting, now=make.NOW)
    assert first is not None
    meeting.topics.get().delete()
    meeting.title_en = "Another"
    meeting.save()
    before = rows_of(meeting)
    with pytest.raises(Refused, match="topics: 1 of these were deleted since"):
        restore(first, by=ann, now=make.NOW, reason="As it was.")
    assert rows_of(meeting) == before
    with pytest.raises(Refused, match="Say why"):
        restore(first, by=ann, now=make.NOW, reason="  ")


def test_what_was_deleted_is_remembered_and_not_put_back(ann: User) -> None:
    topic = make.topic("sea")
    deleted([topic], by=ann, now=make.NOW)
    topic.delete()
    (version,) = Version.objects.filter(subject_kind="topic")
    (decision,) = Decision.objects.filter(action="delete")
    assert (decision.by, decision.reason, decision.subject) == (ann, "Sea", version.subject)
    with pytest.raises(Refused, match="It was deleted"):
        restore(version, by=ann, now=make.NOW, reason="As it was.")


def test_a_version_is_never_rewritten() -> None:
    version = keep(make.topic(), now=make.NOW)
    assert version is not None
    assert str(version) == f"topic {version.subject} #1"
    rewritten: list[dict[str, Any]] = [{"rows": {}}, {"number": 7}, {"subject": uuid.uuid4()}]
    for change in rewritten:
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            Version.objects.update(**change)
