"""An event as search engines read it."""

from datetime import timedelta
from typing import Any

import pytest

from calendar_app.entries import structured
from calendar_app.models.desk import Event
from tests import factories as make
from tests.entries.scenario import PUBLISHED, SITE, Record, current, record, uid

pytestmark = pytest.mark.django_db
PLACE = {
    "@type": "Place",
    "address": {"@type": "PostalAddress", "addressLocality": "Kuala Lumpur", "addressCountry": "MY"},
}
GEO = {"geo": {"@type": "GeoCoordinates", "latitude": 3.139, "longitude": 101.6869}}


@pytest.fixture
def events() -> Record:
    return record()


def told(event: Event, language: str = "en") -> dict[str, Any]:
    return structured(current(event), language, site=SITE)


def test_schema_org_of_a_moved_meeting(events: Record) -> None:
    assert told(events.meeting) == {
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
        "organizer": [{"@type": "Organization", "name": "Malaysia", "url": f"{SITE}/en/states/MY/"}],
        "superEvent": {
            "@type": "Event",
            "@id": f"urn:uuid:{uid(1)}",
            "name": "58th AMM week",
            "url": f"{SITE}/en/events/amm-week-2025/",
            "startDate": "2025-07-08",
            "endDate": "2025-07-11",
        },
    }


def test_dates_as_precise_as_they_are_known(events: Record) -> None:
    def dates(event: Event) -> tuple[str | None, str | None]:
        read = told(event)
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
    assert told(events.online)["location"] == {
        "@type": "VirtualLocation",
        "url": f"{SITE}/en/events/arf-seminar-2025/",
    }
    assert "location" not in told(events.undated)
    assert told(events.umbrella)["location"]["name"] == "Kuala Lumpur"
    events.undated.country = events.umbrella.country
    events.undated.save()
    make.publish(events.undated, now=PUBLISHED + timedelta(days=5))
    assert told(events.undated)["location"] == {
        "@type": "Place",
        "name": "Malaysia",
        "address": {"@type": "PostalAddress", "addressCountry": "MY"},
    }


def test_who_called_it(events: Record) -> None:
    """A host or a chair; without one the forum; nobody where that is not known either."""
    assert told(events.online, "ru")["organizer"] == [
        {"@type": "Organization", "name": "Региональный форум АСЕАН", "url": f"{SITE}/ru/forums/arf/"}
    ]
    assert "organizer" not in told(events.umbrella)
    secretariat = make.organization("asean-secretariat")
    make.participation(events.umbrella, make.person("anwar-ibrahim"), role="chair")
    make.participation(events.umbrella, secretariat, role="host", position=1)
    make.participation(events.umbrella, "The press office", role="host", position=2)
    make.publish(events.umbrella, now=PUBLISHED + timedelta(days=5))
    assert told(events.umbrella)["organizer"] == [
        {"@type": "Person", "name": "Anwar Ibrahim", "url": f"{SITE}/en/people/anwar-ibrahim/"},
        {"@type": "Organization", "name": "Asean Secretariat", "url": f"{SITE}/en/organizations/asean-secretariat/"},
    ]


def test_without_a_date_it_says_the_rest(events: Record) -> None:
    assert told(events.unplaced) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{uid(7)}",
        "name": "ARF retreat",
        "inLanguage": "en",
        "url": f"{SITE}/en/events/arf-retreat/",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": [{"@type": "Organization", "name": "ASEAN Regional Forum", "url": f"{SITE}/en/forums/arf/"}],
    }


def test_part_of_something_whose_date_is_open(events: Record) -> None:
    events.umbrella.date = "2025-35"
    events.umbrella.save()
    make.publish(events.umbrella, now=PUBLISHED + timedelta(days=5))
    above = told(events.meeting)["superEvent"]
    assert (above["name"], "startDate" in above) == ("58th AMM week", False)
