"""Submitting and sending back: steps of the state table, each with its decision."""

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import Decision
from calendar_app.models.vocabulary import Action, Stage
from calendar_app.review import Refused, publish, send_back, submit, withdraw
from calendar_app.review.states import STEPS
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create(username="editor")


def test_a_draft_goes_to_review_and_back_with_a_reason(editor: User) -> None:
    event = make.event()

    submit(event, by=editor, now=make.NOW)
    assert event.stage == Stage.IN_REVIEW
    send_back(event, by=editor, now=make.NOW, reason="no venue")

    event.refresh_from_db()
    assert event.stage == Stage.DRAFT
    steps = Decision.objects.values_list("action", "actor", "reason", "revision")
    assert set(steps) == {("submit", "editor", "", None), ("return", "editor", "no venue", None)}


def test_an_event_is_not_returned_without_a_reason(editor: User) -> None:
    event = make.event()
    submit(event, by=editor, now=make.NOW)

    with pytest.raises(Refused, match="say what to mend"):
        send_back(event, by=editor, now=make.NOW, reason="")


def test_what_is_not_in_the_table_is_refused_with_what_can_be_done(editor: User) -> None:
    event = make.event()
    make.publish(event)
    event.refresh_from_db()

    with pytest.raises(Refused, match="is published: from here it can only be published or withdrawn or merged"):
        submit(event, by=editor, now=make.NOW)

    withdraw(event, by=editor, now=make.NOW, reason="entered twice")
    with pytest.raises(Refused, match="is withdrawn: nothing can follow"):
        publish(event, by=editor, now=make.NOW)


def test_the_table_names_known_stages_and_actions() -> None:
    assert {stage for stage, _ in STEPS} | set(STEPS.values()) == set(Stage)
    assert {action for _, action in STEPS} == {
        Action.SUBMIT, Action.RETURN, Action.PUBLISH, Action.WITHDRAW, Action.MERGE,
    }  # fmt: skip
