"""Filters offered by the head of a name, in three scripts; only what events name, counted over the days in view."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendar_app.dates import Span
from calendar_app.selection import Selection
from calendar_app.selection.offered import offered
from tests import factories as make
from tests.factories import Week

pytestmark = pytest.mark.django_db

JULY = Span(date(2025, 7, 1), date(2025, 8, 1))


@pytest.fixture
def crowd() -> Week:
    """The week, talks in Riyadh a month later, and people, places and forums that no event names."""
    week = make.week()
    arabia = make.state("SA", "Saudi Arabia", name_ru="Саудовская Аравия", name_ar="السعودية")
    talks = make.event("talks", kind="bilateral", date="2025-08-05", place=make.place("riyadh", arabia), country=arabia)
    make.participation(talks, week.hasan)
    make.participation(talks, week.arf)
    alone = (make.person("sergei-nobody"), make.place("malacca"), make.topic("cybernetics"), make.forum("arfa"))
    make.publish(week.umbrella, week.meeting, talks, week.hasan, week.malaysia.posts.get(), *alone)
    return week


def found(text: str, selection: Selection | None = None) -> list[tuple[str, str, int]]:
    return [(one.param, one.value, one.count) for one in offered(selection or Selection(), JULY, text).offers]


LAVROV, RUSSIA = ("person", "sergey-lavrov", 1), ("state", "RU", 1)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("ser", [LAVROV]), ("lavr", [LAVROV]), ("Сер", [LAVROV]), ("лаврова", [LAVROV]), ("سيرغ", [LAVROV]), ("لاف", [LAVROV]),
        ("lav ser", [LAVROV]), ("Lavorv", [LAVROV]), ("lavr malay", []), ("qqqqzz", []),
        ("Росс", [RUSSIA, ("post", "fm-ru", 1)]), ("rus", [RUSSIA, ("post", "fm-ru", 1)]),
        ("malay", [("country", "MY", 1), ("state", "MY", 1), ("place", "kuala-lumpur", 1), ("post", "fm-my", 1)]),
        ("cyber", [("topic", "cybersecurity", 1)]), ("kual", [("place", "kuala-lumpur", 1)]),
        ("arf", [("forum", "arf", 1), ("organization", "arf", 0)]), ("asea", [("forum", "arf", 1), ("organization", "arf", 0)]),
        ("سعود", [("country", "SA", 0), ("place", "riyadh", 0)]), ("السعود", [("country", "SA", 0), ("place", "riyadh", 0)]), ("Сауд", [("country", "SA", 0), ("place", "riyadh", 0)]), ("riy", [("place", "riyadh", 0)]),
    ],
)  # fmt: skip
def test_heads_of_names_in_three_scripts(text: str, offers: list[tuple[str, str, int]], crowd: Week) -> None:
    assert found(text) == offers, found(text)


def test_a_common_word_alone_is_the_head_of_another(crowd: Week) -> None:
    make.publish(make.event("deep", date="2025-07-03", country=make.state("DE", "Deutschland")))
    assert found("de") == [("country", "DE", 1)]
    assert found("minister of rus") == found("minister rus") == [("post", "fm-ru", 1)]


def test_counts_beside_the_other_filters(crowd: Week) -> None:
    assert found("lavr", Selection(level=("summit",))) == [("person", "sergey-lavrov", 0)]
    assert found("lavr", Selection(person=("mohamad-hasan",))) == [LAVROV]
    assert found("lavr", Selection(q="qqqqzz")) == [("person", "sergey-lavrov", 0)]


def test_the_past_offers_what_it_named(crowd: Week) -> None:
    party = make.event("party", date="2025-07-20")
    make.participation(party, make.person("zhukov"))
    make.publish(party)
    party.participations.all().delete()
    make.publish(party, now=make.NOW + timedelta(days=1))
    assert found("zhuk") == []
    assert found("zhuk", Selection(asof=make.NOW.date())) == [("person", "zhukov", 1)]
    later = make.event("later", date="2025-07-30", country=make.state("DE", "Deutschland"))
    make.publish(later, now=make.NOW + timedelta(days=2))
    assert found("deuts", Selection(asof=make.NOW.date())) == []


def test_what_is_meant_is_marked(crowd: Week) -> None:
    assert offered(Selection(), JULY, "lavr").marks == {"lavrov", "лавров"}
    assert offered(Selection(), JULY, "lavr qqqqzz").marks == frozenset()


@pytest.mark.parametrize("query", [{}, {"state": ["RU"], "topic": ["cybersecurity"], "asof": ["2025-07-02"]}])
def test_more_names_ask_no_more_queries(query: dict[str, list[str]], crowd: Week) -> None:
    selection = Selection.read(query)
    with CaptureQueriesContext(connection) as few:
        assert len(found("la", selection)) == 1
    for number in (1, 2):
        made = make.event(f"more-{number}", date="2025-07-11")
        for name in ("larissa", "lana"):
            make.participation(made, make.person(f"{name}-{number}"))
        make.publish(made)
    with CaptureQueriesContext(connection) as many:
        found("la", selection)
    assert len(found("la")) == 5
    assert len(many) == len(few)
    assert len(few) <= 8


def test_of_very_many_the_shortest_are_offered(crowd: Week) -> None:
    made = make.event("many", date="2025-07-11")
    for number in range(70):
        make.participation(made, make.person(f"zora-{number}"))
    make.publish(made)
    assert len(found("zor")) == 60
    assert found("zora")[0] == ("person", "zora-0", 1)
