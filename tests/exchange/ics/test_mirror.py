"""The shipped record, exported and read in again: every event comes back as it went."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override

from calendar_app.entries import entry
from calendar_app.exchange.ics import take
from calendar_app.feeds import Options, feed
from calendar_app.ical import read, vevent
from calendar_app.ical.read import LARGEST
from calendar_app.models.desk import Citation, Decision, Event, FormerDate, Loaded
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import LANGUAGES, EventKind, Stage
from calendar_app.selection import Selection
from calendar_app.wording import states
from tests.exchange.record.shipped import loaded

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def feeds(language: str) -> Iterator[bytes]:
    """The whole record, in calendars small enough to be read in."""
    for first, last in (
        ("1990", "2019"),
        ("2020", "2024"),
        ("2025", "2025-06"),
        ("2025-07", "2025-09"),
        ("2025-10", "2030"),
    ):
        selection = Selection.read({"from": [first], "to": [last]})
        body = feed(selection, language, options=Options(undated="span"), site=settings.SITE_URL).body
        assert len(body) <= LARGEST
        yield body


def carried(event: Event) -> dict[str, Any]:
    """What iCalendar can carry of an event."""
    facts = {"lifecycle": event.lifecycle, "certainty": event.certainty, "when": {"date": event.date}}
    place = event.place if not event.online else None
    country = event.country or (place.country if place else None)
    return {
        "slug": event.slug,
        "titles": [event.title_en, event.title_ru, event.title_ar],
        "date": event.date,
        "times": (event.start_time, event.end_time, event.starts_at, event.ends_at, event.zone)
        if event.start_time
        else (),
        "days": (event.first_day, event.end_day),
        "place": place,
        "country": country if not event.online else None,
        "venues": [event.venue_en, event.venue_ru, event.venue_ar] if not event.online else [],
        "online": event.online,
        "status": states.event_status(facts),
        "postponed": event.lifecycle == "postponed",
        "parent": event.parent_id,
        "forum": event.forum,
        "level": event.level,
        "umbrella": event.kind == EventKind.UMBRELLA,
        "topics": sorted(topic.slug for topic in event.topics.all()),
    }


@pytest.mark.no_cover  # five hundred entries, three times: the other tests run the same lines
@pytest.mark.xdist_group("shipped")
def test_the_whole_record_comes_back(db: None) -> None:
    loaded()
    publications = Publication.objects.current().filter(kind="event", tombstone="").select_related("since")
    dated = {str(one.subject): one for one in publications if one.facts["when"]["date"]}
    bodies = {language: list(feeds(language)) for language in LANGUAGES}

    for language in LANGUAGES:
        readings = [read(body) for body in bodies[language]]
        assert [fault for reading in readings for fault in reading.faults] == []
        entries = {one.uid: one for reading in readings for one in reading.entries}
        assert entries.keys() == dated.keys()
        for uid, publication in dated.items():
            with override(language):
                assert vevent(entries[uid]) == vevent(entry(publication, language, site=settings.SITE_URL))

    before = {event.pk: carried(event) for event in Event.objects.filter(pk__in=dated)}
    for language in LANGUAGES:
        reports = [take(body, by=None, now=NOW, language=language) for body in bodies[language]]
        assert [str(one) for report in reports for one in report.outcomes if one.result != "unchanged"] == []
    assert Decision.objects.filter(action="load").count() == 0

    for model in (Citation, FormerDate, Loaded):
        model.objects.all().delete()
    Event.objects.update(parent=None)
    Event.objects.all().delete()
    for language in LANGUAGES:
        for body in bodies[language]:
            take(body, by=None, now=NOW, language=language)
    after = {event.pk: carried(event) for event in Event.objects.all()}
    assert after.keys() == before.keys()
    lost = [
        f"{facts['slug']} {name}: {value!r} → {after[pk][name]!r}"
        for pk, facts in before.items()
        for name, value in facts.items()
        if value != after[pk][name]
    ]
    assert "\n".join(lost) == ""
    assert set(Event.objects.values_list("stage", flat=True)) == {Stage.DRAFT}
