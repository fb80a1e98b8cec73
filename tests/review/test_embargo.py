"""Publishing at a set time: what was looked at goes out, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User

from calendar_app.errors import Refused
from calendar_app.models.desk import Decision, Embargo, Event
from calendar_app.models.public import Publication, Revision
from calendar_app.review import edited, embargo, lift
from calendar_app.review.embargo import _released, release_due
from calendar_app.tasks.embargoes import release
from tests import factories as make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = make.NOW + HOUR


@pytest.fixture(autouse=True)
def _two_pairs_of_eyes(settings: Any) -> None:
    settings.ONE_PERSON_DESK = False


@pytest.fixture
def ann() -> User:
    user = User.objects.create(username="ann", is_staff=True)
    user.groups.set(Group.objects.filter(name="publisher"))
    return user


@pytest.fixture
def talks() -> Event:
    return make.event("talks")


def public(event: Event) -> bool:
    return Publication.objects.current().filter(subject=event.pk).exists()


def test_it_is_published_at_its_hour_and_not_before(talks: Event, ann: User) -> None:
    found = embargo(talks, at=LATER, by=ann, now=make.NOW, reason="Announced at noon.")
    assert str(found) == f"Talks, {LATER}"
    assert release_due(now=LATER - timedelta(seconds=1)) == 0
    assert not public(talks)
    assert release_due(now=LATER) == 1
    assert public(talks)
    assert Revision.objects.get().reason == "Announced at noon."
    assert not Embargo.objects.exists()
    assert list(Decision.objects.order_by("at").values_list("action", "by", "reason")) == [
        ("embargo", ann.pk, f"{LATER.isoformat()} Announced at noon."),
        ("publish", ann.pk, "Announced at noon."),
    ]
    assert release_due(now=LATER + HOUR) == 0


def test_an_edit_takes_it_back(talks: Event, ann: User) -> None:
    embargo(talks, at=LATER, by=ann, now=make.NOW)
    edited(talks, by=User.objects.create(username="ben"), now=make.NOW, what="venue_en")
    assert release_due(now=LATER) == 0
    assert not public(talks)


def test_what_was_lifted_while_it_was_looked_for_stays(talks: Event, ann: User) -> None:
    embargo(talks, at=LATER, by=ann, now=make.NOW)
    due = Embargo.objects.all()
    lift(talks, by=ann, now=make.NOW)
    assert _released(due, LATER) == 0
    assert not public(talks)


def test_setting_it_again_moves_it(talks: Event, ann: User) -> None:
    embargo(talks, at=LATER, by=ann, now=make.NOW)
    embargo(talks, at=LATER + HOUR, by=ann, now=make.NOW)
    assert release_due(now=LATER) == 0
    assert Embargo.objects.get().at == LATER + HOUR


def test_it_can_be_lifted_once(talks: Event, ann: User) -> None:
    embargo(talks, at=LATER, by=ann, now=make.NOW)
    lift(talks, by=ann, now=make.NOW, reason="Called off.")
    assert release_due(now=LATER) == 0
    assert Decision.objects.filter(action="lift", reason="Called off.").count() == 1
    with pytest.raises(Refused, match="No moment is set"):
        lift(talks, by=ann, now=make.NOW)


def test_a_moment_that_is_past_is_refused(talks: Event, ann: User) -> None:
    with pytest.raises(Refused, match="That moment is past"):
        embargo(talks, at=make.NOW, by=ann, now=make.NOW)
    assert not Embargo.objects.exists()


def test_it_takes_what_publishing_takes(talks: Event, ann: User) -> None:
    edited(talks, by=ann, now=make.NOW, what="venue_en")
    with pytest.raises(Refused, match="a second person has to publish it"):
        embargo(talks, at=LATER, by=ann, now=make.NOW)
    Event.objects.update(lifecycle="cancelled")
    with pytest.raises(Refused, match="say why"):
        embargo(Event.objects.get(), at=LATER, by=User.objects.create(username="ben"), now=make.NOW)
    Event.objects.update(stage="withdrawn")
    with pytest.raises(Refused, match="nothing can follow"):
        embargo(Event.objects.get(), at=LATER, by=ann, now=make.NOW)


def test_what_is_refused_at_its_hour_stays_with_the_reason(talks: Event, ann: User) -> None:
    embargo(talks, at=LATER, by=ann, now=make.NOW)
    Event.objects.update(lifecycle="cancelled")
    other = make.event("other")
    embargo(other, at=LATER, by=ann, now=make.NOW)
    assert release_due(now=LATER) == 1
    assert (public(talks), public(other)) == (False, True)
    assert Embargo.objects.get().refused == "“Talks” is cancelled: say why, in at least one language."
    assert release_due(now=LATER + HOUR) == 0


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_who_may_publish_no_more_does_not(talks: Event, ann: User, change: dict[str, bool]) -> None:
    embargo(talks, at=LATER, by=ann, now=make.NOW)
    User.objects.filter(pk=ann.pk).update(**change)
    if "is_staff" in change:
        ann.groups.clear()
    assert release_due(now=LATER) == 0
    assert Embargo.objects.get().refused == "ann may not publish any more."


def test_the_clock_releases_what_is_due(talks: Event, ann: User) -> None:
    embargo(talks, at=LATER, by=ann, now=make.NOW)
    assert release() == 1
    assert public(talks)
