"""The desk's events exported and imported again: nothing changes, whatever the format and the texts."""

from datetime import time
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from calendar_app.models.desk import Decision, Event
from calendar_app.models.vocabulary import LANGUAGES, Certainty, EventKind, Level, Lifecycle
from tests import factories as make
from tests.exchange.imports.carried import brought, exported
from tests.exchange.record.shipped import loaded

KINDS = ("csv", "xlsx", "json", "ics")


def unlike(kind: str, language: str = "en") -> list[Any]:
    """Every row that an export, imported again, would not leave as it is."""
    upload = brought(exported(kind, language), language=language)
    rows = upload.rows.exclude(verdict="unchanged")
    assert (upload.state, upload.left) == ("read", [])
    assert upload.read == (Event.objects.exclude(date="") if kind == "ics" else Event.objects.all()).count()
    return [(row.number, row.changes, row.problems) for row in rows]


@pytest.mark.no_cover  # the other tests run the same lines
@pytest.mark.xdist_group("shipped")
def test_the_whole_record_comes_back_unchanged(db: None) -> None:
    loaded()
    for kind in KINDS:
        for language in LANGUAGES if kind == "ics" else ("en",):
            assert unlike(kind, language) == []
    assert Decision.objects.filter(action="edit").count() == 0


#: What a form of the desk or the record's loader may have put there: any character that PostgreSQL keeps.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
FORMULAS = st.sampled_from(
    ["=1+1", "'=cmd|' /C calc'!A0", "-1", "+7 495", "@x", "…", "'", "\t=", "Cancelled: x", "سيرغي\u200f", "a;b, c"]
)
ONE_LINE = TEXTS | FORMULAS
TITLES = ONE_LINE.filter(lambda text: bool(text.strip()))
DATES = ["", "2026-07-10", "2026-07-10/2026-07-11?", "2026-07", "2026-35", "2026", "[2026-10-08,2026-10-24]"]
EVENTS = st.fixed_dictionaries(
    {
        "title_en": TITLES,
        "title_ru": ONE_LINE,
        "note_ar": ONE_LINE | st.just("one\r\n\r\ntwo"),
        "venue_en": ONE_LINE,
        "reason_en": ONE_LINE,
        "date": st.sampled_from(DATES),
        "hour": st.sampled_from([None, time(14, 30)]),
        "kind": st.sampled_from(EventKind.values),
        "level": st.sampled_from(["", *Level.values]),
        "certainty": st.sampled_from(Certainty.values),
        "lifecycle": st.sampled_from([Lifecycle.SCHEDULED, Lifecycle.POSTPONED, Lifecycle.CANCELLED, Lifecycle.HELD]),
        "online": st.booleans(),
        "ordinal": st.sampled_from([None, 1, 32]),
        "linked": st.booleans(),
    }
)


def entered(facts: dict[str, Any]) -> Event:
    """The event as the desk might hold it; what no rule allows together is left out."""
    hour, linked = facts.pop("hour"), facts.pop("linked")
    known_to_day = facts["date"][:10].count("-") == 2 and not facts["date"].startswith("[")
    if facts["lifecycle"] == Lifecycle.HELD and not facts["date"]:
        facts["lifecycle"] = Lifecycle.SCHEDULED
    week = make.week() if linked else None
    if week:
        facts |= {"forum": week.arf, "parent": week.umbrella, "place": week.place, "country": week.malaysia}
    made = Event(slug="talks", zone="Asia/Tokyo", start_time=hour if known_to_day else None, **facts)
    made.save()
    if week:
        made.topics.add(week.topic)
    return made


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=EVENTS)
@example(
    facts={
        "title_en": "'=1", "title_ru": "", "note_ar": "a\r\nb", "venue_en": "Hall 3, Kuala Lumpur, Malaysia", "reason_en": "",
        "date": "2026-07-10", "hour": time(14, 30), "kind": "bilateral", "level": "", "certainty": "projected",
        "lifecycle": "postponed", "online": False, "ordinal": None, "linked": True,
    }
)  # fmt: skip
def test_any_event_comes_back_unchanged(db: None, kind: str, facts: dict[str, Any]) -> None:
    with transaction.atomic():
        entered(dict(facts))
        dated = Event.objects.exclude(date="").exists()  # without one there is no calendar
        found = unlike(kind) if dated or kind != "ics" else []
        transaction.set_rollback(True)
    assert found == []
