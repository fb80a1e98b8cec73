"""What waits for an editor: each list holds what it says, and nothing that is in order."""

from datetime import date

import pytest
from django.db.models import QuerySet

from calendar_app.models.desk import Event
from calendar_app.review.worklists import EVENTS, expected, unconfirmed, unreported, unsourced
from tests import factories
from tests.factories import Week

TODAY = date(2025, 7, 12)


@pytest.fixture
def week(db: None) -> Week:
    return factories.week()


def slugs(events: QuerySet[Event]) -> set[str]:
    return set(events.values_list("slug", flat=True))


def test_facts_without_a_source(week: Week) -> None:
    found = {event.slug: event for event in unsourced(TODAY)}
    meeting = found["arf-32-2025"]
    names = ("date", "place", "lifecycle", "participations", "outcomes")
    assert [name for name in names if getattr(meeting, f"lacks_{name}")] == ["place", "participations", "outcomes"]
    for name in ("place", "participations", "outcomes"):
        factories.cite(week.meeting, name, week.tass)
    assert slugs(unsourced(TODAY)) == {"amm-week-2025"}
    week.meeting.citations.filter(field="place").update(rank="deprecated")
    assert slugs(unsourced(TODAY)) == {"amm-week-2025", "arf-32-2025"}


def test_an_empty_event_lacks_nothing(week: Week) -> None:
    factories.event("nothing-known", date="")
    assert "nothing-known" not in slugs(unsourced(TODAY))


def test_past_and_not_reported(week: Week) -> None:
    factories.event("tomorrow", date="2025-07-12")
    factories.event("held", lifecycle="held")
    factories.event("gone", stage="withdrawn")
    assert slugs(unreported(TODAY)) == {"amm-week-2025", "arf-32-2025"}


def test_dates_that_nobody_confirmed_lately(week: Week) -> None:
    for slug, published in (("fresh", "2025-06-20"), ("old", "2025-06-01"), ("month", "2025-06")):
        made = factories.event(slug, date="2025-10")
        factories.cite(made, "date", factories.source(published=published))
    factories.event("open", date="")
    assert slugs(unconfirmed(30)(TODAY)) == {"old", "month", "open"}
    assert slugs(EVENTS["unconfirmed-90"](TODAY)) == {"open"}


def test_documents_of_which_nobody_knows(week: Week) -> None:
    factories.outcome("adopted", (week.umbrella, "expected"), (week.meeting, "adopted"))
    factories.outcome("alone")
    assert [one.slug for one in expected(TODAY)] == ["arf-work-programme"]
