"""Row 22: calls to a real endpoint: signed, repeated by the schedule, given up, stopped, and never two at once."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.db import connection

from calendar_app.models.readers import Delivery, Webhook
from calendar_app.webhooks import announce, deliver
from calendar_app.webhooks.deliver import LEASE
from calendar_app.webhooks.mail import mail
from calendar_app.webhooks.owner import replay
from tests import factories as make
from tests.factories import NOW, Week
from tests.fetching.server import dripped, serving

from .sink import Sink, sinking
from .world import DAY, HOUR, KEY, MINUTE, SCHEDULE, SITE, Clock, tell, terms, webhook

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink() -> Iterator[Sink]:
    with sinking(200) as made:
        yield made


def moved(week: Week, date: str = "2025-07-10") -> None:
    week.meeting.date = date
    week.meeting.save()
    make.publish(week.meeting, now=NOW + DAY, reason="The host said so.")


def only() -> Delivery:
    return Delivery.objects.exclude(kind__startswith="mail.").get()


def test_a_change_reaches_the_endpoint_signed_and_whole(published_week: Week, sink: Sink) -> None:
    ours = webhook(sink.url, "forum=arf")
    moved(published_week)
    assert tell(terms(sink, Clock(datetime.now(UTC)))) == 1
    said = sink.verified(KEY)
    assert (said["type"], said["timestamp"]) == ("event.moved", (NOW + DAY).isoformat())
    data = said["data"]
    assert {name: data[name] for name in ("webhook", "revision", "selection", "matches", "reason")} == {
        "webhook": str(ours.pk), "revision": 2, "selection": "forum=arf", "matches": True, "reason": "The host said so.",
    }  # fmt: skip
    event = data["event"]
    assert (event["uid"], event["sequence"]) == (str(published_week.meeting.pk), 1)
    assert event["page"] == f"{SITE}/en/events/arf-32-2025/"
    assert event["forum"]["slug"] == "arf"
    assert event["sources"][0]["publisher"] == "TASS"
    (when,) = [row for row in data["changes"] if row["field"] == "when"]
    assert (when["before"]["date"], when["after"]["date"]) == ("2025-07-11", "2025-07-10")
    headers, _ = sink.calls[0]
    assert headers["content-type"] == "application/json"
    assert headers["webhook-id"] == f"msg_{only().pk.hex}"
    assert (only().result, only().attempts) == ("200", 1)


def test_nothing_that_is_not_public_is_in_a_message(published_week: Week, sink: Sink) -> None:
    webhook(sink.url)
    draft = make.event("secret-week", kind="umbrella")
    published_week.meeting.parent = draft
    published_week.meeting.save()
    moved(published_week)
    tell(terms(sink))
    text = sink.calls[0][1].decode()
    assert [word for word in ("secret", str(draft.pk)) if word in text] == []
    assert sink.told[0]["data"]["event"]["parent"] is None


def test_what_left_the_selection_is_told_once_and_says_so(published_week: Week, sink: Sink) -> None:
    webhook(sink.url, "forum=arf")
    published_week.meeting.forum = None
    published_week.meeting.save()
    make.publish(published_week.meeting, now=NOW + DAY)
    tell(terms(sink))
    moved(published_week)
    tell(terms(sink))
    assert [said["data"]["matches"] for said in sink.told] == [False]


def test_a_failed_call_is_made_again_by_the_schedule_under_its_id(published_week: Week) -> None:
    with sinking(500, 302, 404, 200) as sink:
        webhook(sink.url)
        moved(published_week)
        clock = Clock(NOW + DAY)
        under = terms(sink, clock, pause_after=90 * DAY)
        seen = []
        for wait in (*SCHEDULE, timedelta()):
            assert tell(under) == 1
            seen.append(only().result)
            clock.now += wait - timedelta(seconds=1)
            assert tell(under) == 0
            clock.now += timedelta(seconds=1)
        assert (seen, only().sent) == (["500", "302", "404", "200"], NOW + DAY + sum(SCHEDULE, timedelta()))
        assert len(set(sink.ids)) == 1
        assert Webhook.objects.get().failing is None


def test_no_redirect_is_followed(published_week: Week) -> None:
    with sinking(200) as canary, sinking(307, location=canary.url) as sink:
        webhook(sink.url)
        moved(published_week)
        tell(terms(sink))
        assert (only().result, canary.calls) == ("307", [])


def test_the_documented_schedule_lasts_three_days() -> None:
    waits = settings.WEBHOOK_RETRIES
    assert sum(waits) >= 3 * 86_400
    assert list(waits) == sorted(waits)


def test_what_was_never_taken_waits_for_a_replay(published_week: Week) -> None:
    with sinking(500) as sink:
        webhook(sink.url)
        moved(published_week)
        clock = Clock(NOW + DAY)
        under = terms(sink, clock, pause_after=90 * DAY)
        for wait in (timedelta(), *SCHEDULE):
            clock.now += wait
            tell(under)
        assert (only().failed, only().attempts, len(sink.calls)) == (clock.now, 4, 4)
        clock.now += 30 * DAY
        assert tell(under) == 0
        sink.answers = [200]
        assert replay(deliveries=Delivery.objects.all(), now=clock.now) == 1
        assert tell(under) == 1
        assert (only().sent, len(set(sink.ids))) == (clock.now, 1)


def test_410_stops_the_webhook_and_tells_its_owner(published_week: Week) -> None:
    with sinking(410) as sink:
        ours = webhook(sink.url, language="ru")
        moved(published_week)
        under = terms(sink, Clock(NOW + DAY))
        tell(under)
        assert (tell(under), len(sink.calls)) == (0, 1)
        ours.refresh_from_db()
        assert (ours.halt, only().sent, only().failed) == ("gone", None, None)
        assert mail(terms=under) == 1
        (sent,) = outbox.outbox
        assert (sent.subject, sent.to) == ("Ваш вебхук приостановлен", ["owner@example.org"])
        assert "Приёмник сообщил, что его больше нет" in sent.body
        assert mail(terms=under) == 0


def test_a_dead_endpoint_is_paused_after_days_and_loses_nothing(published_week: Week) -> None:
    with sinking(503) as sink:
        ours = webhook(sink.url)
        moved(published_week)
        clock = Clock(NOW + DAY)
        under = terms(sink, clock, schedule=(HOUR,) * 100)
        tell(under)
        clock.now += 2 * DAY - MINUTE
        tell(under)
        assert Webhook.objects.get().running
        clock.now += HOUR
        tell(under)
        ours.refresh_from_db()
        assert (ours.halt, ours.failing) == ("dead", NOW + DAY)
        assert Delivery.objects.filter(kind="mail.paused").count() == 1
        Webhook.objects.update(paused=None)
        sink.answers = [200]
        clock.now += DAY
        assert tell(under) == 1
        assert only().sent


def test_an_endpoint_inside_the_network_gets_no_connection(published_week: Week, sink: Sink) -> None:
    webhook(sink.url)
    moved(published_week)
    tell(terms())
    assert (only().result, sink.calls) == (
        "address: 127.0.0.1 is no public address, and nothing else is fetched", [],
    )  # fmt: skip


def test_an_endpoint_that_never_ends_its_answer_ends_at_the_deadline(published_week: Week) -> None:
    with serving(dripped(b"HTTP/1.1 ", b"200 OK" + b"\r\nX: y" * 50, 3)) as server:
        webhook(f"http://127.0.0.1:{server.port}/")
        moved(published_week)
        deliver_under = replace(terms(), also=f"127.0.0.1:{server.port}", seconds=0.4)
        tell(deliver_under)
    assert only().result == "unanswered: it took longer than 0.4 seconds"


def test_an_endpoint_that_is_down(published_week: Week) -> None:
    with sinking(200) as sink:
        pass
    webhook(sink.url)
    moved(published_week)
    tell(terms(sink))
    assert only().result == "unanswered: it could not be reached (ConnectionRefusedError)"


def test_a_run_stops_at_the_first_failure_and_gives_the_rest_back(published_week: Week) -> None:
    with sinking(200, 500) as sink:
        webhook(sink.url, revision=0)
        moved(published_week)
        under = terms(sink, Clock(NOW + DAY))
        announce(now=under.clock())
        assert (Delivery.objects.count(), deliver(terms=under)) == (3, 2)
        assert sorted(Delivery.objects.values_list("attempts", "result")) == [(0, ""), (1, "200"), (1, "500")]
        assert [said["data"]["revision"] for said in sink.told] == [1, 1]


def test_a_slow_endpoint_does_not_hold_the_worker(published_week: Week) -> None:
    class Slow(Clock):
        def __call__(self) -> datetime:
            self.now += timedelta(seconds=8)
            return self.now

    with sinking(200) as sink:
        webhook(sink.url, revision=0)
        moved(published_week)
        under = terms(sink, Slow(NOW + DAY))
        announce(now=under.clock())
        assert deliver(terms=under) == 2
        assert deliver(terms=under) == 1


def test_what_is_no_longer_there_is_not_told(published_week: Week, sink: Sink) -> None:
    ours = webhook(sink.url)
    Delivery.objects.create(
        key="k", webhook=ours, kind="event.moved", event=published_week.tass.pk, revision=1, due=NOW
    )  # fmt: skip
    assert tell(terms(sink)) == 0
    assert only().result == "nothing to tell"


def test_a_selection_lost_after_the_announcement_still_tells(published_week: Week, sink: Sink) -> None:
    webhook(sink.url)
    moved(published_week)
    announce(now=NOW + DAY)
    Webhook.objects.update(selection="forum=lost")
    deliver(terms=terms(sink, Clock(NOW + DAY)))
    assert json.loads(sink.calls[0][1])["data"]["matches"] is True


# Two at once, and a worker that dies


def at_once(sink: Sink, lease: timedelta) -> None:
    """Two workers look for work; the endpoint is slow, so both are there before either is done."""
    under = terms(sink, Clock(NOW + DAY))
    barrier = Barrier(2)

    def work() -> None:
        try:
            barrier.wait(20)
            for _ in range(10):  # a claim passes over what the other one is just claiming
                deliver(terms=under, lease=lease)
                time.sleep(0.03)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work) for _ in range(2)]:
            done.result(60)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("protected", [True, False])
def test_two_workers_call_once_and_without_the_lease_they_would_not(protected: bool) -> None:
    week = make.published_week()
    with sinking(200, pause=0.2) as sink:
        webhook(sink.url, revision=0)
        moved(week)
        announce(now=NOW + DAY)
        at_once(sink, LEASE if protected else timedelta(0))
        assert len(set(sink.ids)) == 3
        assert (len(sink.ids) == 3) == protected
    assert Delivery.objects.filter(sent__isnull=False).count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("workers", [2])
def test_two_announcers_write_each_call_once(workers: int) -> None:
    make.published_week()
    webhook(revision=0)
    barrier = Barrier(workers)

    def work() -> int:
        try:
            barrier.wait(20)
            return announce(now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        counts = sorted(done.result(30) for done in [pool.submit(work) for _ in range(workers)])
    assert counts == [0, 2]
    assert Delivery.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_one_call(child_environment: dict[str, str]) -> None:
    """The endpoint has the first call and has not answered it yet when the worker goes."""
    week = make.published_week()
    with sinking(200, pause=1) as sink:
        webhook(sink.url, revision=0)
        moved(week)
        command = [sys.executable, "manage.py", "deliver_webhooks"]
        with subprocess.Popen(
            command, cwd=settings.BASE_DIR, env={**child_environment, "FETCH_ALSO": sink.also}
        ) as worker:
            while not sink.calls and worker.poll() is None:
                time.sleep(0.01)
            worker.kill()
        sink.pause = 0
        under = terms(sink, Clock(datetime.now(UTC)))
        assert deliver(terms=under) == 0
        assert deliver(terms=terms(sink, Clock(datetime.now(UTC) + LEASE))) == 3
        assert (len(sink.ids), len(set(sink.ids))) == (4, 3)
    assert Delivery.objects.filter(sent__isnull=False).count() == 3


def test_a_worker_killed_after_the_answer_calls_again_under_the_same_id(published_week: Week, sink: Sink) -> None:
    webhook(sink.url)
    moved(published_week)
    clock = Clock(NOW + DAY)
    under = terms(sink, clock)
    tell(under)
    Delivery.objects.update(sent=None, claimed=clock.now, result="")  # what a kill between answer and record leaves
    assert tell(under) == 0
    clock.now += LEASE
    assert tell(under) == 1
    assert (len(sink.ids), len(set(sink.ids)), only().attempts) == (2, 1, 2)
