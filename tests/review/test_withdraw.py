"""Withdrawing: a tombstone without a fact, filed where the event stood."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import Decision
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Stage
from calendar_app.review import Refused, withdraw
from calendar_app.selection import Selection
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def editor() -> User:
    return User.objects.create(username="editor")


def test_a_tombstone_says_why_and_when_and_nothing_else(editor: User) -> None:
    week = make.week()
    make.publish(week.meeting)

    revision = withdraw(week.meeting, by=editor, now=LATER, reason="entered twice")

    stone = Publication.objects.current().get(subject=week.meeting.pk)
    assert (revision.n, stone.number, stone.sequence, stone.tombstone) == (2, 2, 1, "withdrawn")
    assert stone.snapshot == {
        "facts": {
            "id": str(week.meeting.pk),
            "slug": "arf-32-2025",
            "when": {"date": "2025-07-11", "start_time": None, "end_time": None, "zone": "Asia/Kuala_Lumpur"},
            "reason": "entered twice",
        },
        "derived": {},
        "cards": {},
    }
    assert stone.changes == []
    assert Decision.objects.get(action="withdraw").reason == "entered twice"
    week.meeting.refresh_from_db()
    assert week.meeting.stage == Stage.WITHDRAWN


def test_feeds_that_held_it_find_the_tombstone_and_lists_do_not(editor: User) -> None:
    week = make.week()
    make.publish(week.meeting)
    withdraw(week.meeting, by=editor, now=LATER, reason="entered twice")

    for params in ({}, {"person": ["sergey-lavrov"]}, {"forum": ["arf"]}, {"topic": ["cybersecurity"]}):
        selection = Selection.read(params)
        assert list(selection.listings()) == []
        assert [row.subject for row in selection.tombstones()] == [week.meeting.pk]
    before = Selection.read({"asof": ["2025-07-02"]})
    assert [row.subject for row in before.listings()] == [week.meeting.pk]


def test_a_withdrawn_event_is_named_nowhere_any_more(editor: User) -> None:
    week = make.week()
    make.publish(week.umbrella, week.meeting)
    withdraw(week.umbrella, by=editor, now=LATER, reason="entered twice")

    meeting = Publication.objects.current().get(subject=week.meeting.pk)
    assert meeting.card(str(week.umbrella.pk)) is None


def test_without_a_reason_or_before_it_is_public_nothing_happens(editor: User) -> None:
    week = make.week()

    with pytest.raises(Refused, match="can't be withdrawn without a reason"):
        withdraw(week.meeting, by=editor, now=LATER, reason=" ")
    with pytest.raises(Refused, match="is draft: from here it can only be submitted or published or merged"):
        withdraw(week.meeting, by=editor, now=LATER, reason="entered twice")
    assert Decision.objects.count() == 0
