"""What RFC 9073 says of an event of the record."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from calendar_app.entries import entry, renderings, structured
from calendar_app.entries.rich import enriched
from calendar_app.feeds import Feed, Options, feed, single
from calendar_app.ical import Rich, Words, check
from calendar_app.models.desk import Event
from calendar_app.selection import Selection
from tests import factories as make
from tests.entries.scenario import PUBLISHED, SITE, Record, current, gone, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> Record:
    return record()


def rich(event: Event, language: str = "en") -> Rich:
    publication = current(event)
    return enriched(publication, entry(publication, language, site=SITE), language, site=SITE)


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


def test_the_event_in_the_terms_of_schema_org(events: Record) -> None:
    (data,) = rich(events.meeting, "ru").data
    assert json.loads(data.text) == structured(current(events.meeting), "ru", site=SITE)


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
    found = enriched(publication, plain, "en", site=SITE)
    assert [one.name.text for one in found.participants] == ["A delegation from Bangkok"]
    assert found.locations == ()
