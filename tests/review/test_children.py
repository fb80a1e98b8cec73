"""What becomes of the parts: each is asked about, each answer is done, nothing happens unsaid."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import Decision, Event
from calendar_app.review import Refused
from calendar_app.review.children import Fate, Turn, concerned, settle, turn, unsaid
from tests import factories as make
from tests.factories import Week

LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def week(db: None) -> Week:
    return make.week()


@pytest.fixture
def ann(db: None) -> User:
    return User.objects.create(username="ann")


def turned(event: Event, **changes: Any) -> Turn | None:
    """What the changes do to an event as it is stored; they are saved."""
    before, after = Event.objects.get(pk=event.pk), Event.objects.get(pk=event.pk)
    for name, value in changes.items():
        setattr(after, name, value)
    after.save()
    return turn(before, after)


def same(of: Turn | None) -> dict[str, Any]:
    assert of is not None
    return {part.event.slug: part.same for part in concerned(of)}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lifecycle": "cancelled"}, ("cancelled", False)),
        ({"lifecycle": "postponed"}, ("postponed", False)),
        ({"lifecycle": "held"}, None),
        ({"date": "2025-07-15/2025-07-18"}, ("", True)),
        ({"date": "2025-07-10/2025-07-13"}, ("", True)),
        ({"date": ""}, ("", True)),
        ({"date": "2025-09"}, ("", True)),
        ({"date": "", "lifecycle": "postponed"}, ("postponed", True)),
        ({"date": "2025-07-08/2025-07-12"}, None),
        ({"date": "2025-07-09/2025-07-11"}, None),
        ({"date": "2025-07"}, None),
        ({"venue_en": "Hall"}, None),
    ],
)
def test_what_turns_an_event(week: Week, changes: dict[str, Any], told: tuple[str, bool] | None) -> None:
    found = turned(week.umbrella, **changes)
    assert (found and (found.lifecycle, found.moved)) == told


def test_a_first_date_is_no_move(week: Week) -> None:
    assert turned(make.event("open", date=""), date="2025-09-01") is None
    assert turned(make.event("ended", lifecycle="cancelled"), lifecycle="cancelled") is None


def test_days_move_by_as_many_days(week: Week, ann: User) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(zone="Asia/Kuala_Lumpur", start_time=time(9))
    week.meeting.participations.update(date="2025-07-11")
    of = turned(week.umbrella, date="2025-07-15/2025-07-18")
    assert same(of) == {"arf-32-2025": {"date": "2025-07-18", "certainty": "confirmed"}}
    assert of is not None
    assert settle(of, {week.meeting.pk: Fate.SAME}, by=ann, now=LATER) == [week.meeting]
    moved = Event.objects.get(pk=week.meeting.pk)
    assert (moved.date, str(moved.first_day), moved.start_time) == ("2025-07-18", "2025-07-18", time(9))
    assert moved.participations.get().date == "2025-07-18"
    decision = Decision.objects.get(action="edit")
    assert (decision.subject, decision.by, decision.at, decision.reason) == (
        week.meeting.pk,
        ann,
        LATER,
        "date, certainty",
    )


def test_no_part_is_surer_than_what_it_follows(week: Week) -> None:
    of = turned(week.umbrella, date="2025-07-15?/2025-07-18?", certainty="tentative")
    assert same(of) == {"arf-32-2025": {"date": "2025-07-18?", "certainty": "tentative"}}
    Event.objects.filter(pk=week.meeting.pk).update(date="2025-07-11?", certainty="projected")
    assert same(of) == {"arf-32-2025": {"date": "2025-07-18?", "certainty": "projected"}}


@pytest.mark.parametrize("date", ["", "2025-09", "2025-36", "[2025-09-01,2025-09-08]"])
def test_a_date_known_less_closely_holds_for_every_part(week: Week, ann: User, date: str) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(start_time=time(9), end_time=time(10))
    week.meeting.participations.update(date="2025-07-11")
    of = turned(week.umbrella, date=date)
    assert of is not None
    settle(of, {week.meeting.pk: Fate.SAME}, by=ann, now=LATER)
    moved = Event.objects.get(pk=week.meeting.pk)
    assert (moved.date, moved.start_time, moved.end_time) == (date, None, None)
    assert moved.participations.get().date == ""


@pytest.mark.parametrize(
    ("own", "before", "after"),
    [
        ("2025-07", "2025-07-08/2025-07-11", "2025-08-08"),
        ("2025-07-11", "2025-07", "2025-08-08"),
        ("2150-01-01", "2025-07-08", "2199-07-08"),
    ],
)
def test_where_it_cannot_be_known_it_is_not_offered(week: Week, ann: User, own: str, before: str, after: str) -> None:
    for event, date in ((week.meeting, own), (week.umbrella, before)):
        event.date = date
        event.save()
    of = turned(week.umbrella, date=after)
    assert same(of) == {"arf-32-2025": None}
    assert of is not None
    with pytest.raises(Refused, match="say what becomes of it"):
        settle(of, {week.meeting.pk: Fate.SAME}, by=ann, now=LATER)
    assert settle(of, {week.meeting.pk: Fate.KEEP}, by=ann, now=LATER) == []
    both = turned(week.umbrella, date="2025-11-01", lifecycle="cancelled") if own == "2025-07" else None
    if both:
        assert list(same(both)["arf-32-2025"]) == ["lifecycle", "reason_en", "reason_ru", "reason_ar"]


def test_own_days_that_cannot_move_are_not_known_any_more(week: Week, ann: User) -> None:
    week.meeting.participations.update(date="2025-07")
    of = turned(week.umbrella, date="2025-07-15/2025-07-18")
    assert of is not None
    settle(of, {week.meeting.pk: Fate.SAME}, by=ann, now=LATER)
    assert week.meeting.participations.get().date == ""


def test_cancelled_with_the_reason(week: Week, ann: User) -> None:
    of = turned(week.umbrella, lifecycle="cancelled", reason_en="A storm", reason_ar="عاصفة")
    assert of is not None
    settle(of, {week.meeting.pk: Fate.SAME}, by=ann, now=LATER)
    meeting = Event.objects.get(pk=week.meeting.pk)
    assert (meeting.lifecycle, meeting.reason_en, meeting.reason_ar, meeting.date) == (
        "cancelled", "A storm", "عاصفة", "2025-07-11",
    )  # fmt: skip
    assert Decision.objects.get(action="edit").reason == "lifecycle, reason_en, reason_ru, reason_ar"


def test_who_is_asked_about(week: Week) -> None:
    """Parts of parts too; not what was held, cancelled or withdrawn, and of a move nothing without a date."""
    wanted: dict[str, dict[str, Any]] = {
        "deep": {"parent": week.meeting},
        "held": {"lifecycle": "held"},
        "off": {"lifecycle": "cancelled"},
        "gone": {"stage": "withdrawn"},
        "later": {"lifecycle": "postponed"},
        "open": {"date": ""},
    }
    for slug, fields in wanted.items():
        make.event(slug, **{"parent": week.umbrella, **fields})
    Event.objects.filter(pk=week.umbrella.pk).update(parent=Event.objects.get(slug="deep"))  # a circle leads nowhere
    moved = turned(week.umbrella, date="2025-07-15/2025-07-18")
    assert set(same(moved)) == {"arf-32-2025", "deep", "later"}
    postponed = turned(week.umbrella, lifecycle="postponed")
    assert set(same(postponed)) == {"arf-32-2025", "deep", "open"}


def test_nothing_happens_unsaid(week: Week, ann: User) -> None:
    talk = make.event("talk", parent=week.umbrella)
    of = turned(week.umbrella, lifecycle="cancelled")
    assert of is not None
    with pytest.raises(Refused) as refused:
        settle(of, {talk.pk: Fate.SAME, week.meeting.pk: "?"}, by=ann, now=LATER)
    assert [str(problem) for problem in refused.value.problems] == [
        "parts: “32nd ASEAN Regional Forum”: say what becomes of it."
    ]
    assert Event.objects.get(pk=talk.pk).lifecycle == "scheduled"
    assert len(unsaid(of, {})) == 2


def test_detached_and_kept(week: Week, ann: User) -> None:
    talk = make.event("talk", parent=week.umbrella)
    of = turned(week.umbrella, lifecycle="cancelled")
    assert of is not None
    assert settle(of, {talk.pk: Fate.DETACH, week.meeting.pk: Fate.KEEP}, by=ann, now=LATER) == [talk]
    talk.refresh_from_db()
    assert (talk.parent, talk.lifecycle, Event.objects.get(pk=week.meeting.pk).parent) == (
        None,
        "scheduled",
        week.umbrella,
    )
    assert [(one.subject, one.reason) for one in Decision.objects.filter(action="edit")] == [(talk.pk, "parent")]
