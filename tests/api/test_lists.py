"""Lists: the same selection as everywhere, whole nouns, in a number of queries that no page size changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from calendar_app.review import withdraw
from tests import factories as make
from tests.api.asking import ROOT, ask
from tests.factories import NOW, Week

pytestmark = pytest.mark.django_db


def slugs(path: str, **query: Any) -> list[str]:
    return [one.get("slug") or one["id"] for one in ask(path, **query)["results"]]


def test_the_root_leads_to_every_list(week: Week) -> None:
    root = ask()

    assert root["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (root["revision"], root["published_at"]) == (1, "2025-07-02T12:00:00Z")
    assert {name: slugs(url.partition(ROOT)[2]) for name, url in root["lists"].items()} == {
        "events": ["amm-week-2025", "arf-32-2025"],
        "organizations": ["MY", "RU", "arf"],
        "people": ["sergey-lavrov"],
        "posts": ["fm-ru"],
        "places": ["kuala-lumpur"],
        "topics": ["cybersecurity"],
        "sources": [str(week.tass.pk)],
        "outcomes": ["arf-work-programme"],
    }


def test_the_root_of_an_empty_record() -> None:
    assert (ask()["revision"], ask()["published_at"]) == (0, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"forum": "arf"}, ["arf-32-2025"]),
        ({"state": "RU"}, ["arf-32-2025"]),
        ({"state": "RU", "basis": "expected"}, []),
        ({"person": "sergey-lavrov", "with": "state:MY"}, ["arf-32-2025"]),
        ({"kind": ["umbrella", "bilateral"]}, ["amm-week-2025"]),
        ({"from": "2025-07-08", "to": "2025-07-10"}, ["amm-week-2025"]),
        ({"q": "лавров"}, ["arf-32-2025"]),
        ({"country": "MY"}, ["amm-week-2025", "arf-32-2025"]),
        ({"certainty": "projected"}, []),
    ],
)
def test_events_are_selected(query: dict[str, Any], found: list[str], week: Week) -> None:
    assert slugs("events/", **query) == found
    assert ask("events/", **query)["count"] == len(found)


def test_organizations_are_listed_by_kind(week: Week) -> None:
    assert slugs("organizations/", kind="state") == ["MY", "RU"]
    assert slugs("organizations/", kind=["forum", "state"]) == ["MY", "RU", "arf"]
    assert slugs("outcomes/", kind="declaration") == []


def test_a_list_reads_as_of_a_day(week: Week) -> None:
    later = NOW + timedelta(days=2)
    week.meeting.title_en = "The 32nd ARF"
    week.meeting.save()
    make.publish(week.meeting, make.event("new"), make.state("TH"), now=later)

    then, now = ask("events/", asof="2025-07-03"), ask("events/")

    assert [event["title"]["en"] for event in then["results"]] == ["58th AMM week", "32nd ASEAN Regional Forum"]
    assert [event["slug"] for event in now["results"]] == ["amm-week-2025", *sorted_by_id("arf-32-2025", "new")]
    assert (slugs("organizations/", asof="2025-07-03"), slugs("organizations/")) == (
        ["MY", "RU", "arf"],
        ["MY", "RU", "TH", "arf"],
    )


def sorted_by_id(*wanted: str) -> list[str]:
    """The order of events that begin at different midnights, then by id."""
    found = {event["slug"]: (event["when"]["starts_at"], event["uid"]) for event in ask("events/")["results"]}
    return sorted(wanted, key=lambda slug: found[slug])


def test_a_withdrawn_event_leaves_the_list(week: Week) -> None:
    editor = User.objects.create_user("editor")
    withdraw(week.meeting, by=editor, now=NOW + timedelta(days=1), reason="Named by mistake.")

    assert slugs("events/") == ["amm-week-2025"]
    assert slugs("events/", asof="2025-07-02") == ["amm-week-2025", "arf-32-2025"]


@pytest.mark.parametrize("path", ["organizations/", "people/", "posts/", "places/", "topics/", "sources/", "outcomes/"])
def test_nouns_cost_the_same_queries_however_many(
    path: str, week: Week, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.publish(
        *(make.state(code) for code in ("SG", "TH")),
        *(make.post(make.person(name), week.malaysia, slug=f"post-of-{name}") for name in ("a", "b")),
        *(make.person(name) for name in ("c", "d")),
        *(make.place(name) for name in ("jakarta", "manila")),
        *(make.topic(name) for name in ("trade", "energy")),
        *(make.source() for _ in range(2)),
        *(make.outcome(name) for name in ("plan", "statement")),
    )

    for size in (1, 3):
        with django_assert_num_queries(3):
            assert len(ask(path, page_size=size)["results"]) == size


def test_events_cost_the_same_queries_however_many(
    week: Week, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    third = make.event("third", forum=week.arf, place=week.place)
    make.participation(third, week.lavrov)
    make.cite(third, "date", week.tass)
    make.publish(third)

    for size in (1, 3):
        with django_assert_num_queries(3):
            assert len(ask("events/", page_size=size)["results"]) == size
