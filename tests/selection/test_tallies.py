"""Counts of values: what each would show alone of its parameter, beside the other filters, in the days in view."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendar_app.dates import Span
from calendar_app.selection import Selection
from calendar_app.selection.tallies import Pair, tallies
from tests import factories as make
from tests.factories import Week

pytestmark = pytest.mark.django_db

JULY = Span(date(2025, 7, 1), date(2025, 8, 1))
#: Every parameter that a selection may have, in values that the week knows and values that it does not.
WANTED: list[Pair] = [
    ("forum", "arf"), ("state", "RU"), ("state", "MY"), ("organization", "RU"), ("person", "sergey-lavrov"),
    ("person", "mohamad-hasan"), ("post", "fm-ru"), ("role", "host"), ("role", "participant"), ("role", "guest"),
    ("with", "state:RU"), ("basis", "recorded"), ("basis", "expected"), ("topic", "cybersecurity"),
    ("place", "kuala-lumpur"), ("country", "MY"), ("kind", "meeting"), ("kind", "umbrella"), ("kind", "bilateral"),
    ("level", "ministerial"), ("level", "summit"), ("certainty", "confirmed"), ("lifecycle", "scheduled"),
    ("lifecycle", "cancelled"), ("q", "forum"), ("from", "2025-07-01"), ("to", "2025-07-31"),
]  # fmt: skip


@pytest.fixture
def crowd() -> Week:
    """The week, talks on its edge, and a meeting of the forum in August."""
    week = make.week()
    talks = make.event("talks", kind="bilateral", date="2025-07-10", title_en="Talks on the forum")
    make.participation(talks, week.lavrov)
    make.participation(talks, week.hasan, role="host")
    later = make.event("later", forum=week.arf, date="2025-08-05", place=week.place, country=week.malaysia)
    make.publish(week.umbrella, week.meeting, talks, later, week.hasan)
    return week


def shown(selection: Selection, param: str, value: str) -> int:
    """The same, by asking for it: the selection with this value alone in its parameter."""
    if param not in ("with", "q", "from", "to"):
        selection = selection.replace(**{param: (value,)})
    rows = selection.listings().within(JULY.first, JULY.end)
    return rows.exclude(kind="umbrella").count() or rows.count()


@pytest.mark.parametrize(
    "query",
    [
        {}, {"forum": ["arf"]}, {"state": ["MY"], "role": ["host"]}, {"person": ["sergey-lavrov", "mohamad-hasan"]},
        {"state": ["RU"], "with": ["state:MY"]}, {"with": ["person:sergey-lavrov"], "basis": ["recorded"]},
        {"topic": ["cybersecurity"], "place": ["kuala-lumpur"]}, {"kind": ["umbrella", "meeting"]}, {"q": ["forum"]},
        {"q": ["forum"], "person": ["mohamad-hasan"]}, {"basis": ["expected"]}, {"role": ["participant"], "level": ["ministerial"]},
        {"post": ["fm-ru"], "organization": ["RU"], "asof": ["2025-07-02"]}, {"from": ["2025-07-11"], "country": ["MY"]},
    ],
)  # fmt: skip
def test_each_value_counts_what_asking_for_it_shows(query: dict[str, list[str]], crowd: Week) -> None:
    selection = Selection.read(query)

    counted = tallies(selection, JULY, WANTED)

    assert counted == {pair: shown(selection, *pair) for pair in WANTED}
    assert any(counted.values())


def test_participants_count_on_one_line(crowd: Week) -> None:
    hosted = tallies(Selection(role=("host",)), JULY, [("person", "mohamad-hasan"), ("person", "sergey-lavrov")])
    assert hosted == {("person", "mohamad-hasan"): 1, ("person", "sergey-lavrov"): 0}


def test_without_days_the_whole_record_is_counted(crowd: Week) -> None:
    assert tallies(Selection(), None, [("forum", "arf")]) == {("forum", "arf"): 2}
    assert tallies(Selection(), JULY, [("forum", "arf")]) == {("forum", "arf"): 1}


def test_umbrellas_count_where_there_is_nothing_else(crowd: Week) -> None:
    pairs = [("country", "MY"), ("kind", "umbrella")]
    assert tallies(Selection(), JULY, pairs) == {("country", "MY"): 1, ("kind", "umbrella"): 1}
    assert tallies(Selection(level=("summit",)), JULY, pairs) == dict.fromkeys(pairs, 0)


def test_words_that_mean_nothing_count_nothing(crowd: Week) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert tallies(Selection(q="qqqqzz"), JULY, [("state", "RU")]) == {("state", "RU"): 0}
        assert tallies(Selection(), JULY, []) == {}
    assert len(asked) == 1


def test_the_past_is_counted_as_it_stood_under_the_names_of_today(crowd: Week) -> None:
    crowd.lavrov.slug = "s-lavrov"
    crowd.lavrov.save()
    crowd.meeting.participations.all().delete()
    make.publish(crowd.lavrov, crowd.meeting, now=make.NOW + timedelta(days=1))
    then = Selection(asof=make.NOW.date())

    assert tallies(Selection(), JULY, [("person", "s-lavrov"), ("state", "RU")]) == {
        ("person", "s-lavrov"): 2, ("state", "RU"): 2,
    }  # fmt: skip
    assert tallies(then, JULY, [("person", "s-lavrov")]) == {("person", "s-lavrov"): 2}
    assert tallies(then.replace(person=("s-lavrov",)), JULY, [("kind", "bilateral"), ("person", "s-lavrov")]) == {
        ("kind", "bilateral"): 1, ("person", "s-lavrov"): 2,
    }  # fmt: skip


@pytest.mark.parametrize("query", [{}, {"state": ["RU"], "level": ["ministerial"], "asof": ["2025-07-02"]}])
def test_more_events_and_more_values_ask_no_more_queries(query: dict[str, list[str]], crowd: Week) -> None:
    selection = Selection.read(query)
    with CaptureQueriesContext(connection) as few:
        tallies(selection, JULY, WANTED)
    for number in (1, 2):
        made = make.event(f"more-{number}", forum=crowd.arf, date="2025-07-11", place=crowd.place)
        make.participation(made, crowd.lavrov)
        make.publish(made, make.person(f"guest-{number}"))
    with CaptureQueriesContext(connection) as many:
        tallies(selection, JULY, [*WANTED, ("person", "guest-1"), ("person", "guest-2")])
    assert len(few) == len(many)
