"""The selection vocabulary: what matches, what is refused and how, and its canonical spelling."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from calendar_app.models.desk import Event
from calendar_app.models.public import Publication
from calendar_app.selection import BeforeRecord, Selection, SelectionError
from tests import factories as make
from tests.kept import kept

pytestmark = pytest.mark.django_db
QUERIES = 2  # the words of the search, and the rows


def read(query: str, also: tuple[str, ...] = ()) -> Selection:
    return Selection.read(QueryDict(query), also)


def found(query: str) -> list[str]:
    return [row.publication.slug for row in read(query).listings()]


@pytest.fixture
@kept
def week() -> make.Week:
    made = make.week()
    make.participation(made.umbrella, made.malaysia, role="host")
    make.event("summit-2026", level="summit", certainty="projected", date="2026-10", title_en="Summit")
    make.event("undated", date="", certainty="tentative", title_en="To be confirmed")
    make.publish(*Event.objects.all(), *made.malaysia.posts.all(), made.hasan)
    return made


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["amm-week-2025", "arf-32-2025", "summit-2026", "undated"]),
        ("forum=arf", ["arf-32-2025"]),
        ("state=RU", ["arf-32-2025"]),
        ("state=MY", ["amm-week-2025", "arf-32-2025"]),
        ("state=my&basis=recorded", ["amm-week-2025"]),
        ("state=MY&basis=expected", ["arf-32-2025"]),
        ("state=MY&state=RU&role=participant", ["arf-32-2025"]),
        ("state=MY&role=host", ["amm-week-2025"]),
        ("role=host", ["amm-week-2025"]),
        ("basis=expected", ["arf-32-2025"]),
        ("organization=RU", ["arf-32-2025"]),
        ("person=sergey-lavrov", ["arf-32-2025"]),
        ("person=sergey-lavrov&state=RU&post=fm-ru", ["arf-32-2025"]),
        ("person=sergey-lavrov&state=MY", []),
        ("person=mohamad-hasan", ["arf-32-2025"]),
        ("person=mohamad-hasan&basis=recorded", []),
        ("state=MY&with=person:sergey-lavrov", ["arf-32-2025"]),
        ("state=MY&with=person:sergey-lavrov&with=state:my", ["arf-32-2025"]),
        ("with=post:fm-my&basis=recorded", []),
        ("topic=cybersecurity", ["arf-32-2025"]),
        ("place=kuala-lumpur&kind=meeting", ["arf-32-2025"]),
        ("country=MY", ["amm-week-2025", "arf-32-2025"]),
        ("kind=umbrella&kind=meeting&level=ministerial", ["arf-32-2025"]),
        ("certainty=projected", ["summit-2026"]),
        ("lifecycle=cancelled", []),
        ("from=2025-07-11&to=2025-07-11", ["amm-week-2025", "arf-32-2025"]),
        ("from=2025-07-12", ["summit-2026"]),
        ("to=2025-07-10", ["amm-week-2025"]),
        ("from=2026-10-30&to=2026-10-30", ["summit-2026"]),
        ("from=2026&to=2026", ["summit-2026"]),
        ("q=лавров", ["arf-32-2025"]),
        ("q=Regional+arf", ["arf-32-2025"]),
        ("q=nothing", []),
        ("utm_source=x&fbclid=1&gclid=1&_=1&nocache=1&cb=1&ts=1&forum=arf", ["arf-32-2025"]),
        ("forum=", ["amm-week-2025", "arf-32-2025", "summit-2026", "undated"]),
    ],
)
def test_what_a_selection_finds(query: str, slugs: list[str]) -> None:
    assert found(query) == slugs


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("query", "param", "why", "allowed"),
    [
        ("forum=afr", "forum", "not in the record", ["arf"]),
        ("state=arf", "state", "not in the record", ["MY", "RU"]),
        ("person=sergey-lavrow", "person", "not in the record", ["mohamad-hasan", "sergey-lavrov"]),
        ("stat=RU", "stat", "no such parameter", ["state"]),
        ("kind=party", "kind", "no such value", ["umbrella", "meeting", "bilateral", "press_conference"]),
        ("from=soon", "from", None, ["2025-07-10", "2025-07", "2025"]),
        ("asof=2025-07", "asof", "give a day", ["2025-07-10"]),
        ("from=2025-07-02&to=2025-07-01", "to", "it lies before from=2025-07-02", []),
        ("from=2025&from=2026", "from", "give it once", []),
        ("q=%21", "q", "give at least one letter or digit", []),
        ("with=lavrov", "with", "name a kind and a value", ["state:…", "organization:…", "person:…", "post:…"]),
        ("with=person:x", "with", "not in the record", ["mohamad-hasan", "sergey-lavrov"]),
        ("forum=a%00b", "forum", "give at most 200 printable characters", []),
        ("q=" + "a" * 201, "q", "give at most 200 printable characters", []),
        ("&".join(f"forum=f{number}" for number in range(51)), "forum", "give at most 50 values", []),
    ],
)
def test_what_is_refused_is_named_with_the_remedy(query: str, param: str, why: str | None, allowed: list[str]) -> None:
    with pytest.raises(SelectionError) as raised:
        read(query)

    problem = raised.value.problems[0]
    assert (problem.param, problem.allowed) == (param, allowed)
    assert why in (problem.why, None)


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(SelectionError) as raised:
        read("kind=party&level=high&nonsense=1")

    assert sorted(problem.param for problem in raised.value.problems) == ["kind", "level", "nonsense"]
    assert "kind=party: no such value. Allowed: umbrella, meeting, bilateral, press_conference." in str(raised.value)


def test_an_unknown_parameter_unlike_any_lists_them_all() -> None:
    with pytest.raises(SelectionError) as raised:
        read("zzz=1", also=("page",))

    assert raised.value.problems[0].allowed[-1] == "page"
    assert len(raised.value.problems[0].allowed) == 20


def test_what_is_refused_is_safe_to_print() -> None:
    with pytest.raises(SelectionError) as raised:
        read("forum=" + "%07" * 5 + "a" * 300)

    assert raised.value.problems[0].value == "�" * 5 + "a" * 75


def test_faces_read_parameters_of_their_own() -> None:
    assert read("page=2&forum=", also=("page",)).query() == ""
    assert Selection.read({"kind": ["meeting"]}).kind == ("meeting",)


@pytest.mark.usefixtures("week")
def test_the_canonical_spelling_is_the_same_whatever_the_order() -> None:
    one = read("to=2025-07&kind=meeting&state=RU&kind=bilateral&state=my&q=  alpha   beta")

    assert one.query() == "state=MY&state=RU&kind=bilateral&kind=meeting&to=2025-07-31&q=alpha+beta"
    assert read(one.query()) == one


@pytest.mark.usefixtures("week")
def test_a_selection_changes_into_another() -> None:
    one = read("state=MY&state=RU&from=2025-07-01")

    assert one.without("state", "MY").query() == "state=RU&from=2025-07-01"
    assert one.without("state").query() == "from=2025-07-01"
    assert one.without("from").query() == "state=MY&state=RU"
    assert one.replace(from_=date(2025, 8, 1), state=()).query() == "from=2025-08-01"


def test_as_of_shows_what_the_record_said_at_the_end_of_that_day() -> None:
    week = make.week()
    make.publish(week.meeting)
    week.meeting.title_en = "Renamed"
    week.meeting.save()
    make.publish(week.meeting, now=datetime(2025, 7, 4, 0, 0, tzinfo=UTC))

    titles = {
        day: [row.facts["title"]["en"] for row in read(f"asof={day}").listings()]
        for day in ("2025-07-02", "2025-07-03", "2025-07-04")
    }

    assert titles == {
        "2025-07-02": ["32nd ASEAN Regional Forum"],
        "2025-07-03": ["32nd ASEAN Regional Forum"],
        "2025-07-04": ["Renamed"],
    }


def test_before_the_first_revision_the_record_says_when_it_begins() -> None:
    with pytest.raises(BeforeRecord, match="empty yet"):
        read("asof=2025-07-01").listings()

    make.publish(make.state("MY"))
    with pytest.raises(BeforeRecord, match="begins on 2025-07-02") as raised:
        read("asof=2025-07-01").listings()
    assert raised.value.begins == date(2025, 7, 2)


def test_a_former_slug_still_selects_and_the_past_answers_to_todays() -> None:
    week = make.week()
    make.publish(week.meeting)
    week.lavrov.slug = "lavrov"
    week.lavrov.save()
    make.publish(week.lavrov, now=make.NOW + timedelta(days=1))

    assert read("person=sergey-lavrov").query() == "person=lavrov"
    assert found("person=sergey-lavrov") == ["arf-32-2025"]
    assert found("person=lavrov&asof=2025-07-02") == ["arf-32-2025"]


def test_a_draft_is_no_value() -> None:
    make.person("secret")

    with pytest.raises(SelectionError) as raised:
        read("person=secret")
    assert raised.value.problems[0].allowed == []


@pytest.mark.usefixtures("week")
def test_two_queries_whatever_matches(django_assert_num_queries: object) -> None:
    selection = read("state=MY&with=person:sergey-lavrov&topic=cybersecurity&from=2025&q=forum")

    with django_assert_num_queries(QUERIES):  # type: ignore[operator] # pytest-django's fixture
        rows = [(row.publication.slug, row.publication.since.n) for row in selection.listings()]
    assert rows == [("arf-32-2025", 1)]
    assert Publication.objects.filter(kind="event").count() == 4


@pytest.mark.usefixtures("week")
def test_what_nothing_says_asks_for_words_alone(django_assert_num_queries: object) -> None:
    nothing = read("q=qqqqzz").listings()

    with django_assert_num_queries(0):  # type: ignore[operator] # pytest-django's fixture
        assert (list(nothing), list(nothing.within(date(2025, 1, 1), None)), nothing.count()) == ([], [], 0)
