"""What a message says of each sort of field."""

import pytest

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.webhooks import shape
from calendar_app.webhooks.differences import differences
from tests import factories as make
from tests.factories import NOW, Week

pytestmark = pytest.mark.django_db


def rows(week: Week) -> dict[str, dict[str, object]]:
    make.publish(week.meeting, now=NOW)
    before, after = Publication.objects.of(Noun.EVENT).filter(subject=week.meeting.pk).order_by("number")
    return {row["field"]: row for row in differences(before, after)}


def test_lists_say_who_came_and_who_went(published_week: Week) -> None:
    meeting = published_week.meeting
    meeting.participations.all().delete()
    make.participation(meeting, published_week.hasan, role="chair")
    make.participation(meeting, published_week.malaysia)
    make.participation(meeting, "Delegation of the host")
    meeting.topics.add(make.topic("trade"))
    make.cite(meeting, "venue", make.source("MFA"))
    make.outcome("statement", (meeting, "expected"))
    meeting.agenda.create(title_en="Opening")
    meeting.save()
    found = rows(published_week)
    parties = found["participations"]
    added = {(row["party"] or {}).get("slug") or row["name"] for row in parties["added"]}  # type: ignore[attr-defined] # a list of rows
    assert added == {"mohamad-hasan", "MY", "Delegation of the host"}
    assert [row["party"]["slug"] for row in parties["removed"]] == ["sergey-lavrov"]  # type: ignore[attr-defined] # likewise
    assert found["topics"]["added"][0]["slug"] == "trade"  # type: ignore[index] # likewise
    assert found["citations"]["added"][0]["publisher"] == "MFA"  # type: ignore[index] # likewise
    assert found["outcomes"]["added"][0]["outcome"]["slug"] == "statement"  # type: ignore[index] # likewise
    assert found["agenda"]["added"][0]["title"]["en"] == "Opening"  # type: ignore[index] # likewise
    assert "former_dates" not in found


def test_nouns_are_named_on_both_sides(published_week: Week) -> None:
    published_week.meeting.place = make.place("langkawi")
    published_week.meeting.title_en = "32nd ARF"
    published_week.meeting.save()
    found = rows(published_week)
    assert [found["place"][side]["slug"] for side in ("before", "after")] == ["kuala-lumpur", "langkawi"]  # type: ignore[index] # a card
    assert found["title"]["after"]["en"] == "32nd ARF"  # type: ignore[index] # in three languages


def test_what_has_no_card_is_not_mentioned(published_week: Week) -> None:
    """An older publication may name what nothing shows any more."""
    meeting = published_week.meeting
    after = Publication.objects.of(Noun.EVENT).current().get(subject=meeting.pk)
    hidden = "00000000-0000-4000-8000-000000000000"
    line = {"person": hidden, "organization": None, "raw_name": "", "role": "", "attendance": ""}
    after.changes = [
        {"field": "participations", "added": [line], "removed": []},
        {"field": "outcomes", "added": [{"outcome": hidden, "progress": "adopted"}], "removed": []},
        {"field": "citations", "added": [{"source": hidden}], "removed": []},
        {"field": "forum", "before": hidden, "after": hidden},
    ]
    assert differences(after, after) == []


def test_a_date_that_no_longer_reads_is_shown_as_it_stands() -> None:
    assert shape.when({"date": "2025-99", "zone": ""}) == {
        "date": "2025-99", "start_time": None, "end_time": None, "zone": None, "known_to_day": False, "first_day": None,
        "last_day": None,
    }  # fmt: skip
    assert shape.when({"date": ""})["date"] is None
