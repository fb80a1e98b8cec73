"""Row 9: reminders by the minute, through every trick of clocks, of editors, and of two who look at once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from calendar_app.models.readers import Delivery
from calendar_app.reminders import diary, digest, due, sending
from calendar_app.review.zones import follow_zones
from tests import factories as make
from tests.factories import NOW
from tests.zones import released

from .conftest import SITE
from .readers import DAY, HOUR, MINUTE, reader, send
from .sink import Sink
from .test_due import again, meeting

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
WEEK = 7 * DAY


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def arrivals(post: Sink, around: datetime, offset: timedelta, span: timedelta = 2 * MINUTE) -> Iterator[datetime]:
    """The clock ticks every minute, at this offset within it, and seldom far away; the moments at which a mail arrived."""
    now = around - span + offset
    while now <= around + span:
        before = len(post.raw)
        for find in (due.remind, digest.overview, diary.diaries):
            find(now=now)
        send(now)
        yield from [now] * (len(post.raw) - before)
        now += max(MINUTE, span / 5)


def off(post: Sink, true: datetime, offset: int) -> float:
    """How late (s) the one mail comes that should come at this moment."""
    (came,) = arrivals(post, true, offset * SECOND)
    return (came - true).total_seconds()


KL, BERLIN, YORK = "Asia/Kuala_Lumpur", "Europe/Berlin", "America/New_York"
#: Date, start and zone of the event; span; hour and zone of the reader; when the reminder is due (UTC).
INSTANTS = [
    # the event's own clock
    (("2025-07-11", "14:00", KL), HOUR, 8, "UTC", "2025-07-11 05:00"),
    (("2026-03-29", "12:00", BERLIN), DAY, 8, "UTC", "2026-03-28 11:00"),  # the night between loses an hour
    (("2026-03-29", "12:00", BERLIN), DAY + HOUR, 8, "UTC", "2026-03-28 10:00"),
    (("2025-10-26", "12:00", BERLIN), DAY, 8, "UTC", "2025-10-25 10:00"),  # the night between gains one
    (("2025-10-26", "12:00", BERLIN), 12 * HOUR, 8, "UTC", "2025-10-25 23:00"),  # exact, through the change
    (("2025-10-26", "02:30", BERLIN), HOUR, 8, "UTC", "2025-10-25 23:30"),  # begins at the first of two half past two
    (("2026-03-29", "02:30", BERLIN), HOUR, 8, "UTC", "2026-03-29 00:30"),  # begins at an hour that does not exist
    (("2025-11-02", "09:00", YORK), WEEK, 8, "UTC", "2025-10-26 13:00"),
    # no hour known: the reader's hour in the event's zone, whatever the reader's own clock does
    (("2025-07-11", None, KL), DAY, 8, BERLIN, "2025-07-10 00:00"),
    (("2026-03-30", None, KL), DAY, 2, BERLIN, "2026-03-28 18:00"),  # while the reader's night loses two o'clock
    (("2026-03-29", None, BERLIN), HOUR, 2, "UTC", "2026-03-29 01:00"),  # two o'clock does not exist that day
    (("2025-10-26", None, BERLIN), HOUR, 2, "UTC", "2025-10-26 00:00"),  # it comes twice: the first
    # no zone either: the reader's own
    (("2026-03-29", None, ""), HOUR, 2, BERLIN, "2026-03-29 01:00"),
    (("2025-10-26", None, ""), HOUR, 2, BERLIN, "2025-10-26 00:00"),
    (("2026-03-30", None, ""), DAY, 8, BERLIN, "2026-03-29 06:00"),
    (("2025-11-03", None, ""), DAY, 8, YORK, "2025-11-02 13:00"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "span", "hour", "zone", "true"), INSTANTS)
def test_each_reminder_comes_within_a_minute_of_its_moment(
    post: Sink, when: tuple[str, str | None, str], span: timedelta, hour: int, zone: str, true: str
) -> None:
    date, start, where = when
    meeting(date=date, start_time=start, zone=where)
    reader(before=(span,), hour=hour, zone=zone)
    assert off(post, at(true), 37) == 37
    assert list(arrivals(post, at(true), 0 * SECOND, 90 * MINUTE)) == []  # not again at the second half past two either


@pytest.mark.parametrize(
    ("zone", "hour", "day", "trues"),
    [
        (BERLIN, 8, "2026-03-28", ["2026-03-28 07:00", "2026-03-29 06:00", "2026-03-30 06:00"]),
        (BERLIN, 2, "2026-03-28", ["2026-03-28 01:00", "2026-03-29 01:00", "2026-03-30 00:00"]),  # skipped: at three
        (BERLIN, 2, "2025-10-25", ["2025-10-25 00:00", "2025-10-26 00:00", "2025-10-27 01:00"]),  # twice: the first
        (YORK, 1, "2025-11-01", ["2025-11-01 05:00", "2025-11-02 05:00", "2025-11-03 06:00"]),
        ("Africa/Cairo", 0, "2026-04-23", ["2026-04-22 22:00", "2026-04-23 22:00", "2026-04-24 21:00"]),  # no midnight
    ],
)
@pytest.mark.parametrize("kind", ["digest", "diary"])
def test_a_morning_mail_comes_once_a_day_at_the_readers_hour(
    post: Sink, zone: str, hour: int, day: str, trues: list[str], kind: str
) -> None:
    make.publish(make.event(date=f"{day}/{at(day) + 5 * DAY:%Y-%m-%d}"))
    reader(
        before=(), alerts=False, hour=hour, zone=zone, **({"digest": "daily"} if kind == "digest" else {"diary": True})
    )
    for true in map(at, trues):
        assert 0 <= off(post, true, 20) <= 60
        assert list(arrivals(post, true, 20 * SECOND, 70 * MINUTE)) == []


RULES = [
    # zone and its new rules; date and start; span; when the reminder was due, and is now
    (KL, "Asia/Tokyo", ("2025-07-11", "14:00"), HOUR, "2025-07-11 05:00", "2025-07-11 04:00"),
    (KL, "Asia/Dhaka", ("2025-07-11", "14:00"), HOUR, "2025-07-11 05:00", "2025-07-11 07:00"),
    (BERLIN, "Africa/Tunis", ("2025-07-11", "14:00"), DAY, "2025-07-10 12:00", "2025-07-10 13:00"),
    ("Africa/Tunis", BERLIN, ("2026-03-29", "02:30"), HOUR, "2026-03-29 00:30", "2026-03-29 00:30"),
    ("Africa/Tunis", BERLIN, ("2025-10-26", "02:30"), HOUR, "2025-10-26 00:30", "2025-10-25 23:30"),
    ("Asia/Kathmandu", "Asia/Kolkata", ("2025-07-11", "14:00"), HOUR, "2025-07-11 07:15", "2025-07-11 07:30"),
    (KL, "Asia/Tokyo", ("2025-07-11", None), DAY, "2025-07-10 00:00", "2025-07-09 23:00"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "rules", "when", "span", "was", "true"), RULES)
@pytest.mark.parametrize("followed", [True, False])
def test_a_reminder_follows_new_rules_even_before_the_record_does(
    post: Sink, tmp_path: Path, zone: str, rules: str, when: tuple[str, str | None], span: timedelta, was: str, true: str,
    followed: bool,
) -> None:  # fmt: skip
    event = meeting(date=when[0], start_time=when[1], zone=zone)
    reader(before=(span,))
    with released(tmp_path, **{zone.replace("/", "__"): rules}):
        if followed:
            follow_zones(now=NOW + DAY)
        assert 0 <= off(post, at(true), 37) <= 60
        event.refresh_from_db()
        start = event.start_time and f"{event.start_time:%H:%M}"
        assert (event.date, start, event.zone) == (*when, zone)
        text = post.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert when[1] is None or when[1] in text
        assert list(arrivals(post, at(was), 0 * SECOND)) == []


def test_new_rules_between_owed_and_sent_send_it_once(post: Sink, tmp_path: Path) -> None:
    meeting()
    reader(before=(DAY,))
    due.remind(now=at("2025-07-10 06:00"))
    with released(tmp_path, Asia__Kuala_Lumpur="Asia/Tokyo"):
        follow_zones(now=at("2025-07-10 06:00"))
        due.remind(now=at("2025-07-10 06:01"))
        assert send(at("2025-07-10 06:01")) == {"sent": 1}


# An editor at the very moment


MOVES = [
    # the event's start becomes; the reminder of a day before is due (UTC), or None where its moment has passed
    ({"date": "2025-07-14"}, "2025-07-13 06:00"),
    ({"start_time": "18:00"}, "2025-07-10 10:00"),
    ({"start_time": "10:00"}, None),
    ({"date": "2025-07-10", "start_time": "23:00"}, None),
    ({"zone": "Europe/London", "start_time": "14:00"}, "2025-07-10 13:00"),
]


@pytest.mark.parametrize(("fields", "true"), MOVES)
def test_an_event_that_moves_across_its_reminders_moment(post: Sink, fields: dict[str, Any], true: str | None) -> None:
    event = meeting()
    reader(before=(DAY,))
    moment = at("2025-07-10 06:00")  # the day before, to the minute
    assert list(arrivals(post, moment - 10 * MINUTE, 0 * SECOND, 9 * MINUTE)) == []
    again(event, moment - MINUTE, **fields)
    assert list(arrivals(post, moment, 0 * SECOND)) == []
    if true:
        assert 0 <= off(post, at(true), 11) <= 60
    else:
        assert list(arrivals(post, at("2025-07-11 06:00"), 0 * SECOND, 24 * HOUR)) == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"lifecycle": "cancelled", "reason_en": "Rain"}, "not sent: the event is cancelled"),
        ({"lifecycle": "postponed", "reason_en": "Rain"}, "not sent: the event is postponed"),
        ({"date": "2025-07-12"}, "not sent: the event moved"),
    ],
)
@pytest.mark.parametrize("after", [1, 3])
def test_an_event_cancelled_after_its_reminders_were_claimed(
    post: Sink, fields: dict[str, Any], why: str, after: int
) -> None:
    """The sender has taken all of them, and some are gone: those written after the editor's step are not."""
    event, moment = meeting(), at("2025-07-10 06:00")
    for number in range(6):
        reader(f"r{number}@example.org", before=(DAY,))
    due.remind(now=moment)
    seen: list[int] = []

    def clock() -> datetime:
        if not seen and len(post.raw) >= after and Delivery.objects.filter(claimed__isnull=False).count() == 6:
            seen.append(len(post.raw))
            again(event, moment, **fields)
        return moment

    sending.send_due(clock=clock, site=SITE, window=1)
    assert seen
    told = list(Delivery.objects.filter(sent=None).values_list("result", flat=True))
    assert (set(told), len(told) + len(post.raw)) == ({why}, 6)
    assert len(post.raw) <= seen[0] + 1  # the one that was on its way


def test_the_clock_put_back_an_hour_repeats_nothing_and_forgets_nothing(post: Sink) -> None:
    moment = at("2025-07-11 05:00")
    meeting()
    reader("early@example.org", before=(HOUR,))
    reader("late@example.org", before=(HOUR / 2,))
    assert off(post, moment, 5) == 5
    assert list(arrivals(post, moment - HOUR, 0 * SECOND)) == []  # put back
    assert list(arrivals(post, moment, 0 * SECOND)) == []  # the same hour once more
    assert 0 <= off(post, moment + HOUR / 2, 5) <= 60
    assert sorted(post.to) == ["early@example.org", "late@example.org"]
