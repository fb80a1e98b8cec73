"""What RFC 9073 says of an event of the record."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.entries import entry, renderings
from calendar_app.entries.rich import enriched
from calendar_app.feeds import Feed, Options, feed, single
from calendar_app.ical import Rich, Words, check
from calendar_app.models.desk import Event
from calendar_app.selection import Selection
from tests import factories as make
from tests.entries.scenario import PUBLISHED, SITE, Record, current, gone, record, uid

pytestmark = pytest.mark.django_db
PLACE = {
    "@type": "Place",
    "address": {"@type": "PostalAddress", "addressLocality": "Kuala Lumpur", "addressCountry": "MY"},
}
GEO = {"geo": {"@type": "GeoCoordinates", "latitude": 3.139, "longitude": 101.6869}}


@pytest.fixture
def events() -> Record:
    return record()


def rich(event: Event, language: str = "en") -> Rich:
    publication = current(event)
    return enriched(publication, entry(publication, language, site=SITE), language)


def structured(event: Event) -> Any:
    (data,) = rich(event).data
    return json.loads(data.text)


def test_recorded_participants_by_name_and_by_what_they_do(events: Record) -> None:
    make.participation(events.meeting, make.state("CH", "Switzerland"), role="observer", position=3)
    make.publish(events.meeting, now=PUBLISHED + timedelta(days=5))
    assert [(one.name.text, one.kind, one.description.text) for one in rich(events.meeting).participants] == [
        ("Malaysia", "ACTIVE", "Malaysia: host, attendance confirmed"),
        ("Sergey Lavrov", "ACTIVE", "Sergey Lavrov, Foreign Minister of Russia: participant, announced, 10\u2060–\u206011 July"),
        ("A delegation from Bangkok", "ACTIVE", "A delegation from Bangkok: participant, invited"),
        ("Switzerland", "INACTIVE", "Switzerland: observer, announced"),
    ]  # fmt: skip
    assert rich(events.meeting).participants[0].uid == current(events.meeting).facts["participations"][0]["id"]


def test_the_place_with_its_venue(events: Record) -> None:
    (location,) = rich(events.meeting, "ru").locations
    assert location.name == Words("Куала-Лумпур", "ru")
    assert (location.geo, location.uid) == ((3.139, 101.6869), current(events.meeting).facts["place"])
    assert rich(events.undated).locations == ()


def test_schema_org_of_a_moved_meeting(events: Record) -> None:
    assert structured(events.meeting) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{uid(2)}",
        "name": "32nd ASEAN Regional Forum",
        "inLanguage": "en",
        "url": f"{SITE}/en/events/arf-32-2025/",
        "eventStatus": "https://schema.org/EventRescheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "startDate": "2025-07-11T11:10+08:00",
        "endDate": "2025-07-11T12:40+08:00",
        "previousStartDate": "2025-07-11T10:10+08:00",
        "location": {**PLACE, "name": "Convention Centre, Hall 3", **GEO},
    }


def test_dates_as_precise_as_they_are_known(events: Record) -> None:
    def dates(event: Event) -> tuple[str | None, str | None]:
        read = structured(event)
        return read.get("startDate"), read.get("endDate")

    assert dates(events.umbrella) == ("2025-07-08", "2025-07-11")
    assert dates(events.undated) == ("2026-07", None)
    events.undated.date = "[2026-07-08,2026-07-24]"
    events.meeting.end_time = None
    for event in (events.undated, events.meeting):
        event.save()
    make.publish(events.undated, events.meeting, now=PUBLISHED + timedelta(days=5))
    assert dates(events.undated) == (None, None)
    assert dates(events.meeting) == ("2025-07-11T11:10+08:00", None)


def test_where(events: Record) -> None:
    assert structured(events.online)["location"] == {
        "@type": "VirtualLocation",
        "url": f"{SITE}/en/events/arf-seminar-2025/",
    }
    assert "location" not in structured(events.undated)
    assert structured(events.umbrella)["location"]["name"] == "Kuala Lumpur"
    events.undated.country = events.umbrella.country
    events.undated.save()
    make.publish(events.undated, now=PUBLISHED + timedelta(days=5))
    assert structured(events.undated)["location"] == {
        "@type": "Place",
        "name": "Malaysia",
        "address": {"@type": "PostalAddress", "addressCountry": "MY"},
    }


def test_a_rich_feed_is_the_plain_one_and_more(events: Record, admin_user: User) -> None:
    gone(events.postponed, admin_user)

    def got(**options: str) -> Feed:
        return feed(Selection(), "ar", options=Options(undated="span", cancelled="mark", **options), site=SITE)

    plain, asked = got(), got(profile="rich")
    assert check(asked.body, rich=True) == []
    assert {finding.rule for finding in check(asked.body)} == {"nested", "rich"}
    source = f"SOURCE;VALUE=URI:{SITE}/ar/events.ics?cancelled=mark&undated=span&profile=rich\r\n"
    assert source.encode() in asked.body.replace(b"\r\n ", b"")
    assert (asked.body.count(b"BEGIN:VEVENT"), asked.modified) == (plain.body.count(b"BEGIN:VEVENT"), plain.modified)
    assert asked == got(profile="rich")
    stone = {(language, form): body for language, form, body in renderings(current(events.postponed), site=SITE)}
    assert {body for (language, _), body in stone.items() if language == "ar"} == {stone["ar", "rich"]}


def test_one_event_by_its_options(events: Record) -> None:
    def got(event: Event, **options: str) -> bytes:
        found = single(current(event), "en", options=Options(**options), site=SITE)
        assert found is not None
        return found.body

    assert b"BEGIN:VLOCATION" in got(events.meeting, profile="rich")
    assert b"STATUS" not in got(events.bilateral, cancelled="mark")
    assert b"VEVENT" not in got(events.bilateral, cancelled="drop")
    assert b"33rd" in got(events.undated)


def test_who_is_not_public_takes_no_part(events: Record) -> None:
    publication = current(events.meeting)
    plain = entry(publication, "en", site=SITE)
    publication.snapshot["cards"] = {}
    found = enriched(publication, plain, "en")
    assert [one.name.text for one in found.participants] == ["A delegation from Bangkok"]
    assert found.locations == ()
