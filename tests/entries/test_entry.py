"""A publication as an entry: what each property says, in three languages."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User

from calendar_app.entries import entry, renderings
from calendar_app.ical import Entry, Link, Relation, Words
from calendar_app.models.desk import Event
from calendar_app.review.merge import merge
from tests import factories as make

from .scenario import MOVED, PUBLISHED, SITE, Record, current, gone, record, uid

pytestmark = pytest.mark.django_db
KL = ZoneInfo("Asia/Kuala_Lumpur")


@pytest.fixture
def events() -> Record:
    return record()


def told(event: Event, language: str = "en", **fields: Any) -> Entry:
    return entry(current(event), language, site=SITE, **fields)


def test_identity_is_the_events_own_and_the_same_in_every_language(events: Record) -> None:
    for language in ("en", "ru", "ar"):
        said = told(events.meeting, language)
        assert (said.uid, said.sequence, said.stamp) == (str(uid(2)), 1, MOVED)
    assert (told(events.umbrella).sequence, told(events.umbrella).stamp) == (0, PUBLISHED)


def test_a_known_hour_is_a_moment_in_the_citys_zone(events: Record) -> None:
    said = told(events.meeting)
    assert (said.start, said.end) == (
        datetime(2025, 7, 11, 11, 10, tzinfo=KL),
        datetime(2025, 7, 11, 12, 40, tzinfo=KL),
    )
    assert (said.status, said.transparent) == ("CONFIRMED", False)


def test_days_are_days_and_end_exclusively(events: Record) -> None:
    said = told(events.umbrella)
    assert (said.start, said.end) == (date(2025, 7, 8), date(2025, 7, 12))
    assert (said.status, said.transparent) == ("CONFIRMED", True)


def test_an_end_earlier_than_the_start_is_on_the_next_day(events: Record) -> None:
    said, zone = told(events.online), ZoneInfo("America/New_York")
    assert (said.start, said.end) == (
        datetime(2025, 9, 1, 23, 30, tzinfo=zone),
        datetime(2025, 9, 2, 0, 30, tzinfo=zone),
    )


def test_a_start_alone_has_no_end() -> None:
    meeting = make.event(date="2025-07-11", start_time="09:00", zone="UTC")
    make.publish(meeting)
    assert (told(meeting).start, told(meeting).end) == (datetime(2025, 7, 11, 9, 0, tzinfo=UTC), None)


def test_an_uncertain_date_is_tentative(events: Record) -> None:
    assert (told(events.online).status, told(events.online).transparent) == ("TENTATIVE", True)


def test_a_month_is_a_free_span_of_days(events: Record) -> None:
    said = told(events.undated)
    assert (said.start, said.end) == (date(2026, 7, 1), date(2026, 8, 1))
    assert (said.status, said.transparent) == ("TENTATIVE", True)
    assert said.description.text.split("\n")[:2] == ["July 2026; the day is to be confirmed", "Projected"]


def test_what_has_no_date_at_all_has_no_rendering(events: Record) -> None:
    assert renderings(current(events.unplaced), site=SITE) == []


def test_a_cancelled_event_says_so_in_its_title(events: Record) -> None:
    titles = [told(events.bilateral, language).summary for language in ("en", "ru", "ar")]
    assert titles == [
        Words("Cancelled: Russia–Britain talks", "en"),
        Words("Отменено: Russia–Britain talks", "ru"),
        Words("أُلغي: محادثات روسيا وبريطانيا", "ar"),
    ]
    assert (told(events.bilateral).status, told(events.bilateral).transparent) == ("CANCELLED", True)


def test_a_postponed_event_keeps_its_old_slot(events: Record) -> None:
    said = told(events.postponed, "ar")
    assert said.summary == Words("مؤجل: \u2068ARF senior officials\u2069", "ar")
    assert (said.start, said.status, said.transparent) == (date(2025, 6, 10), "TENTATIVE", True)


def test_a_mark_is_the_same_without_the_status(events: Record) -> None:
    plain, marked = told(events.bilateral), told(events.bilateral, form="ics-mark")
    assert marked.status == ""
    assert {**vars(marked), "status": "CANCELLED"} == vars(plain)


FORMS = ("ics", "rich", "ics-mark", "rich-mark")


def test_forms_are_stored_for_each_language(events: Record) -> None:
    stored = [(language, form) for language, form, _ in renderings(current(events.bilateral), site=SITE)]
    assert stored == [(language, form) for language in ("en", "ru", "ar") for form in FORMS]
    assert len(renderings(current(events.meeting), site=SITE)) == 6


def test_where_it_is(events: Record) -> None:
    assert told(events.meeting).location == Words("Convention Centre, Hall 3, Kuala Lumpur, Malaysia", "en")
    assert told(events.meeting, "ru").location == Words("Convention Centre, Hall 3, Куала-Лумпур, Малайзия", "ru")
    assert told(events.meeting, "ar").location == Words(
        "\u2068Convention Centre, Hall 3\u2069، كوالالمبور، ماليزيا", "ar"
    )
    assert told(events.bilateral, "ar").location == Words("London, United Kingdom", "en")
    assert told(events.online, "ru").location == Words("Онлайн", "ru")
    assert told(events.undated).location == Words("", "en")
    assert (told(events.meeting).geo, told(events.online).geo, told(events.bilateral).geo) == (
        (3.139, 101.6869),
        None,
        None,
    )


def test_a_title_that_fell_back_says_its_own_language(events: Record) -> None:
    assert told(events.meeting, "ar").summary == Words("32nd ASEAN Regional Forum", "en")


def test_categories_are_format_level_and_topics(events: Record) -> None:
    assert told(events.meeting, "ru").categories == (
        Words("Региональный форум АСЕАН", "ru"), Words("министерский уровень", "ru"), Words("Кибербезопасность", "ru"),
    )  # fmt: skip
    assert told(events.bilateral).categories == (Words("bilateral", "en"),)


def test_relations(events: Record) -> None:
    meeting, umbrella, alone = told(events.meeting), told(events.umbrella), told(events.postponed)
    assert (meeting.reference, meeting.relations) == (str(uid(1)), (Relation(str(uid(1)), "PARENT"),))
    assert (umbrella.reference, umbrella.relations) == (str(uid(1)), ())
    assert (alone.reference, alone.relations) == ("", ())
    assert meeting.concepts == ("https://calendar.example/en/topics/cybersecurity/",)


def test_a_parent_that_is_not_public_is_not_named() -> None:
    umbrella = make.event("week", kind="umbrella")
    child = make.event("meeting", parent=umbrella)
    make.publish(child)
    assert told(child).relations == ()


def test_links_are_sources_and_documents_with_an_address(events: Record) -> None:
    assert told(events.meeting, "ru").links == (
        Link("https://news.example/брифинг?day=2&lang=ru", "via", Words("Briefing, part 1; agenda", "ru")),
        Link("https://arf.example/programme.pdf", "related", Words("Рабочая программа АРФ", "ru")),
    )


def test_a_deprecated_source_is_not_shown(events: Record) -> None:
    make.cite(events.umbrella, "date", make.source("Rumour", title="Wrong"), rank="deprecated")
    make.publish(events.umbrella, now=MOVED)
    assert told(events.umbrella).links == ()
    assert "No source is recorded." in told(events.umbrella).description.text


def test_the_page_is_the_address(events: Record) -> None:
    assert told(events.meeting, "ar").url == "https://calendar.example/ar/events/arf-32-2025/"


def test_a_merged_event_names_the_one_that_stays(events: Record, admin_user: User) -> None:
    when = PUBLISHED + timedelta(days=2)
    merge(events.postponed, events.umbrella, by=admin_user, now=when, reason="One and the same.")
    said = told(events.postponed, "ru")
    assert said.summary == Words("Отменено: запись объединена с другой", "ru")
    assert said.relations == (Relation(str(uid(1)), "SIBLING"),)
    assert (said.uid, said.sequence, said.status) == (str(uid(4)), 1, "CANCELLED")
    assert said.url == "https://calendar.example/ru/events/arf-som-2025/"


def test_a_withdrawn_event_leaves_its_place_and_the_reason(events: Record, admin_user: User) -> None:
    gone(events.meeting, admin_user)
    said = told(events.meeting, "ar")
    assert said == Entry(
        uid=str(uid(2)),
        stamp=current(events.meeting).since.at,
        sequence=2,
        start=datetime(2025, 7, 11, 11, 10, tzinfo=KL),
        end=datetime(2025, 7, 11, 12, 40, tzinfo=KL),
        summary=Words("أُلغي: سُحب هذا القيد", "ar"),
        status="CANCELLED",
        transparent=True,
        description=Words("\u2068Entered twice.\u2069", "ar"),
        url="https://calendar.example/ar/events/arf-32-2025/",
    )
    assert [form for _, form, _ in renderings(current(events.meeting), site=SITE)] == ["ics", "rich"] * 3
