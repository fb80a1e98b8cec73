"""What is owed to whom after a publication: every change once, in its own type, and nothing twice."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendar_app.models.public import Head, Publication
from calendar_app.models.readers import Delivery, Webhook
from calendar_app.review import merge, withdraw
from calendar_app.webhooks import announce, kinds
from calendar_app.webhooks.announce import _caught_up, wish
from tests import factories as make
from tests.factories import NOW, Week

from .world import DAY, webhook

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    announce(now=NOW + DAY)
    found = list(Delivery.objects.calls().order_by("revision", "kind"))
    Delivery.objects.all().delete()
    return [one.kind for one in found]


def test_a_new_webhook_is_told_of_nothing_old(published_week: Week) -> None:
    webhook()
    assert told() == []


def test_each_change_has_its_type(published_week: Week) -> None:
    webhook()
    meeting = published_week.meeting
    editor = User.objects.create(username="editor", is_superuser=True)

    def changed(**fields: object) -> list[str]:
        for name, value in fields.items():
            setattr(meeting, name, value)
        meeting.save()
        make.publish(meeting, now=NOW + DAY)
        return told()

    seen = [changed(certainty="tentative"), changed(certainty="confirmed"), changed(date="2025-07-10"),
            changed(lifecycle="postponed", reason_en="Rain"), changed(lifecycle="scheduled", reason_en="", date="2025-07-11"), changed(note_en="A note"),
            changed(lifecycle="cancelled", reason_en="Rain")]  # fmt: skip
    meeting.outcome_steps.update(progress="adopted")
    seen += [changed()]
    withdraw(meeting, by=editor, now=NOW + DAY, reason="Entered twice.")
    seen += [told()]
    assert [kind for (kind,) in seen] == [
        kinds.UPDATED, kinds.CONFIRMED, kinds.MOVED, kinds.POSTPONED, kinds.MOVED, kinds.UPDATED, kinds.CANCELLED,
        kinds.OUTCOME, kinds.WITHDRAWN,
    ]  # fmt: skip


def test_a_held_and_a_merged_event(published_week: Week) -> None:
    webhook()
    editor = User.objects.create(username="editor", is_superuser=True)
    twin = make.event("twin")
    make.publish(twin, now=NOW + DAY)
    assert told() == [kinds.PUBLISHED]
    twin.lifecycle = "held"
    make.cite(twin, "lifecycle", make.source(published="2025-07-12"))
    twin.save()
    make.publish(twin, now=NOW + 30 * DAY)
    assert told() == [kinds.HELD]
    merge(twin, published_week.meeting, by=editor, now=NOW + 30 * DAY, reason="The same meeting.")
    assert kinds.MERGED in told()


def test_what_says_nothing_new_is_not_told(published_week: Week) -> None:
    """The person's other names stand in the publication's cards, and in no message."""
    webhook()
    published_week.lavrov.name_en = "Sergey V. Lavrov"
    published_week.lavrov.save()
    make.publish(published_week.lavrov, now=NOW + DAY)
    assert Head.number() == 2
    assert told() == []
    published_week.place.name_en = "Kuala Lumpur City"
    published_week.place.save()
    make.publish(published_week.place, now=NOW + DAY)
    assert told() == [kinds.UPDATED, kinds.UPDATED]


def test_a_selection_is_told_of_what_enters_and_what_leaves_it(published_week: Week) -> None:
    other = make.forum("eas")
    mine, all_, none = webhook(selection="forum=arf"), webhook("https://b.example/"), webhook(selection="forum=eas")
    published_week.meeting.forum = other
    published_week.meeting.save()
    make.publish(other, published_week.meeting, now=NOW + DAY)
    announce(now=NOW + DAY)
    assert {one.webhook_id for one in Delivery.objects.all()} == {mine.pk, all_.pk, none.pk}


def test_told_twice_it_is_owed_once(published_week: Week) -> None:
    ours = webhook(revision=0)
    assert announce(now=NOW) == 2
    assert announce(now=NOW) == 0
    ids = set(Delivery.objects.values_list("pk", flat=True))
    Webhook.objects.update(revision=0)
    announce(now=NOW)
    assert set(Delivery.objects.values_list("pk", flat=True)) == ids
    Delivery.objects.all().delete()
    Webhook.objects.update(revision=0)
    announce(now=NOW)
    assert set(Delivery.objects.values_list("pk", flat=True)) == ids
    ours.refresh_from_db()
    assert ours.revision == Head.number()
    assert _caught_up(ours.pk, Head.number(), NOW) == 0  # as where another worker was quicker


def test_who_is_paused_is_told_later(published_week: Week) -> None:
    ours = webhook(revision=0, paused=NOW)
    assert announce(now=NOW) == 0
    Webhook.objects.update(paused=None)
    assert announce(now=NOW) == 2
    assert ours.running is False


def test_a_selection_that_the_record_lost_pauses_the_webhook_alone(published_week: Week) -> None:
    lost, fine = webhook(selection="forum=gone", revision=0), webhook("https://b.example/", revision=0)
    assert announce(now=NOW) == 2
    lost.refresh_from_db()
    assert (lost.halt, lost.running) == ("selection", False)
    assert set(Delivery.objects.values_list("webhook", "kind")) == {
        (lost.pk, "mail.paused"), (fine.pk, "event.published"),
    }  # fmt: skip
    assert wish(fine).query() == ""


@pytest.mark.parametrize("events", [1, 3])
def test_queries_do_not_grow_with_the_events(db: None, events: int) -> None:
    make.publish(*(make.event(f"meeting-{number}") for number in range(events)))
    webhook(revision=0)
    with CaptureQueriesContext(connection) as queries:
        assert announce(now=NOW) == events
    assert len(queries) == 10
    assert Publication.objects.count() == events
