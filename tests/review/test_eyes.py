"""A second person publishes: not the last to edit, not the last to submit."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import Decision
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Revision
from calendar_app.models.vocabulary import Action, Lifecycle
from calendar_app.review import Refused, edited, publish, submit
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _two_pairs_of_eyes(settings: Any) -> None:
    settings.ONE_PERSON_DESK = False


@pytest.fixture
def ann() -> User:
    return User.objects.create(username="ann")


@pytest.fixture
def ben() -> User:
    return User.objects.create(username="ben")


def published(noun: NounModel, by: User | None) -> bool:
    """Whether it was, now; a refusal names the second person and writes nothing."""
    before, problems = Revision.objects.count(), []
    try:
        publish(noun, by=by, actor="tests", now=LATER)
    except Refused as refused:
        problems = [problem.field for problem in refused.problems]
    assert (problems, Revision.objects.count()) in (([], before), ([], before + 1), (["second_person"], before))
    return not problems


@pytest.mark.parametrize("factory", [make.event, make.topic])
def test_who_edited_last_needs_another(ann: User, ben: User, factory: Any) -> None:
    noun = factory()
    edited(noun, by=ann, now=make.NOW, what="title_en")
    assert [published(noun, by) for by in (ann, ben)] == [False, True]


def test_who_submitted_last_needs_another(ann: User, ben: User) -> None:
    event = make.event()
    edited(event, by=ben, now=make.NOW, what="title_en")
    submit(event, by=ann, now=LATER)
    assert [published(event, by) for by in (ann, ben)] == [False, False]
    edited(event, by=ann, now=LATER, what="venue_en")
    assert published(event, ben) is True


def test_an_import_is_an_edit(ann: User, ben: User) -> None:
    event = make.event()
    common: dict[str, Any] = {"action": Action.LOAD, "subject_kind": "event", "subject": event.pk, "actor": "x"}
    Decision.objects.create(**common, by=ann, at=make.NOW)
    assert published(event, ann) is False
    Decision.objects.create(**common, by=None, at=LATER)
    assert published(event, ann) is True


def test_operators_and_desks_of_one_are_not_asked(ann: User, settings: Any) -> None:
    topic = make.topic()
    edited(topic, by=ann, now=make.NOW, what="name_en")
    assert published(topic, None) is True
    settings.ONE_PERSON_DESK = True
    assert published(topic, ann) is True


def test_it_is_said_with_whatever_else_is_missing(ann: User) -> None:
    event = make.event(lifecycle=Lifecycle.CANCELLED)
    edited(event, by=ann, now=make.NOW, what="lifecycle")
    with pytest.raises(Refused) as refused:
        publish(event, by=ann, now=LATER)
    assert [problem.field for problem in refused.value.problems] == ["second_person", "reason"]


def test_submitting_lists_what_is_missing(ann: User) -> None:
    event = make.event(lifecycle=Lifecycle.POSTPONED, title_ru="\u200b")
    with pytest.raises(Refused) as refused:
        submit(event, by=ann, now=make.NOW)
    assert [problem.field for problem in refused.value.problems] == ["title_ru", "reason"]
    event.refresh_from_db()
    assert (event.stage, Decision.objects.count()) == ("draft", 0)
