"""Merging: one event of two entries; nothing known is lost, and the old address and UID lead on."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import AgendaItem, Decision, Embargo, Event, FormerDate, OutcomeStep, Version
from calendar_app.models.public import Publication, Revision
from calendar_app.models.vocabulary import Stage
from calendar_app.review import Refused, edited, merge, restore
from calendar_app.review.integrity import broken_citations, circles
from calendar_app.review.pending import pending
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
    assert set(Decision.objects.filter(action="merge").values_list("subject", "reason")) == {
        (twin.pk, "the same session"), (week.meeting.pk, "the same session"),
    }  # fmt: skip


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


def refused(loser: Event, survivor: Event, by: User, reason: str = "x") -> list[tuple[str, str]]:
    """Field and words of each problem; nothing was written."""
    with pytest.raises(Refused) as told:
        merge(loser, survivor, by=by, now=LATER, reason=reason)
    assert Decision.objects.filter(action="merge").exists() is False
    return [(problem.field, problem.message) for problem in told.value.problems]


def test_every_reason_against_a_merger_is_named_and_nothing_changes(editor: User) -> None:
    week = make.week()
    make.publish(week.meeting)
    meeting = Event.objects.get(pk=week.meeting.pk)
    assert refused(meeting, week.umbrella, editor, " ") == [
        ("reason", "“32nd ASEAN Regional Forum” can't be merged without a reason: say how you know."),
        ("survivor", "“58th AMM week” is not public: publish it first, or merge it into the other."),
    ]
    assert refused(meeting, meeting, editor) == [
        ("survivor", "An event can't be merged into itself: choose the other entry.")
    ]
    assert refused(week.umbrella, meeting, editor) == [
        (
            "survivor",
            "“32nd ASEAN Regional Forum” is part of “58th AMM week”: merge them the other way round, or part them first.",
        )
    ]
    gone = make.event("gone", stage="withdrawn")
    twin = make.event("twin")
    assert refused(twin, gone, editor) == [("survivor", "“Gone” was withdrawn or merged: choose an entry that stands.")]
    assert refused(gone, twin, editor) == [("stage", "“Gone” is withdrawn: nothing can follow.")]
    make.publish(twin)
    meeting.title_en = "Pending"
    meeting.save()
    assert refused(Event.objects.get(pk=twin.pk), meeting, editor) == [
        ("survivor", "“Pending” has edits that nobody published: publish them first.")
    ]
    assert Revision.objects.count() == 2


def test_a_second_person_merges_what_readers_see(editor: User, settings: Any) -> None:
    settings.ONE_PERSON_DESK = False
    week, ben = make.week(), User.objects.create(username="ben")
    twin = make.event("twin")
    make.publish(week.meeting, twin)
    for noun in (twin, week.meeting):
        edited(noun, by=editor, now=make.NOW, what="title_en")
    loser, survivor = Event.objects.get(pk=twin.pk), Event.objects.get(pk=week.meeting.pk)
    assert [field for field, _ in refused(loser, survivor, editor)] == ["second_person"] * 2
    assert merge(loser, survivor, by=ben, now=LATER, reason="the same") == Revision.objects.get(n=2)
    last = Decision.objects.filter(at=LATER).order_by("action", "subject")
    assert {(one.action, one.subject, one.revision, one.by) for one in last} == {
        ("merge", twin.pk, 2, ben), ("merge", week.meeting.pk, 2, ben), ("edit", week.meeting.pk, None, ben),
    }  # fmt: skip


@pytest.mark.parametrize("stage", ["draft", "in_review"])
@pytest.mark.parametrize("into", ["draft", "published"])
def test_a_draft_is_folded_in_at_the_desk_alone(editor: User, settings: Any, stage: str, into: str) -> None:
    settings.ONE_PERSON_DESK = False
    week = make.week()
    twin = _twin(week)
    Event.objects.filter(pk=twin.pk).update(stage=stage)
    if into == "published":
        make.publish(week.meeting)
    before = Revision.objects.count()
    loser, survivor = Event.objects.get(pk=twin.pk), Event.objects.get(pk=week.meeting.pk)
    edited(loser, by=editor, now=make.NOW, what="title_en")

    assert merge(loser, survivor, by=editor, now=LATER, reason="the same session") is None

    loser.refresh_from_db()
    assert (loser.stage, loser.merged_into, Revision.objects.count()) == (Stage.WITHDRAWN, week.meeting, before)
    assert Event.objects.get(slug="child").parent == week.meeting
    assert week.meeting.participations.count() == 2
    assert bool(pending([survivor])) == (into == "published")
    assert {(one.action, one.subject) for one in Decision.objects.filter(at=LATER)} == {
        ("merge", twin.pk), ("merge", week.meeting.pk), ("edit", week.meeting.pk), ("edit", Event.objects.get(slug="child").pk),
    }  # fmt: skip
    with pytest.raises(Refused, match="a second person"):
        make.publish(survivor, by=editor)
    assert list(broken_citations()) == []


def test_facts_that_the_survivor_has_none_of(editor: User) -> None:
    week = make.week()
    twin = make.event(
        "twin", title_ar="المنتدى", title_en="Another title", venue_ru="Зал", forum=week.arf, ordinal=32, parent=week.umbrella,
        place=week.place, zone="Asia/Kuala_Lumpur", start_time=time(9), end_time=time(10),
    )  # fmt: skip
    bare = make.event("bare", date="2025-07-11")
    merge(twin, bare, by=editor, now=LATER, reason="the same")
    bare.refresh_from_db()
    assert (bare.title_en, bare.title_ar, bare.venue_ru, bare.ordinal) == ("Bare", "المنتدى", "Зал", 32)
    assert (bare.forum, bare.parent, bare.place, bare.zone) == (
        week.arf,
        week.umbrella,
        week.place,
        "Asia/Kuala_Lumpur",
    )
    assert (bare.start_time, bare.end_time, bare.starts_at) == (time(9), time(10), datetime(2025, 7, 11, 1, tzinfo=UTC))
    assert Decision.objects.get(action="edit").reason == (
        "title_ar, venue_ru, forum, ordinal, place, parent, start_time, end_time, zone, merged"
    )


@pytest.mark.parametrize(
    ("own", "kept"),
    [("", "2025-07-11"), ("2025-07-11", "2025-07-11"), ("2025-07-12", "2025-07-12"), ("2025-07", "2025-07")],
)
def test_the_date_is_taken_only_where_there_is_none(editor: User, own: str, kept: str) -> None:
    twin = make.event("twin", zone="Asia/Kuala_Lumpur", start_time=time(9))
    heir = make.event("heir", date=own)
    merge(twin, heir, by=editor, now=LATER, reason="the same")
    heir.refresh_from_db()
    assert (heir.date, heir.start_time) == (kept, time(9) if kept == "2025-07-11" else None)


def test_hours_that_are_known_stay(editor: User) -> None:
    common = {"zone": "Asia/Kuala_Lumpur"}
    twin, heir = make.event("twin", start_time=time(9), **common), make.event("heir", start_time=time(8), **common)
    merge(twin, heir, by=editor, now=LATER, reason="the same")
    heir.refresh_from_db()
    assert heir.start_time == time(8)


def test_nothing_comes_to_stand_under_itself(editor: User) -> None:
    week = make.week()
    part = make.event("part", parent=week.meeting)
    deep = make.event("deep", parent=part)
    merge(deep, week.meeting, by=editor, now=LATER, reason="the same")
    merge(part, Event.objects.get(pk=week.meeting.pk), by=editor, now=LATER, reason="the same")
    bare = make.event("bare", kind="umbrella")
    under = make.event("under", parent=bare)
    merge(under, bare, by=editor, now=LATER, reason="the same")
    assert Event.objects.get(pk=bare.pk).parent is None
    assert list(circles()) == []


def test_citations_follow_their_lines(editor: User) -> None:
    """Of a line that both have, what the same source says of it already stays behind; nothing points at another's line."""
    week = make.week()
    twin = make.event("twin")
    line = make.participation(twin, week.lavrov)
    own = week.meeting.participations.get()
    item = AgendaItem.objects.create(event=twin, title_en="The sea")
    AgendaItem.objects.create(event=week.meeting, title_en="The sea")
    other = make.source("Interfax")
    for subject, row in ((week.meeting, own), (twin, line)):
        make.cite(subject, "participations", week.tass, row=row.pk)
    make.cite(twin, "participations", other, row=line.pk)
    make.cite(twin, "agenda", other, row=item.pk)
    merge(twin, week.meeting, by=editor, now=LATER, reason="the same")
    cited = week.meeting.citations.exclude(row=None).values_list("field", "row", "source")
    mine = week.meeting.agenda.get()
    assert set(cited) == {
        ("participations", own.pk, week.tass.pk), ("participations", own.pk, other.pk), ("agenda", mine.pk, other.pk),
    }  # fmt: skip
    assert twin.citations.count() == 1
    assert list(broken_citations()) == []


def test_the_history_keeps_how_both_stood_and_no_version_takes_the_lines_back(editor: User) -> None:
    week = make.week()
    twin = _twin(week)
    make.publish(twin)
    Embargo.objects.create(event=twin, at=LATER, by=editor)
    make.publish(week.meeting)
    merge(Event.objects.get(pk=twin.pk), Event.objects.get(pk=week.meeting.pk), by=editor, now=LATER, reason="the same")
    (stood,) = Version.objects.filter(subject=twin.pk)
    assert [len(stood.rows[name]) for name in ("participations", "agenda", "citations")] == [2, 1, 3]
    assert Version.objects.filter(subject=week.meeting.pk).count() == 2
    assert Embargo.objects.exists() is False
    with pytest.raises(Refused, match="It was merged into “32nd ASEAN Regional Forum”, which has its lines now"):
        restore(stood, by=editor, now=LATER, reason="x")
    assert week.meeting.participations.count() == 2
