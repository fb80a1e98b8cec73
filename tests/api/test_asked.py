"""Reading requests: every parameter, value and date is known, or refused by name with what is allowed."""

from typing import Any

import pytest
from django.http import QueryDict

from calendar_app.api.asked import Asked, read
from calendar_app.api.catalogue import EVENTS, NOUNS
from calendar_app.models.vocabulary import Certainty, OrganizationKind
from calendar_app.selection import NAMES, Selection
from tests.api.asking import ask
from tests.factories import Week

ORGANIZATIONS, PEOPLE = NOUNS[0], NOUNS[1]
pytestmark = pytest.mark.django_db


def errors(path: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(path, status=400, **query)["errors"]
    return found


def test_nothing_asked_is_everything() -> None:
    assert read(QueryDict(""), NAMES, EVENTS) == Asked(Selection(), "en", 50, None, ())


def test_everything_asked_is_read_and_spelled_canonically(week: Week) -> None:
    question = read(QueryDict("page_size=7&lang=ar&to=2025-07&forum=arf&utm_source=x"), NAMES, EVENTS)

    assert (question.language, question.size, question.selection.forum) == ("ar", 7, ("arf",))
    assert question.pairs() == [("forum", "arf"), ("to", "2025-07-31"), ("lang", "ar"), ("page_size", "7")]


def test_kinds_of_a_noun_are_its_own() -> None:
    question = read(QueryDict("kind=state&kind=forum&kind=state"), ("asof",), ORGANIZATIONS)

    assert question.kinds == ("forum", "state")
    assert question.pairs() == [("kind", "forum"), ("kind", "state")]


def test_a_parameter_that_nobody_knows_is_named_with_the_closest_ones() -> None:
    assert errors("events/", forun="arf") == [
        {"parameter": "forun", "value": "arf", "detail": "no such parameter", "allowed": ["forum"]}
    ]
    assert errors("people/", forum="arf") == [
        {
            "parameter": "forum",
            "value": "arf",
            "detail": "no such parameter",
            "allowed": ["asof", "lang", "page_size", "cursor"],
        }
    ]


def test_an_unknown_value_is_named_with_all_that_are_known() -> None:
    assert errors("events/", certainty="sure") == [
        {"parameter": "certainty", "value": "sure", "detail": "no such value", "allowed": Certainty.values}
    ]
    assert errors("organizations/", kind="band") == [
        {"parameter": "kind", "value": "band", "detail": "no such value", "allowed": OrganizationKind.values}
    ]


def test_a_noun_that_is_not_in_the_record_is_refused(week: Week) -> None:
    assert errors("events/", forum="arv") == [
        {"parameter": "forum", "value": "arv", "detail": "not in the record", "allowed": ["arf"]}
    ]


def test_everything_wrong_is_told_at_once() -> None:
    found = errors("events/", certainty="sure", page_size="0", nonsense="1")

    assert sorted(one["parameter"] for one in found) == ["certainty", "nonsense", "page_size"]


@pytest.mark.parametrize("size", ["0", "-1", "101", "1000", "1.0", "٥", "ten", "+5", " 5", "1e1"])
def test_a_page_size_is_a_number_from_1_to_100(size: str) -> None:
    assert errors("events/", page_size=size) == [
        {"parameter": "page_size", "value": size, "detail": "give a number from 1 to 100", "allowed": []}
    ]


@pytest.mark.parametrize("param", ["lang", "page_size", "cursor"])
def test_what_can_be_given_once_is_refused_twice(param: str) -> None:
    values = {"lang": ["en", "ru"], "page_size": ["5", "6"], "cursor": ["YQ", "Yg"]}[param]

    assert errors("people/", **{param: values}) == [
        {"parameter": param, "value": values[1], "detail": "give it once", "allowed": []}
    ]


@pytest.mark.parametrize("param", ["forum", "lang", "page_size", "cursor", "asof", "kind"])
def test_an_empty_value_is_a_lost_one(param: str) -> None:
    found = errors("events/", **{param: ""})

    assert found[0] == {
        "parameter": param,
        "value": "",
        "detail": "give a value, or leave the parameter out",
        "allowed": [],
    }


def test_an_unknown_language_is_refused() -> None:
    assert errors("events/x/", lang="fr") == [
        {"parameter": "lang", "value": "fr", "detail": "no such value", "allowed": ["en", "ru", "ar"]}
    ]


def test_a_day_before_the_record_is_refused_with_the_day_it_begins(week: Week) -> None:
    for path in ("events/", "people/", "events/arf-32-2025/"):
        assert errors(path, asof="2025-07-01") == [
            {
                "parameter": "asof",
                "value": "2025-07-01",
                "detail": "This record begins on 2025-07-02.",
                "allowed": ["2025-07-02"],
            }
        ]


def test_an_empty_record_has_no_days() -> None:
    assert [one["detail"] for one in errors("people/", asof="2025-07-01")] == ["This record is empty yet."]


def test_a_long_value_is_cut_short_in_the_answer() -> None:
    (found,) = errors("events/", **{"x" * 300: "y" * 300})

    assert (found["parameter"], found["value"]) == ("x" * 80, "y" * 80)


def test_text_that_nobody_can_print_is_refused() -> None:
    (found,) = errors("events/", q="a\x00\u202e")

    assert (found["parameter"], found["value"]) == ("q", "a��")
