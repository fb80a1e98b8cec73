"""The card of an event: what a list prints of it, kept at publishing and read again as it was."""

import pytest

from calendar_app.entries.card import FORM, card, cards, read
from calendar_app.models.public import Publication, Rendering
from calendar_app.wording.names import Text
from tests import factories as make

from . import scenario

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> scenario.Record:
    return scenario.record()


def test_what_was_kept_is_read_as_it_was(record: scenario.Record) -> None:
    for publication in Publication.objects.current().filter(kind="event"):
        kept = Rendering.objects.filter(publication=publication, form=FORM)
        assert sorted(one.language for one in kept) == ["ar", "en", "ru"]
        for one in kept:
            made = card(publication, one.language)
            assert read([bytes(one.body)] * 2) == [made, made]
        assert [(form, *read([body])) for _, form, body in cards(publication)] == [
            (FORM, card(publication, language)) for language in ("en", "ru", "ar")
        ]


def test_a_meeting_is_told_in_the_language_of_the_page(record: scenario.Record) -> None:
    told = card(scenario.current(record.meeting), "ru")
    assert (told.slug, told.first, told.end, told.known_to_day) == (
        record.meeting.slug, "2025-07-11", "2025-07-12", True,
    )  # fmt: skip
    assert told.parent == str(record.umbrella.pk)
    assert (told.ahead, told.over, told.left) == ("rescheduled", "overdue", [])
    assert told.title == told.short == Text(record.meeting.title_ru, "ru")


def test_what_has_no_date_stays_as_it_is_whatever_the_day() -> None:
    made = make.event(date="", certainty="tentative")
    made.former_dates.create(date="2025-07", replaced=make.NOW.date())
    make.publish(made)
    told = card(scenario.current(made), "en")
    assert (told.first, told.end, told.known_to_day) == ("", "", False)
    assert told.ahead == told.over


def test_a_moved_meeting_names_the_days_that_it_left() -> None:
    made = make.event(date="2025-07-10/2025-07-11")
    made.former_dates.create(date="2025-07-09/2025-07-10", replaced=make.NOW.date())
    make.publish(made)
    told = card(scenario.current(made), "en")
    assert (told.ahead, told.left) == ("rescheduled", ["2025-07-09"])
