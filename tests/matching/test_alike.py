"""Events that may be the same: each reason finds its twin, among drafts and published alike, and nothing that is another."""

from datetime import date
from typing import Any

import pytest

from calendar_app.dates import Span
from calendar_app.matching import Asked, Why, alike, asked
from calendar_app.matching.alike import MOST
from calendar_app.models.desk import Event
from tests import factories as make
from tests.factories import Week

DAY = Span.of_day(date(2025, 7, 11))


@pytest.fixture
def week(db: None) -> Week:
    return make.week()


def found(of: Asked) -> dict[str, list[str]]:
    return {one.event.slug: [why.value for why in one.why] for one in alike(of)}


def test_nothing_known_is_like_nothing(week: Week) -> None:
    assert found(Asked()) == {}
    assert found(asked(week.meeting)) == {}
    assert found(asked(make.event("open", date=""))) == {}


@pytest.mark.parametrize("stage", ["draft", "in_review", "published"])
def test_same_forum_and_number_on_any_day(week: Week, stage: str) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(stage=stage)
    assert found(Asked(week.arf.pk, 32)) == {"arf-32-2025": ["ordinal"]}
    assert found(Asked(week.arf.pk, 33)) == {}
    assert found(Asked(None, 32)) == {}


@pytest.mark.parametrize(
    ("span", "met"),
    [
        (DAY, True),
        (Span(date(2025, 7, 1), date(2025, 8, 1)), True),
        (Span.of_day(date(2025, 7, 10)), False),
        (Span.of_day(date(2025, 7, 12)), False),
        (None, False),
    ],
)
def test_same_forum_and_days(week: Week, span: Span | None, met: bool) -> None:
    assert found(Asked(week.arf.pk, span=span)) == ({"arf-32-2025": ["days"]} if met else {})
    assert found(Asked(span=span)) == {}


@pytest.mark.parametrize(("level", "met"), [("", True), ("ministerial", True), ("summit", False)])
def test_another_level_is_another_meeting(week: Week, level: str, met: bool) -> None:
    assert found(Asked(week.arf.pk, 32, level, span=DAY)) == ({"arf-32-2025": ["ordinal", "days"]} if met else {})


def bilateral(week: Week, slug: str = "lavrov-hasan", **fields: Any) -> Event:
    made = make.event(slug, **{"kind": "bilateral", "date": "2025-07-10", **fields})
    make.participation(made, week.lavrov)
    make.participation(made, week.hasan)
    return made


@pytest.mark.parametrize(
    ("day", "met"), [(8, True), (12, True), (7, False), (13, False)]
)  # fmt: skip
def test_same_participants_near_the_same_days(week: Week, day: int, met: bool) -> None:
    bilateral(week)
    both = frozenset([week.lavrov.pk, week.hasan.pk])
    near = Asked(kind="bilateral", span=Span.of_day(date(2025, 7, day)), participants=both)
    assert found(near) == ({"lavrov-hasan": ["participants"]} if met else {})


def test_participants_without_a_day_say_nothing(week: Week) -> None:
    bilateral(week)
    bilateral(week, "some-time", date="2025")
    both = frozenset([week.lavrov.pk, week.hasan.pk])
    assert found(Asked(participants=both)) == {}
    assert found(Asked(participants=both, span=Span(date(2025, 1, 1), date(2026, 1, 1)))) == {}
    assert found(Asked(kind="bilateral", participants=both, span=DAY)) == {"lavrov-hasan": ["participants"]}


def test_half_of_them_must_be_the_same_and_two_at_least(week: Week) -> None:
    made = bilateral(week)
    one, more = (
        frozenset([week.lavrov.pk]),
        frozenset([week.lavrov.pk, week.hasan.pk, week.russia.pk, week.malaysia.pk]),
    )
    assert found(Asked(kind="bilateral", span=DAY, participants=one)) == {}
    assert found(Asked(kind="bilateral", span=DAY, participants=more)) == {"lavrov-hasan": ["participants"]}
    make.participation(made, "Somebody else")
    many = more | {week.arf.pk}
    assert found(Asked(kind="bilateral", span=DAY, participants=many)) == {}


def test_one_alone_is_alike_if_the_other_is_alone_too(week: Week) -> None:
    lone = frozenset([week.lavrov.pk])
    assert found(Asked(span=DAY, participants=lone)) == {"arf-32-2025": ["participants"]}


def test_a_bilateral_is_no_meeting_of_a_forum(week: Week) -> None:
    lone = frozenset([week.lavrov.pk])
    assert found(Asked(kind="bilateral", span=DAY, participants=lone)) == {}
    talk = make.event("talk", kind="bilateral")
    make.participation(talk, week.lavrov)
    assert found(Asked(week.arf.pk, span=Span.of_day(date(2025, 7, 12)), participants=lone)) == {
        "arf-32-2025": ["participants"]
    }
    other = make.forum("eas")
    assert found(Asked(other.pk, span=DAY, participants=lone)) == {}


def test_neither_itself_nor_what_stands_above_and_below(week: Week) -> None:
    Event.objects.filter(pk=week.umbrella.pk).update(forum=week.arf)
    for event in Event.objects.all():
        assert found(asked(event)) == {}
    twin = make.event("arf-in-kuala-lumpur", forum=week.arf)
    assert found(asked(twin)) == {"amm-week-2025": ["days"], "arf-32-2025": ["days"]}


def test_what_was_withdrawn_is_not_offered(week: Week) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(stage="withdrawn")
    assert found(Asked(week.arf.pk, 32)) == {}


def test_those_with_most_in_common_first_and_not_too_many(week: Week) -> None:
    for number in range(MOST + 2):
        make.event(f"other-{number}", forum=week.arf)
    numbered = make.event("numbered", forum=week.arf, ordinal=32, date="2024-07-11")
    listed = alike(Asked(week.arf.pk, 32, span=DAY))
    assert len(listed) == MOST
    assert [(one.event.pk, one.why) for one in listed[:3]] == [
        (week.meeting.pk, (Why.ORDINAL, Why.DAYS)),
        (numbered.pk, (Why.ORDINAL,)),
        (listed[2].event.pk, (Why.DAYS,)),
    ]
