"""Integrity: each question finds its contradiction, and nothing in a sound record."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType

from calendar_app.models.desk import Appointment, Citation, Event, Membership, Organization, OutcomeStep, Source
from calendar_app.review import integrity
from calendar_app.review.integrity import Finding
from tests import factories as make

pytestmark = pytest.mark.django_db


def _told(question: Callable[[], Iterator[Finding]]) -> list[tuple[str, bool]]:
    return [(str(finding), finding.error) for finding in question()]


def test_a_sound_week_has_no_findings() -> None:
    week = make.week()
    make.cite(week.lavrov, "name", week.tass)
    assert list(integrity.findings()) == []


def test_all_questions_are_asked() -> None:
    week = make.week()
    make.cite(week.meeting, "weather", week.tass)
    Event.objects.filter(pk=week.umbrella.pk).update(lifecycle="held")
    Event.objects.filter(pk=week.meeting.pk).update(date="2025-07-20")
    named = [finding.what for finding in integrity.findings()]
    assert named == [
        "its stored bounds do not follow from 2025-07-20: save it again",
        "held, but no source dated 2025-07-11 or later reports it",
        "“weather” can't be cited there",
        "has a name in Russian or Arabic that no source shows",
    ]


def _hold(seats: int, *terms: tuple[str, str, bool]) -> None:
    post = make.post(None, make.state("MY"), seats=seats)
    for number, (since, until, acting) in enumerate(terms):
        holder = make.person(f"holder-{number}")
        Appointment.objects.create(person=holder, post=post, since=since, until=until, acting=acting)


CROWDED = "post fm-my: Holder 0 until 2025-07-10 and Holder 1 since 2025-07-01 hold it at once"


@pytest.mark.parametrize(
    ("seats", "terms", "told"),
    [
        (1, [("2025-01-01", "2025-07-10", False), ("2025-07-01", "2025-12-01", False)], [(CROWDED, True)]),
        (1, [("2025-01-01", "2025-07-10", False), ("2025-07-01", "", False)], [(CROWDED, False)]),
        (2, [("2025-01-01", "2025-07-10", False), ("2025-07-01", "2025-12-01", False)], []),
        (1, [("2025-01-01", "2025-07-10", False), ("2025-07-01", "2025-12-01", True)], []),
        (1, [("2025-01-01", "2025-07-10", False), ("2025-07-10", "2025-12-01", False)], []),
        (
            1,
            [("2025-01-01", "", False), ("2025-07-01", "", False)],
            [("post fm-my: no end of Holder 0 is known, though Holder 1 followed", False)],
        ),
    ],
    ids=["at once", "at once, end unknown", "two seats", "acting", "one after the other", "no end known"],
)
def test_a_post_with_one_seat_has_one_full_holder(
    seats: int, terms: list[tuple[str, str, bool]], told: list[tuple[str, bool]]
) -> None:
    _hold(seats, *terms)
    assert _told(integrity.crowded_posts) == told


def test_nothing_stands_under_itself() -> None:
    week, mirror = make.week(), make.source(publisher="Mirror")
    Event.objects.filter(pk=week.umbrella.pk).update(parent=week.meeting)
    Organization.objects.filter(pk=week.russia.pk).update(parent=week.arf)
    Organization.objects.filter(pk=week.arf.pk).update(parent=week.russia)
    Source.objects.filter(pk=week.tass.pk).update(republishes=mirror)
    assert sorted(_told(integrity.circles)) == [
        ("event 32nd ASEAN Regional Forum: its parent leads back to itself", True),
        ("event 58th AMM week: its parent leads back to itself", True),
        ("organization ASEAN Regional Forum: its parent leads back to itself", True),
        ("organization Russia: its parent leads back to itself", True),
    ]


def test_what_leads_into_a_circle_is_not_in_it() -> None:
    a, b, c = make.organization("a"), make.organization("b"), make.organization("c")
    for below, above in ((a, b), (b, c), (c, b)):
        Organization.objects.filter(pk=below.pk).update(parent=above)
    assert [finding.subject for finding in integrity.circles()] == ["organization B", "organization C"]


def test_stored_bounds_follow_from_the_texts() -> None:
    week = make.week()
    membership, appointment = Membership.objects.first(), Appointment.objects.first()
    assert membership
    assert appointment
    Event.objects.filter(pk=week.meeting.pk).update(date="2025-07")
    Membership.objects.filter(pk=membership.pk).update(since="2001")
    Appointment.objects.filter(pk=appointment.pk).update(until="2031")
    assert _told(integrity.stale_bounds) == [
        ("event arf-32-2025: its stored bounds do not follow from 2025-07: save it again", True),
        (f"membership {membership.pk}: its stored bounds do not follow: save it again", True),
        (f"appointment {appointment.pk}: its stored bounds do not follow: save it again", True),
    ]


@pytest.mark.parametrize(
    ("published", "rank", "held"),
    [
        ("2025-07-11", "normal", True),
        ("2025-07", "normal", True),
        ("2025-07-10", "normal", False),
        ("", "normal", False),
        ("2025-07-12", "deprecated", False),
    ],
)
def test_held_needs_a_report(published: str, rank: str, *, held: bool) -> None:
    event = make.event(lifecycle="held")
    make.cite(event, "lifecycle", make.source(published=published), rank=rank)
    told = "event arf-32-2025: held, but no source dated 2025-07-11 or later reports it"
    assert _told(integrity.unsupported_meetings) == ([] if held else [(told, True)])


@pytest.mark.parametrize(("field", "found"), [("name", 0), ("other_names", 0), ("appointments", 1)])
def test_a_name_in_another_script_needs_a_source(field: str, found: int) -> None:
    make.cite(make.person("a", name_ru="А"), field, make.source())
    make.person("b")
    make.cite(make.person("c", name_ar="ج"), "name", make.source())
    assert [finding.subject for finding in integrity.names_from_nowhere()] == ["person a"][:found]


def test_children_lie_within_their_parents_days() -> None:
    summit = make.event("summit", date="2025-10-26/2025-10-28")
    make.event("before", date="2025-10-25/2025-10-26", parent=summit)
    make.event("within", date="2025-10-28", parent=summit)
    make.event("after", date="2025-10-28/2025-10-29", parent=summit)
    make.event("undated", date="", parent=summit)
    assert _told(integrity.children_outside) == [
        ("event before: 2025-10-25/2025-10-26 lies outside Summit (2025-10-26/2025-10-28)", False),
        ("event after: 2025-10-28/2025-10-29 lies outside Summit (2025-10-26/2025-10-28)", False),
    ]


@pytest.mark.parametrize(
    ("since", "until", "out"),
    [
        ("2025-07-12", "", True),
        ("2025-07-11", "", False),
        ("2025", "", False),
        ("", "2025-07-11", True),
        ("", "2025-07-12", False),
    ],
)
def test_people_act_in_posts_they_hold(since: str, until: str, *, out: bool) -> None:
    holder = make.person("holder")
    make.post(holder, make.state("MY"), since=since, until=until)
    make.participation(make.event(), holder)
    told = "event arf-32-2025: Holder was not Foreign Minister of State MY on 2025-07-11"
    assert _told(integrity.out_of_office) == ([(told, False)] if out else [])


def test_the_country_is_that_of_the_place() -> None:
    malaysia, russia = make.state("MY"), make.state("RU")
    where = make.place(country=malaysia)
    make.event("right", place=where, country=malaysia)
    make.event("wrong", place=where, country=russia)
    make.event("online", country=russia)
    assert _told(integrity.foreign_places) == [("event wrong: its country is not that of its place", False)]


def test_citations_speak_of_what_is_there() -> None:
    week = make.week()
    other = make.event("other")
    line, step = week.meeting.participations.get(), OutcomeStep.objects.get()
    make.cite(week.meeting, "participations", week.tass, row=line.pk)
    make.cite(week.meeting, "outcomes", week.tass, row=step.pk)
    make.cite(week.programme, "progress", week.tass, row=step.pk)
    assert _told(integrity.broken_citations) == []

    broken = [
        make.cite(week.meeting, "weather", week.tass),
        make.cite(other, "participations", week.tass, row=line.pk),
        make.cite(week.meeting, "date", week.tass, row=line.pk),
        Citation.objects.create(
            subject_type=ContentType.objects.get_for_model(Event), subject_id=uuid4(), field="date", source=week.tass
        ),
        Citation.objects.create(
            subject_type=ContentType.objects.get_for_model(Membership),
            subject_id=uuid4(),
            field="date",
            source=week.tass,
        ),
    ]
    assert [finding.what for finding in integrity.broken_citations()] == [
        "“weather” can't be cited there",
        "the row it speaks of is not among its participations",
        "the row it speaks of is not among its date",
        "what it speaks of is not there",
        "“date” can't be cited there",
    ]
    assert [finding.subject for finding in integrity.broken_citations()] == [
        f"citation {row.pk} of {row.subject_type.model} {row.subject_id}" for row in broken
    ]
