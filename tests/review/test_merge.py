"""Merging: one event of two entries; nothing known is lost, and the old address and UID lead on."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import AgendaItem, Decision, Event, FormerDate, OutcomeStep
from calendar_app.models.public import Publication, Revision
from calendar_app.models.vocabulary import Stage
from calendar_app.review import Refused, merge
from calendar_app.selection import Selection
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def editor() -> User:
    return User.objects.create(username="editor")


def _twin(week: make.Week) -> Event:
    """A second entry of the ARF that knows some of the same and some more."""
    twin = make.event("arf-kuala-lumpur", kind="umbrella", title_en="ARF in Kuala Lumpur")
    make.participation(twin, week.lavrov)
    make.cite(twin, "participations", make.source("Interfax"), row=twin.participations.get().pk)
    make.participation(twin, week.malaysia, role="host")
    make.cite(twin, "date", week.tass)
    make.cite(twin, "date", make.source("Bernama"))
    twin.topics.add(make.topic("maritime-security"))
    AgendaItem.objects.create(event=twin, title_en="The sea")
    FormerDate.objects.create(event=twin, date="2025-07", replaced="2025-07-01")
    make.outcome("statement", (twin, "expected"))
    make.event("child", parent=twin)
    return twin


def test_the_survivor_takes_what_it_lacks(editor: User) -> None:
    week = make.week()
    twin = _twin(week)
    make.publish(week.meeting, twin, twin.children.get())

    revision = merge(twin, Event.objects.get(pk=week.meeting.pk), by=editor, now=LATER, reason="the same session")

    facts = Publication.objects.current().get(subject=week.meeting.pk).facts
    lines = sorted((line["role"], line["person"] or line["organization"]) for line in facts["participations"])
    assert lines == [("host", str(week.malaysia.pk)), ("participant", str(week.lavrov.pk))]
    publishers = {row.publisher_name for row in type(week.tass).objects.filter(supports__subject_id=week.meeting.pk)}
    assert publishers == {"TASS", "Bernama", "Interfax"}
    assert [len(facts[name]) for name in ("topics", "agenda", "former_dates", "outcomes")] == [2, 1, 1, 2]
    child = Publication.objects.current().get(slug="child")
    assert (child.facts["parent"], child.since) == (str(week.meeting.pk), revision)
    assert Decision.objects.get(action="merge").reason == "the same session"


def test_what_both_have_the_survivor_has_once(editor: User) -> None:
    week = make.week()
    twin = make.event("arf-kuala-lumpur", kind="umbrella")
    OutcomeStep.objects.create(outcome=week.programme, event=twin, progress="adopted")
    make.publish(week.meeting, twin)

    merge(twin, Event.objects.get(pk=week.meeting.pk), by=editor, now=LATER, reason="the same session")

    facts = Publication.objects.current().get(subject=week.meeting.pk).facts
    assert [(row["outcome"], row["progress"]) for row in facts["outcomes"]] == [(str(week.programme.pk), "expected")]
    assert list(twin.outcome_steps.values_list("progress", flat=True)) == ["adopted"]


def test_the_loser_leaves_a_tombstone_that_names_the_survivor(editor: User) -> None:
    week = make.week()
    twin = _twin(week)
    make.publish(week.meeting, twin)

    merge(twin, Event.objects.get(pk=week.meeting.pk), by=editor, now=LATER, reason="the same session")

    stone = Publication.objects.current().get(subject=twin.pk)
    assert (stone.tombstone, stone.sequence, stone.facts["merged_into"]) == ("merged", 1, str(week.meeting.pk))
    assert sorted(stone.facts) == ["id", "merged_into", "reason", "slug", "when"]
    selection = Selection.read({"person": ["sergey-lavrov"]})
    assert [row.subject for row in selection.listings()] == [week.meeting.pk]
    assert [row.subject for row in selection.tombstones()] == [twin.pk]
    twin.refresh_from_db()
    assert (twin.stage, twin.merged_into) == (Stage.WITHDRAWN, week.meeting)


def test_a_childs_pending_edit_stays_pending(editor: User) -> None:
    week = make.week()
    twin = _twin(week)
    child = twin.children.get()
    make.publish(week.meeting, twin, child)
    child.title_en = "Not yet"
    child.save()

    merge(twin, Event.objects.get(pk=week.meeting.pk), by=editor, now=LATER, reason="the same session")

    assert Publication.objects.current().get(slug="child").facts["title"]["en"] == "Child"


def test_every_reason_against_a_merger_is_named_and_nothing_changes(editor: User) -> None:
    week = make.week()
    make.publish(week.meeting)
    meeting = Event.objects.get(pk=week.meeting.pk)

    with pytest.raises(Refused) as refused:
        merge(meeting, week.umbrella, by=editor, now=LATER, reason="")
    assert [problem.field for problem in refused.value.problems] == ["reason", "survivor"]
    with pytest.raises(Refused, match="merged into itself"):
        merge(meeting, meeting, by=editor, now=LATER, reason="x")
    with pytest.raises(Refused, match="is draft"):
        merge(week.umbrella, meeting, by=editor, now=LATER, reason="x")
    meeting.title_en = "Pending"
    meeting.save()
    with pytest.raises(Refused, match="edits that nobody published"):
        merge(week.umbrella, meeting, by=editor, now=LATER, reason="x")
    assert Revision.objects.count() == 1
