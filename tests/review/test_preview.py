"""A preview says what publishing would change, and writes nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import Event
from calendar_app.models.public import Publication, Revision
from calendar_app.review import edited, preview
from tests import factories as make
from tests.factories import Week

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_pairs_of_eyes(settings: Any) -> None:
    settings.ONE_PERSON_DESK = False


def test_what_would_change_stands_first(published: Week) -> None:
    Event.objects.filter(pk=published.meeting.pk).update(title_en="ARF 32")
    before = Publication.objects.count()
    found = preview([Event.objects.get(pk=published.meeting.pk)], by=None, now=make.NOW)
    assert found.problems == []
    assert found.publications[0].subject == published.meeting.pk
    assert [row["field"] for row in found.publications[0].changes] == ["title"]
    assert (Publication.objects.count(), Revision.objects.count()) == (before, 1)


def test_nothing_changes_where_nothing_was_edited(published: Week) -> None:
    assert preview([published.meeting], by=None, now=make.NOW).publications == []


def test_what_is_missing_is_said_instead() -> None:
    ann = User.objects.create(username="ann")
    event = make.event("talks", lifecycle="cancelled")
    edited(event, by=ann, now=make.NOW, what="lifecycle")
    found = preview([event], by=ann, now=make.NOW)
    assert [problem.field for problem in found.problems] == ["second_person", "reason"]
    assert found.publications == []
    Event.objects.update(stage="withdrawn")
    (problem,) = preview([Event.objects.get()], by=None, now=make.NOW).problems
    assert problem.field == "stage"


def test_other_nouns_have_no_stage() -> None:
    (found,) = preview([make.topic()], by=None, now=make.NOW).publications
    assert found.number == 1


@pytest.fixture
def published() -> Week:
    return make.published_week()
