"""What waits at the desk: the difference between the facts there and what readers see."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendar_app.models.desk import Event, Participation
from calendar_app.review import withdraw
from calendar_app.review.pending import Standing, pending, standing
from tests import factories
from tests.factories import NOW, Week


def published_week() -> Week:
    week = factories.week()
    factories.publish(week.umbrella, week.meeting)
    return week


def test_nothing_waits_after_publishing(db: None) -> None:
    week = published_week()
    nouns = [week.umbrella, week.meeting, week.arf, week.lavrov, week.place, week.topic, week.tass, week.programme]
    found = standing(nouns)
    assert set(found) == {noun.pk for noun in nouns}
    assert {(one.public, one.waiting) for one in found.values()} == {(True, ())}
    assert pending(nouns) == set()


def test_fields_and_lines_that_differ_are_named(db: None) -> None:
    week = published_week()
    Event.objects.filter(pk=week.meeting.pk).update(venue_en="Hall")
    Participation.objects.create(event=week.meeting, raw_name="Somebody")
    assert standing([week.meeting])[week.meeting.pk].waiting == ("venue", "participations")
    assert pending([week.meeting, week.umbrella]) == {week.meeting.pk}


def test_what_is_not_public_waits_for_nothing(db: None) -> None:
    draft = factories.event("draft")
    assert standing([draft]) == {draft.pk: Standing(None)}
    assert standing([draft])[draft.pk].public is False
    assert pending([draft]) == set()


def test_nor_does_what_was_withdrawn(db: None, django_user_model: type) -> None:
    week = published_week()
    editor = django_user_model.objects.create(username="editor")  # type: ignore[attr-defined]
    withdraw(week.meeting, by=editor, now=NOW, reason="Entered twice.")
    Event.objects.filter(pk=week.meeting.pk).update(venue_en="Hall")
    (found,) = standing([week.meeting]).values()
    assert (found.public, found.waiting) == (False, ())


def test_as_many_questions_for_many_as_for_one(db: None) -> None:
    week = published_week()
    factories.publish(*(factories.event(f"more-{number}") for number in range(3)))
    counts = []
    for nouns in ([week.meeting], list(Event.objects.all())):
        with CaptureQueriesContext(connection) as asked:
            pending(nouns)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as asked:
        assert pending([]) == set()
    assert len(asked) == 0
