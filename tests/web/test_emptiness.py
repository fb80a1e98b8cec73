"""An empty page says which filters empty it, and offers to drop just those."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories import Week

PAGES = [
    "/en/month/2025-07/", "/en/week/2025-W28/", "/en/year/2025/", "/en/events/?page=2025", "/en/timeline/?page=2025",
]  # fmt: skip


@pytest.fixture
def crowd(week: Week) -> Week:
    """Others who are in the record, and meet nobody in July."""
    factories.publish(week.hasan, factories.person("wang-yi"), factories.topic("trade"), factories.forum("eas"))
    return week


def told(client: Client, path: str, query: str) -> tuple[list[str], list[str]]:
    """What an empty page says, and where its links lead."""
    html = client.get(f"{path}{'&' if '?' in path else '?'}{query}").content.decode()
    found = re.search(r'<section class="block empty">(.*?)</section>', html, re.DOTALL)
    assert found
    lines = re.findall(r"<p[^>]*>(.*?)</p>", found[1])
    words = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", line)).strip() for line in lines]
    return words, re.findall(r'href="([^"]+)"', found[1])


@pytest.mark.parametrize("path", PAGES)
def test_one_filter_that_empties_the_page(path: str, crowd: Week, client: Client) -> None:
    words, links = told(client, path, "forum=arf&person=wang-yi")
    assert words == ["Without “Wang Yi” there is 1 entry here. Drop “Wang Yi”"]
    assert links == [path.partition("?")[0] + "?forum=arf" + path.partition("?")[2].replace("page", "&amp;page")]


@pytest.mark.parametrize("path", PAGES)
def test_two_filters_that_only_together_empty_it(path: str, crowd: Week, client: Client) -> None:
    words, links = told(client, path, "forum=arf&person=wang-yi&topic=trade")
    assert words == ["Without “Wang Yi” and “Trade” there is 1 entry here. Drop both"]
    assert links[0].startswith(path.partition("?")[0] + "?forum=arf")


def test_each_of_two_may_be_the_one(crowd: Week, client: Client) -> None:
    words, _links = told(client, PAGES[0], "forum=arf&level=summit")
    assert words == ["Without “Summit” there is 1 entry here. Drop “Summit”"]
    factories.publish(factories.event("summit", level="summit", date="2025-07-03"))
    words, _links = told(client, PAGES[0], "forum=arf&level=summit")
    assert words[0] == "Without “ASEAN Regional Forum” there is 1 entry here. Drop “ASEAN Regional Forum”"
    assert words[1].startswith("Without “Summit”")


@pytest.mark.parametrize("path", PAGES)
def test_all_filters_together(path: str, crowd: Week, client: Client) -> None:
    words, links = told(client, path, "forum=eas&person=wang-yi&topic=trade&asof=2025-07-08")
    assert words == ["Without any filter there are 2 entries here. Drop all"]
    assert links[0].startswith(path.partition("?")[0] + "?asof=2025-07-08")


def test_several_values_are_dropped_together(crowd: Week, client: Client) -> None:
    words, links = told(client, PAGES[0], "person=wang-yi&person=mohamad-hasan&forum=arf")
    assert words == ["Without “Mohamad Hasan or Wang Yi” there is 1 entry here. Drop “Mohamad Hasan or Wang Yi”"]
    assert links == ["/en/month/2025-07/?forum=arf"]
    words, _links = told(client, PAGES[0], "person=sergey-lavrov&with=state:RU&with=person:wang-yi")
    assert words == ["Without “Wang Yi” there is 1 entry here. Drop “Wang Yi”"]


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("/en/month/2025-09/", ["/en/month/2025-07/?forum=arf", "/en/month/2026-01/?forum=arf"]),
        ("/en/week/2025-W40/", ["/en/week/2025-W28/?forum=arf", "/en/week/2026-W05/?forum=arf"]),
        ("/en/year/2027/", ["/en/year/2026/?forum=arf"]),
    ],
)
def test_the_nearest_pages_that_hold_anything(path: str, links: list[str], week: Week, client: Client) -> None:
    factories.publish(factories.event("next", forum=week.arf, date="2026-01-29"))
    words, found = told(client, path, "forum=arf")
    assert words[0] == "The record holds nothing for these days."
    assert words[1].startswith("Nearest under this selection")
    assert found == links


def test_a_full_page_says_nothing_of_it(week: Week, client: Client) -> None:
    for path in PAGES:
        assert "Nothing under this selection" not in client.get(path).content.decode()


def test_words_that_say_nothing_here(crowd: Week, client: Client) -> None:
    words, links = told(client, PAGES[0], "forum=arf&q=unheard")
    assert words == ["Without ““unheard”” there is 1 entry here. Drop ““unheard””"]
    assert links == ["/en/month/2025-07/?forum=arf"]
    words, _links = told(client, PAGES[0], "person=wang-yi&q=regional+forum&level=ministerial")
    assert words == ["Without “Wang Yi” there is 1 entry here. Drop “Wang Yi”"]


def test_many_filters_ask_no_more_queries(crowd: Week, client: Client) -> None:
    """Singles, pairs and all are one query each, and only the last needs to ask for all."""
    with CaptureQueriesContext(connection) as few:
        client.get(PAGES[0], {"level": "summit", "kind": "meeting", "lifecycle": "cancelled"})
    with CaptureQueriesContext(connection) as many:
        client.get(
            PAGES[0],
            {
                "level": "summit", "kind": "meeting", "lifecycle": "cancelled", "certainty": "projected",
                "basis": "recorded", "role": "guest", "from": "2025-07-01", "to": "2025-07-30",
            },
        )  # fmt: skip
    assert len(many) == len(few) + 1
