"""Taking a calendar in: drafts, one transaction a component, and a report that leaves nothing out."""

from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendar_app.exchange.ics import Outcome, take
from calendar_app.exchange.ics.ids import identity
from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Revision
from calendar_app.review import submit
from tests import factories as make
from tests.entries.scenario import gone as withdrawn
from tests.factories import week

from .calendars import calendar, event

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 3, 9, 0, tzinfo=UTC)


def taken(*events: str, **options: Any) -> list[Outcome]:
    return take(calendar(*events), **{"by": None, "now": NOW, "actor": "tests", **options}).outcomes


def one(*events: str, **options: Any) -> tuple[str, str, str]:
    (outcome,) = taken(*events, **options)
    return outcome.result, outcome.why, outcome.remedy


def entered(uid: str) -> Event:
    return Event.objects.get(pk=identity(uid))


def test_an_event_becomes_a_draft(admin_user: User) -> None:
    lines = ("DTEND;TZID=Europe/London:20260330T120000", "DESCRIPTION:Bring\\na passport.", "STATUS:CONFIRMED")
    start = "DTSTART;TZID=Europe/London:20260330T100000"
    (outcome,) = taken(event("talks-1@example.org", *lines, start=start), by=admin_user, actor="", origin="a letter")
    made = entered("talks-1@example.org")
    assert outcome == Outcome(result="created", uid="talks-1@example.org", title="Talks")
    assert (made.title_en, made.note_en, made.stage, made.slug) == (
        "Talks",
        "Bring\na passport.",
        "draft",
        "talks-2026",
    )
    assert (made.date, made.start_time, made.end_time, made.zone) == ("2026-03-30", time(10), time(12), "Europe/London")
    assert (made.certainty, made.lifecycle, made.kind) == ("confirmed", "scheduled", "meeting")
    decision = Decision.objects.get(subject=made.pk)
    assert (decision.action, decision.actor, decision.by, decision.at) == ("load", "admin", admin_user, NOW)
    assert decision.reason.startswith(
        "Read from a letter: title_en, note_en, date, start_time, end_time, zone, certainty"
    )
    assert Revision.objects.count() == 0


def test_read_again_it_is_unchanged_and_moved_it_is_updated() -> None:
    taken(event("1"))
    assert one(event("1")) == ("unchanged", "", "")
    (outcome,) = taken(event("1", start="DTSTART;VALUE=DATE:20250712"))
    assert str(outcome) == "updated: 1 “Talks”: date: “2025-07-11” → “2025-07-12”"
    assert Decision.objects.count() == 2


def test_texts_of_three_languages_come_together() -> None:
    for text, language in (("Talks", "en"), ("Переговоры", "ru"), ("محادثات", "ar")):
        taken(event("1", f"SUMMARY;LANGUAGE={language}:{text}", title=""))
    made = entered("1")
    assert (made.title_en, made.title_ru, made.title_ar) == ("Talks", "Переговоры", "محادثات")


def test_times_without_a_zone_need_one() -> None:
    floating = event("1", start="DTSTART:20250711T100000")
    result, why, remedy = one(floating)
    assert (result, why) == ("refused", "DTSTART:20250711T100000 has no zone")
    assert remedy.startswith("say in which zone")
    assert one(floating, zone="Asia/Kuala_Lumpur")[0] == "created"
    assert entered("1").zone == "Asia/Kuala_Lumpur"


def test_what_the_record_knows_by_name_is_linked() -> None:
    made = week()
    make.organization("asean", name_en="ASEAN")
    taken(
        event(
            "1", "LOCATION:Hall 3\\, Kuala Lumpur\\, Malaysia", "CATEGORIES:ASEAN Regional Forum,ministerial,Cybersecurity,Tea",
            "CONCEPT:https://elsewhere.example/en/topics/cybersecurity/", f"RELATED-TO:{made.umbrella.pk}",
        )
    )  # fmt: skip
    found = entered("1")
    assert (found.place, found.country, found.venue_en, found.zone) == (
        made.place,
        made.malaysia,
        "Hall 3",
        "Asia/Kuala_Lumpur",
    )
    assert (found.forum, found.level, found.parent) == (made.arf, "ministerial", made.umbrella)
    assert list(found.topics.all()) == [made.topic]
    (outcome,) = taken(event("2", "CATEGORIES:bilateral,Tea", "RELATED-TO:nobody", "LOCATION:Online"))
    assert outcome.left == ("the record has no category “Tea”", "it is part of nobody, which is not in the record")
    assert (entered("2").kind, entered("2").online) == ("bilateral", True)


def test_parts_find_their_parent_in_the_same_file() -> None:
    taken(event("part", "RELATED-TO;RELTYPE=PARENT:week"), event("week", "REFID:week"))
    assert entered("part").parent == entered("week")
    assert entered("week").kind == "umbrella"


def test_nesting_has_an_end() -> None:
    chain = [event(str(number), f"RELATED-TO:{number + 1}") for number in range(10)]
    outcomes = taken(*chain)
    assert [outcome.result for outcome in outcomes].count("refused") == 1
    assert (outcomes[-1].why, outcomes[-1].remedy) == ("it stands under 9 others of this file", "nest 8 at most")


def test_a_circle_is_refused_where_it_closes() -> None:
    taken(event("a"), event("b", "RELATED-TO:a"))
    result, why, _ = one(event("a", "RELATED-TO:b"))
    assert (result, why) == ("refused", "parent: Talks stands under this event already: choose another parent.")


@pytest.mark.parametrize(
    ("lines", "title", "certainty", "lifecycle"),
    [
        (["STATUS:TENTATIVE"], "Talks", "tentative", "scheduled"),
        (["STATUS:CONFIRMED"], "Talks", "confirmed", "scheduled"),
        ([], "Talks", "tentative", "scheduled"),
        (["STATUS:CANCELLED"], "Talks", "tentative", "cancelled"),
        ([], "Cancelled: Talks", "tentative", "cancelled"),
        (["STATUS:TENTATIVE"], "Postponed: Talks", "tentative", "postponed"),
        (["STATUS:CONFIRMED", "X-EDTF:2025-07-11?"], "Talks", "confirmed", "held"),
        (["STATUS:TENTATIVE", "X-EDTF:2025-07-11?"], "Talks", "tentative", "scheduled"),
    ],
)
def test_states(lines: list[str], title: str, certainty: str, lifecycle: str) -> None:
    taken(event("1", *lines, title=title))
    made = entered("1")
    assert (made.title_en, made.certainty, made.lifecycle) == ("Talks", certainty, lifecycle)
    assert one(event("1", *lines, title=title))[0] == "unchanged"


def test_held_and_projected_stay_where_the_file_cannot_say_so() -> None:
    made = make.event("held", date="2025-07-11", lifecycle="held", title_en="Talks")
    assert one(event(str(made.pk), "STATUS:CONFIRMED"))[0] == "unchanged"
    made = make.event("far", date="2025-07-11", certainty="projected", title_en="Talks")
    assert one(event(str(made.pk), "STATUS:TENTATIVE"))[0] == "unchanged"
    assert one(event(str(made.pk)))[0] == "unchanged"
    made.lifecycle = "cancelled"
    made.save()
    assert one(event(str(made.pk), "STATUS:CONFIRMED"))[0] == "updated"
    made.refresh_from_db()
    assert (made.lifecycle, made.certainty) == ("scheduled", "confirmed")


def test_a_published_event_gets_an_edit_that_waits() -> None:
    made = week()
    make.publish(made.meeting)
    uid = str(made.meeting.pk)
    lines = ("STATUS:CONFIRMED", "LOCATION:Hall 9\\, Kuala Lumpur\\, Malaysia")
    (outcome,) = taken(event(uid, *lines, title="32nd ASEAN Regional Forum"))
    assert [str(change) for change in outcome.changes] == ["venue_en: “” → “Hall 9”"]
    assert Revision.objects.count() == 1
    (outcome,) = taken(
        event(uid, "STATUS:CONFIRMED", "LOCATION:Kuala Lumpur\\, Malaysia", title="32nd ASEAN Regional Forum")
    )
    assert [str(change) for change in outcome.changes] == ["venue_en: “Hall 9” → “”"]


def test_an_event_in_other_hands_is_left_alone(admin_user: User) -> None:
    made = make.event(title_en="Talks")
    submit(made, by=admin_user, now=NOW)
    assert one(event(str(made.pk), title="Other talks")) == (
        "refused", "somebody is reviewing this event", "send it back first, or change it after the review",
    )  # fmt: skip
    gone = make.event("gone", title_en="Talks")
    make.publish(gone)
    withdrawn(gone, admin_user)
    assert one(event(str(gone.pk), title="Other talks"))[1] == "this event was withdrawn or merged here"
    assert one(event(str(gone.pk), title="Talks"))[0] == "unchanged"


def test_tombstones_enter_nothing(admin_user: User) -> None:
    stone = "Cancelled: entry withdrawn"
    assert [outcome.left for outcome in taken(event("1", title=stone))] == [("it is gone there, and not here",)]
    made = make.event(title_en="Talks")
    make.publish(made)
    assert one(event(str(made.pk), title=stone)) == (
        "refused", "it was withdrawn or merged where it comes from", "withdraw or merge it here as well, with a reason",
    )  # fmt: skip
    withdrawn(made, admin_user)
    assert [outcome.left for outcome in taken(event(str(made.pk), title=stone))] == [("it is gone there as here",)]
    assert Event.objects.count() == 1


def test_one_bad_component_spares_the_others() -> None:
    outcomes = taken(
        event("no-title", title=""),
        event("long", title="x" * 301),
        event("early", start="DTSTART;VALUE=DATE:18500101"),
        event("twice"), event("twice"),
        event("good"),
        event("alarmed", "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM"),
    )  # fmt: skip
    assert {outcome.uid: (outcome.result, outcome.why) for outcome in outcomes} == {
        "twice": ("refused", "2 events have this UID"),
        "no-title": ("refused", "it has no title (SUMMARY)"),
        "long": ("refused", "title_en: Ensure this value has at most 300 characters (it has 301)."),
        "early": ("refused", "date: “1850-01-01”: the year lies between 1900 and 2199."),
        "good": ("created", ""),
        "alarmed": ("created", ""),
    }
    assert all(outcome.remedy for outcome in outcomes if outcome.result == "refused")
    assert outcomes[-1].left == ("alarms belong to whoever sets them",)
    assert Event.objects.count() == 2


def test_addresses_are_ours_or_made_of_title_and_year() -> None:
    ours = "URL:https://elsewhere.example/ru/events/arf-32-2025/"
    long = f"URL:https://elsewhere.example/en/events/{'a' * 200}/"
    taken(event("1", ours), event("2", ours), event("3"), event("4"), event("5", title="Переговоры"), event("6", long))
    slugs = [entered(str(number)).slug for number in range(1, 7)]
    assert slugs[0] == "arf-32-2025"
    assert slugs[1] == f"arf-32-2025-{identity('2').hex[:12]}"
    assert (slugs[2], slugs[3]) == ("talks-2025", f"talks-2025-{identity('4').hex[:12]}")
    assert (slugs[4], slugs[5]) == ("2025", "a" * 100)


def test_an_address_that_is_taken_after_all_is_refused() -> None:
    make.event("talks-2025")
    make.event(f"talks-2025-{identity('1').hex[:12]}")
    result, why, remedy = one(event("1"))
    assert (result, why.startswith("duplicate key"), bool(remedy)) == ("refused", True, True)
    assert Event.objects.count() == 2


def test_a_known_venue_may_get_its_city() -> None:
    capital = make.place()
    made = make.event(title_en="Talks", venue_en="Hall 3", certainty="tentative")
    (outcome,) = taken(event(str(made.pk), "LOCATION:Hall 3\\, Kuala Lumpur"))
    assert [change.field for change in outcome.changes] == ["place"]
    assert entered(str(made.pk)).place == capital


def test_each_component_costs_the_same_number_of_queries() -> None:
    def cost(first: int, number: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            taken(*(event(f"{first + one}", f"SUMMARY:Talks {first + one}", title="") for one in range(number)))
        return len(queries)

    one_, three, nine = cost(0, 1), cost(10, 3), cost(20, 9)
    assert (nine - three) * 2 == (three - one_) * 6


def test_our_own_text_is_not_taken_for_a_note() -> None:
    ours = "https://elsewhere.example/en/events/talks/"
    taken(event("1", f"URL:{ours}", f"DESCRIPTION:11 July 2025\\n\\n{ours}"))
    assert entered("1").note_en == ""


def test_uuids_mean_themselves_in_either_case() -> None:
    known = "3393691f-150b-437f-9f27-84264bd1171e"
    assert str(identity(known)) == str(identity(known.upper())) == known
    assert str(identity(f"{{{known}}}")) != known
    assert identity("a@example.org") == identity("a@example.org") != identity("b@example.org")
