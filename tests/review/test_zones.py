"""Row 9: another release of the zone database. The wall time stays; whatever says when that is follows."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Head, Listing, Publication
from calendar_app.models.readers import Delivery
from calendar_app.reminders import alerts
from calendar_app.review import integrity
from calendar_app.review.zones import follow_zones
from calendar_app.tasks.zones import follow
from calendar_app.webhooks import announce
from tests import factories as make
from tests.factories import NOW
from tests.reminders.readers import DAY, reader
from tests.webhooks.world import webhook
from tests.zones import released

pytestmark = pytest.mark.django_db
LATER = NOW + DAY
KUALA_LUMPUR = {"zone": "Asia/Kuala_Lumpur", "start_time": "14:00", "end_time": "15:30"}


def published(slug: str = "arf-32-2025", **fields: Any) -> Event:
    made = make.event(slug, **{"title_en": slug, **KUALA_LUMPUR, **fields})
    made.refresh_from_db()
    make.publish(made)
    return made


def faces(client: Client) -> dict[str, str]:
    """When the one event begins, as every face that says it in UTC has it."""
    row = next(csv.DictReader(io.StringIO(client.get("/en/events.csv").getvalue().decode("utf-8-sig"))))
    single = client.get("/api/v1/events/arf-32-2025/").json()
    items = json.loads(client.get("/en/events.json").getvalue())["items"]
    return {
        "csv": row["starts_at"],
        "api": single["when"]["starts_at"],
        "json feed": next(value for value in re.findall(r'"starts_at": ?"([^"]+)"', json.dumps(items))),
        "desk": f"{Event.objects.get().starts_at:%Y-%m-%dT%H:%M:%SZ}",
        "index": f"{Listing.objects.current().get().starts_at:%Y-%m-%dT%H:%M:%SZ}",
    }


def test_every_face_follows_and_the_wall_time_stays(client: Client, tmp_path: Path) -> None:
    published()
    assert set(faces(client).values()) == {"2025-07-11T06:00:00Z"}
    feed = client.get("/en/events.ics")
    with released(tmp_path, Asia__Kuala_Lumpur="Asia/Tokyo"):
        assert [finding.subject for finding in integrity.stale_bounds()] == ["event arf-32-2025"]
        assert follow() == 2
        assert set(faces(client).values()) == {"2025-07-11T05:00:00Z"}
        again = client.get("/en/events.ics")
        body = again.getvalue().decode()
        assert "DTSTART;TZID=Asia/Kuala_Lumpur:20250711T140000" in body
        assert ("TZOFFSETTO:+0900" in body, "SEQUENCE:1" in body, again["ETag"] != feed["ETag"]) == (True, True, True)
        assert (list(integrity.stale_bounds()), follow()) == ([], 0)
    facts = [one.facts["when"] for one in Publication.objects.order_by("number")]
    assert facts == [facts[0]] * 2
    assert follow() == 3


def test_it_is_a_revision_that_says_why_and_nobody_is_told_of_a_change(client: Client, tmp_path: Path) -> None:
    published()
    reader(alerts=True, now=LATER)
    webhook()
    with released(tmp_path, Asia__Kuala_Lumpur="Asia/Tokyo"):
        revision = follow_zones(now=LATER)
    assert revision
    assert (revision.n, revision.at, revision.reason) == (2, LATER, "The rules of a time zone changed.")
    assert Decision.objects.get(revision=2).actor == "zones"
    assert client.get("/en/changes/").status_code == 200
    alerts.announce(now=LATER)
    announce(now=LATER)
    assert Delivery.objects.count() == 0


CASES = [
    # zone, new rules, date, start, before, after
    ("Asia/Kuala_Lumpur", "Asia/Tokyo", "2025-07-11", "14:00", "2025-07-11 06:00", "2025-07-11 05:00"),  # another offset
    ("Europe/Berlin", "Africa/Tunis", "2025-07-11", "14:00", "2025-07-11 12:00", "2025-07-11 13:00"),  # no summer time any more
    ("Africa/Tunis", "Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:30", "2026-03-29 01:30"),  # a gap comes to lie on it
    ("Africa/Tunis", "Europe/Berlin", "2025-10-26", "02:30", "2025-10-26 01:30", "2025-10-26 00:30"),  # it comes twice now: the first
    ("America/New_York", "America/Panama", "2025-11-02", "01:30", "2025-11-02 05:30", "2025-11-02 06:30"),  # and once now
    ("Asia/Kathmandu", "Asia/Kolkata", "2025-07-11", "14:00", "2025-07-11 08:15", "2025-07-11 08:30"),  # a quarter of an hour
    ("Asia/Kuala_Lumpur", "Asia/Tokyo", "2025-07-11", None, "2025-07-10 16:00", "2025-07-10 15:00"),  # a whole day
    ("Asia/Kuala_Lumpur", "Asia/Singapore", "2025-07-11", "14:00", "2025-07-11 06:00", "2025-07-11 06:00"),  # the same by another name
]  # fmt: skip


@pytest.mark.parametrize(("zone", "rules", "date", "start", "before", "after"), CASES)
def test_the_instants_of_each_kind_of_change(
    tmp_path: Path, zone: str, rules: str, date: str, start: str | None, before: str, after: str
) -> None:
    published(zone=zone, date=date, start_time=start, end_time=None)
    published("other", zone="Europe/Moscow")
    kept = Listing.objects.current().get(publication__slug="other")

    def begins() -> str:
        return f"{Listing.objects.current().get(publication__slug='arf-32-2025').starts_at:%Y-%m-%d %H:%M}"

    assert begins() == before
    with released(tmp_path, **{zone.replace("/", "__"): rules}):
        follow_zones(now=LATER)
        assert begins() == after
    assert Listing.objects.current().get(publication__slug="other") == kept


def test_a_wall_time_that_comes_twice_now_is_written_in_utc(client: Client, tmp_path: Path) -> None:
    published(zone="Africa/Tunis", date="2025-10-26", start_time="02:30", end_time=None)
    with released(tmp_path, Africa__Tunis="Europe/Berlin"):
        follow()
        assert "DTSTART:20251026T003000Z" in client.get("/en/events.ics").getvalue().decode()


def test_a_draft_follows_at_the_desk_alone_and_what_has_no_date_stays(tmp_path: Path) -> None:
    draft = make.event("draft", **KUALA_LUMPUR)
    published("undated", date="", certainty="projected", zone="", start_time=None, end_time=None)
    with released(tmp_path, Asia__Kuala_Lumpur="Asia/Tokyo"):
        assert (follow_zones(now=LATER), Head.number()) == (None, 1)
        draft.refresh_from_db()
        assert draft.starts_at == datetime(2025, 7, 11, 5, tzinfo=UTC)
