"""Private feeds: what is kept of them, which bytes they hold, and how they change and end."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.forms.models import model_to_dict
from django.http import QueryDict
from icalendar import Calendar

from calendar_app.feeds import Options, feed, private
from calendar_app.ical import check
from calendar_app.models.readers import PrivateFeed
from calendar_app.selection import Selection, SelectionError
from tests import factories as make
from tests.entries.scenario import PUBLISHED, SITE, Record, gone, record

pytestmark = pytest.mark.django_db
NOW = PUBLISHED + timedelta(days=3)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ARF = "forum=arf"


@pytest.fixture
def events() -> Record:
    return record()


def made(
    query: str = "", language: str = "en", alarms: tuple[timedelta, ...] = (), **options: str
) -> private.Addresses:
    return private.make(
        selection=Selection.read(QueryDict(query)),
        language=language,
        options=Options(**options),
        alarms=alarms,
        now=NOW,
    )


def alarms_of(feed: PrivateFeed) -> dict[str, list[Any]]:
    """Triggers by the last digit of each event's UID."""
    body = private.served(feed, site=SITE).body
    assert check(body, private=True) == []
    calendar: Any = Calendar.from_ical(body)
    return {
        str(one["UID"])[-1]: [alarm["TRIGGER"].dt for alarm in one.walk("VALARM")] for one in calendar.walk("VEVENT")
    }


# What is kept


def test_tokens_are_long_each_is_new_and_neither_is_kept(events: Record) -> None:
    addresses = [made(ARF, alarms=(DAY,)) for _ in range(20)]
    tokens = [token for one in addresses for token in (one.token, one.manage)]
    assert len(set(tokens)) == 40
    for one in addresses:
        assert re.fullmatch(r"dcf_[A-Za-z0-9_-]{43}", one.token)
        assert re.fullmatch(r"dcm_[A-Za-z0-9_-]{43}", one.manage)
        kept = str(model_to_dict(one.feed)) + str(one.feed.pk) + str(one)
        assert [token for token in (one.token[4:], one.manage[4:]) if token in kept] == []


def test_it_keeps_the_selection_in_its_canonical_spelling(events: Record) -> None:
    kept = made("state=my&state=MY&forum=arf", alarms=(DAY, HOUR), cancelled="mark", undated="span").feed
    assert kept.selection == "forum=arf&state=MY"
    assert kept.options == {"cancelled": "mark", "undated": "span", "alarms": ["P1D", "PT1H"]}
    assert (kept.made, kept.used, kept.revoked) == (NOW, None, None)
    assert private.wish(kept) == (
        Selection(forum=("arf",), state=("MY",)), Options("mark", "span"), (DAY, HOUR),
    )  # fmt: skip
    assert made().feed.options == {}


def test_each_token_opens_its_own_door_alone(events: Record) -> None:
    one, other = made(), made()
    assert PrivateFeed.objects.read_with(one.token).get() == one.feed
    assert PrivateFeed.objects.managed_with(one.manage).get() == one.feed
    assert not PrivateFeed.objects.read_with(one.manage).exists()
    assert not PrivateFeed.objects.managed_with(other.token).exists()
    assert not PrivateFeed.objects.read_with(one.feed.token_hash).exists()


# What it holds


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("options", [{}, {"cancelled": "mark"}, {"cancelled": "drop", "undated": "span"}])
def test_without_alarms_it_is_the_public_feed(language: str, options: dict[str, Any], events: Record) -> None:
    ours = private.served(made(ARF, language, **options).feed, site=SITE)
    assert ours == feed(Selection(forum=("arf",)), language, options=Options(**options), site=SITE)


def test_with_alarms_only_they_and_the_etag_are_new(events: Record) -> None:
    public = feed(Selection(), "ar", options=Options(), site=SITE)
    ours = private.served(made("", "ar", (DAY,)).feed, site=SITE)
    assert (ours.modified, ours.revision) == (public.modified, public.revision)
    assert ours.etag != public.etag
    assert re.sub(rb"BEGIN:VALARM\r\n.*?END:VALARM\r\n", b"", ours.body, flags=re.DOTALL) == public.body


def test_alarms_ring_for_known_days_that_will_be_held(events: Record) -> None:
    both = [-DAY, -HOUR]
    assert alarms_of(made("", alarms=(DAY, HOUR)).feed) == {"4": [], "1": both, "2": both, "6": both, "3": []}
    assert alarms_of(made("", alarms=(HOUR,), undated="span", cancelled="mark").feed) == {
        "4": [], "1": [-HOUR], "2": [-HOUR], "6": [-HOUR], "3": [], "5": [],
    }  # fmt: skip


def test_a_withdrawn_event_is_silent(events: Record, admin_user: Any) -> None:
    gone(events.meeting, admin_user)
    assert alarms_of(made(ARF, alarms=(DAY,)).feed) == {"4": [], "2": [], "6": [-DAY]}


def test_it_follows_the_record(events: Record) -> None:
    ours = made(ARF, alarms=(DAY,)).feed
    before = private.served(ours, site=SITE)
    events.meeting.lifecycle = "cancelled"
    events.meeting.reason_en = "Rain."
    events.meeting.save()
    make.publish(events.meeting, now=NOW)
    after = private.served(ours, site=SITE)
    assert alarms_of(ours) == {"4": [], "2": [], "6": [-DAY]}
    assert (after.modified, before.etag == after.etag) == (NOW, False)


def test_a_forum_under_a_new_name_stays_the_same_feed(events: Record) -> None:
    ours = made(ARF).feed
    before = private.served(ours, site=SITE)
    forum = events.meeting.forum
    assert forum is not None
    forum.code = "regional-forum"
    forum.save()
    make.publish(forum, *forum.events.all(), now=NOW)
    assert private.wish(ours).selection == Selection(forum=("regional-forum",))
    after: Any = Calendar.from_ical(private.served(ours, site=SITE).body)
    first: Any = Calendar.from_ical(before.body)
    assert [one["UID"] for one in after.walk("VEVENT")] == [one["UID"] for one in first.walk("VEVENT")]


def test_options_that_no_longer_exist_are_forgotten_and_a_lost_selection_is_named(events: Record) -> None:
    ours = made().feed
    ours.options = {"colour": "red", "cancelled": "drop"}
    assert private.wish(ours).options == Options(cancelled="drop")
    ours.selection = "forum=never-was"
    with pytest.raises(SelectionError, match="forum=never-was: not in the record"):
        private.served(ours, site=SITE)


# How it changes and ends


def test_rotating_moves_the_feed_and_leaves_its_manage_page(events: Record) -> None:
    old = made(ARF)
    new = private.rotate(feed=old.feed)
    assert not PrivateFeed.objects.read_with(old.token).exists()
    assert PrivateFeed.objects.read_with(new.token).get() == old.feed
    assert PrivateFeed.objects.managed_with(old.manage).get() == old.feed
    assert (new.manage, new.token == old.token) == ("", False)


def test_revoking_ends_it_for_good() -> None:
    ours = made().feed
    private.revoke(feed=ours, now=NOW)
    assert not PrivateFeed.objects.alive().exists()
    for again in (lambda: private.revoke(feed=ours, now=NOW), lambda: private.rotate(feed=ours)):
        with pytest.raises(PrivateFeed.DoesNotExist):
            again()
    ours.refresh_from_db()
    assert ours.revoked == NOW


def test_use_is_noted_at_most_once_a_day() -> None:
    ours = made().feed
    noted = []
    for hours in (0, 1, 23, 24, 30, 47, 48):
        private.touch(feed=ours, now=NOW + timedelta(hours=hours))
        ours.refresh_from_db()
        assert ours.used is not None
        noted.append((ours.used - NOW) / HOUR)
    assert noted == [0, 0, 0, 24, 24, 24, 48]


def test_within_a_day_nothing_is_asked_of_the_database(django_assert_num_queries: Any) -> None:
    ours = made().feed
    ours.used = NOW
    with django_assert_num_queries(0):
        private.touch(feed=ours, now=NOW + timedelta(hours=23))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("read_only")
def test_a_database_that_only_reads_fails_nobody(caplog: pytest.LogCaptureFixture) -> None:
    unsaved = PrivateFeed(made=NOW)
    with caplog.at_level(logging.WARNING):
        private.touch(feed=unsaved, now=NOW)
    assert caplog.messages == [f"The use of private feed {unsaved.pk} was not noted: InternalError"]


@pytest.fixture
def read_only(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        yield
        cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")


ON_SQLITE = """
import sqlite3, time, django
django.setup()
from datetime import UTC, datetime
from django.db import connection
from calendar_app.feeds import Options, private
from calendar_app.models.readers import PrivateFeed
from calendar_app.selection import Selection

with connection.schema_editor() as editor:
    editor.create_model(PrivateFeed)
now = datetime(2025, 7, 5, tzinfo=UTC)
ours = private.make(selection=Selection(), language="en", options=Options(), alarms=(), now=now).feed
other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
begun = time.monotonic()
private.touch(feed=ours, now=now)
waited = time.monotonic() - begun
ours.refresh_from_db()
assert (ours.used, waited < 2) == (None, True), waited
other.execute("ROLLBACK")
private.touch(feed=ours, now=now)
ours.refresh_from_db()
assert ours.used == now
with connection.cursor() as cursor:
    cursor.execute("PRAGMA busy_timeout")
    print(cursor.fetchone()[0])
"""


def test_a_locked_sqlite_holds_up_no_reader(tmp_path: Any) -> None:
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "CALENDAR_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite://{tmp_path}/record.sqlite3",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ON_SQLITE],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "20000\n"), done.stderr
    assert "was not noted: OperationalError" in done.stderr


def test_what_nobody_fetches_goes_after_400_days() -> None:
    used, fresh, _never, revoked = (made().feed for _ in range(4))
    private.touch(feed=used, now=NOW + timedelta(days=10))
    private.touch(feed=fresh, now=NOW + timedelta(days=300))
    private.revoke(feed=revoked, now=NOW)
    gone = [private.expire(now=NOW + timedelta(days=days)) for days in (399, 400, 401, 410, 411, 701)]
    assert gone == [0, 0, 2, 0, 1, 1]
