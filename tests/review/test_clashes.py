"""What cannot well be so is told, in the editor's language, and nothing of which the dates leave a doubt."""

from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from calendar_app.models.desk import Appointment, Event, Membership
from calendar_app.review.clashes import clashes
from tests import factories as make
from tests.factories import Week


@pytest.fixture
def week(db: None) -> Week:
    return make.week()


def told(event: Event) -> list[str]:
    """The sentences about an event as it is stored."""
    return [clash.message for clash in clashes(Event.objects.get(pk=event.pk))]


def test_a_sound_week_has_nothing_to_tell(week: Week) -> None:
    assert [told(event) for event in Event.objects.all()] == [[], []]


@pytest.mark.parametrize(
    ("date", "outside"),
    [
        ("2025-07-08/2025-07-11", False),
        ("2025-07-11/2025-07-12", True),
        ("2025-07-07", True),
        ("2025-07", False),
        ("2025", False),
        ("2025-08", True),
        ("[2025-07-11,2025-07-24]", False),
        ("[2025-07-07,2025-07-24]", True),
        ("", False),
    ],
)
def test_outside_the_days_of_the_parent(week: Week, date: str, outside: bool) -> None:
    make.event("talk", date=date, parent=week.umbrella)
    talk = Event.objects.get(slug="talk")
    assert [(clash.field, clash.other) for clash in clashes(talk)] == ([("date", week.umbrella)] if outside else [])
    assert [clash.other for clash in clashes(week.umbrella)] == ([talk] if outside else [])


def test_a_parent_without_a_date_and_a_child_withdrawn_say_nothing(week: Week) -> None:
    make.event("gone", date="2025-09-01", parent=week.umbrella, stage="withdrawn")
    assert told(week.umbrella) == []
    Event.objects.filter(pk=week.umbrella.pk).update(date="", first_day=None, end_day=None)
    assert told(week.meeting) == []


def test_it_is_said_in_the_editors_language(week: Week) -> None:
    late = make.event("late", date="2025-07-12", parent=week.umbrella, title_ru="Поздно", title_ar="متأخر")
    said = {}
    for language in ("en", "ru", "ar"):
        with override(language):
            said[language] = told(late)
    assert said["en"] == ["“Late” (Saturday, 12 July 2025) lies outside “58th AMM week” (8\u2060–\u206011 July 2025)."]
    assert [
        sum("a" <= letter <= "z" for letter in said[code][0].replace("58th AMM week", "")) for code in ("ru", "ar")
    ] == [0, 0]


def elsewhere(week: Week, **fields: Any) -> Event:
    """Sergey Lavrov in Bangkok, an hour behind, on 11 July unless told otherwise."""
    line = {name: fields.pop(name) for name in ("attendance", "own") if name in fields}
    where = make.place("bangkok", make.state("TH"), zone="Asia/Bangkok")
    made = make.event("bangkok-talk", **{"place": where, "zone": "Asia/Bangkok", **fields})
    make.participation(made, week.lavrov, attendance=line.get("attendance", "announced"), date=line.get("own", ""))
    return made


@pytest.mark.parametrize(
    ("fields", "clash"),
    [
        ({}, True),
        ({"zone": ""}, True),
        ({"date": "2025-07-10/2025-07-12"}, True),
        ({"date": "2025-07-10"}, False),
        ({"date": "2025-07-12"}, False),
        ({"date": "2025-07-11?"}, False),
        ({"date": "2025-07"}, False),
        ({"date": ""}, False),
        ({"attendance": "absent"}, False),
        ({"attendance": "invited"}, False),
        ({"online": True}, False),
        ({"lifecycle": "cancelled"}, False),
        ({"lifecycle": "postponed"}, False),
        ({"stage": "withdrawn"}, False),
        ({"date": "2025-07-01/2025-07-20", "own": "2025-07-14"}, False),
        ({"date": "2025-07-10", "own": "2025-07-11"}, True),
    ],
)
def test_one_person_in_two_cities(week: Week, fields: dict[str, Any], clash: bool) -> None:
    talk = elsewhere(week, **fields)
    assert [len(told(event)) for event in (talk, week.meeting)] == [int(clash)] * 2 or fields.get(
        "stage"
    ) == "withdrawn"
    assert len(told(week.meeting)) == int(clash)


def test_what_is_told_of_two_cities(week: Week) -> None:
    talk = elsewhere(week)
    (clash,) = clashes(Event.objects.get(pk=talk.pk))
    assert (clash.field, clash.other) == ("participations", week.meeting)
    assert clash.message == (
        "Sergey Lavrov would be in two places at once: Bangkok (“Bangkok Talk”) and Kuala Lumpur "
        "(“32nd ASEAN Regional Forum”, Friday, 11 July 2025)."
    )


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [
        ((9, 0), (10, 0), True),
        ((12, 0), (13, 0), False),
        ((10, 30), None, True),
        ((8, 30), None, False),
        (None, None, True),
    ],
)
def test_hours_count_by_the_clocks_of_both(week: Week, start: Any, end: Any, clash: bool) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(start_time=time(10), end_time=time(12))
    talk = elsewhere(week, start_time=time(*start) if start else None, end_time=time(*end) if end else None)
    assert len(told(talk)) == int(clash)


def test_days_in_far_zones_meet_by_the_calendar_and_the_clock(week: Week) -> None:
    """By the clock the 10th in New York ends within the 11th in Kuala Lumpur; by the calendar nobody is in both."""
    york = make.place("new-york", make.state("US"), zone="America/New_York")
    for day, clash in ((10, False), (11, True)):
        made = make.event(f"york-{day}", date=f"2025-07-{day}", place=york, zone="America/New_York")
        make.participation(made, week.lavrov)
        assert len(told(made)) == int(clash)


def test_where_no_city_is_known_the_countries_tell(week: Week) -> None:
    thailand = make.state("TH")
    abroad = make.event("abroad", country=thailand)
    home = make.event("home", country=week.malaysia)
    nowhere = make.event("nowhere")
    for event in (abroad, home, nowhere):
        make.participation(event, week.lavrov)
    assert [len(told(event)) for event in (abroad, home, nowhere)] == [2, 1, 0]


def test_an_event_and_what_it_is_part_of_are_one_stay(week: Week) -> None:
    visit = make.event("visit", date="2025-07-11", place=make.place("penang", week.malaysia), kind="umbrella")
    make.participation(visit, week.lavrov)
    Event.objects.filter(pk=week.meeting.pk).update(parent=visit)
    assert [told(event) for event in (visit, week.meeting)] == [[], []]


def test_nobody_is_told_of_twice(week: Week) -> None:
    talk = elsewhere(week)
    make.participation(talk, week.lavrov, role="chair")
    make.participation(week.meeting, week.lavrov, role="guest")
    assert [len(told(event)) for event in (talk, week.meeting)] == [1, 1]


@pytest.mark.parametrize(
    ("since", "until", "stranger"),
    [
        ("", "", False),
        ("2025-07-11", "", False),
        ("2025-07", "", False),
        ("2025-07-12", "", True),
        ("2025-08", "", True),
        ("2000", "2025-07-11", True),
        ("2000", "2025-07", False),
        ("2000", "2025-06", True),
    ],
)
def test_members_by_what_their_dates_may_mean(week: Week, since: str, until: str, stranger: bool) -> None:
    Membership.objects.filter(member=week.malaysia).delete()
    Membership.objects.create(member=week.malaysia, organization=week.arf, since=since, until=until)
    make.participation(week.meeting, week.malaysia)
    expected = "Malaysia is not recorded as belonging to “ASEAN Regional Forum” then: Friday, 11 July 2025."
    assert told(week.meeting) == ([expected] if stranger else [])


def test_who_is_no_stranger(week: Week) -> None:
    outsider = make.state("PT", "Portugal")
    ministry = make.organization("mofa", "ministry", parent=week.malaysia)
    asean = make.organization("asean")
    week.arf.parent = asean
    week.arf.save()
    for party, role in (
        (outsider, "guest"),
        (outsider, "observer"),
        (ministry, "host"),
        (asean, "participant"),
        (week.arf, "chair"),
    ):
        make.participation(week.meeting, party, role=role)
    make.participation(week.meeting, make.person("somebody"))
    assert told(week.meeting) == []
    make.participation(week.meeting, outsider)
    assert len(told(week.meeting)) == 1


def test_people_stand_for_whom_they_represent(week: Week) -> None:
    outsider = make.state("PT", "Portugal")
    envoy, minister = make.person("envoy"), make.person("minister")
    make.post(minister, outsider)
    make.participation(week.meeting, envoy, represents=outsider)
    make.participation(week.meeting, minister)
    assert [text.split(" is ")[0] for text in told(week.meeting)] == ["Portugal"]


@pytest.mark.parametrize(
    "fields", [{"kind": "umbrella"}, {"date": "", "first_day": None, "end_day": None}, {"forum": None}]
)
def test_where_membership_says_nothing(week: Week, fields: dict[str, Any]) -> None:
    make.participation(week.meeting, make.state("PT"))
    Event.objects.filter(pk=week.meeting.pk).update(**fields)
    assert told(week.meeting) == []


def test_a_forum_whose_members_nobody_recorded_has_no_strangers(week: Week) -> None:
    meeting = make.event("eas", forum=make.forum("eas"))
    make.participation(meeting, week.russia)
    assert told(meeting) == []


@pytest.mark.parametrize(
    ("since", "until", "own", "held"),
    [
        ("2025-07-11", "", "", True),
        ("2025-07", "", "", True),
        ("2025-07-12", "", "", False),
        ("2004", "2025-07-11", "", False),
        ("2004", "2025-07", "", True),
        ("2004", "2025-07-11", "2025-07-10", True),
        ("", "", "", True),
    ],
)
def test_holders_by_what_their_dates_may_mean(week: Week, since: str, until: str, own: str, held: bool) -> None:
    post = Appointment.objects.get(person=week.lavrov)
    post.since, post.until = since, until
    post.save()
    week.meeting.participations.update(date=own)
    day = "Friday, 11 July 2025"
    expected = f"Sergey Lavrov did not hold the post “Foreign Minister of Russia” then: {day}."
    assert told(week.meeting) == ([] if held else [expected])


def test_more_participants_ask_no_more_of_the_database(week: Week) -> None:
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            told(week.meeting)
        counts.append(len(asked))
        for other in range(3):
            make.participation(week.meeting, make.state(f"{'AB'[number]}{'CDE'[other]}"))
            make.participation(week.meeting, make.person(f"person-{number}-{other}"))
    assert counts[0] == counts[1]
