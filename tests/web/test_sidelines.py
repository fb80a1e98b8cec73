"""The sidelines of a week: half a table of who met whom."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import html  # type: ignore[import-untyped] # it has no types

from calendar_app.models.desk import Event, Person
from tests import factories
from tests.factories import Week

WEEK = "/en/events/amm-week-2025/"


def table(client: Client, path: str = WEEK) -> list[list[str]]:
    """Each line as texts: the side, the cells before the diagonal, the diagonal."""
    tree = html.fromstring(client.get(path).content.decode())
    lines: Any = tree.xpath('//table[@class="matrix"]//tr')
    return [[_text(cell) for cell in line if cell.get("class") != "void"] for line in lines]


def _text(cell: Any) -> str:
    return re.sub(r"\s+", " ", cell.text_content().replace("\u00a0", " ")).strip()


@pytest.fixture
def talks(week: Week) -> Week:
    """Lavrov met Hasan and met Wang; Wang and Rubio were to meet, on an open day, and nobody says that they did."""
    china, states = factories.state("CN", "China"), factories.state("US", "United States")
    wang, rubio = factories.person("wang-yi"), factories.person("marco-rubio")
    factories.post(wang, china)
    factories.post(rubio, states)
    common = {"kind": "bilateral", "parent": week.umbrella}
    one = factories.event("lavrov-hasan", date="2025-07-10", lifecycle="held", **common)
    two = factories.event("lavrov-wang", date="2025-07-11", **common)
    again = factories.event("lavrov-wang-again", date="2025-07-11", **common)
    open_day = factories.event("wang-rubio", date="[2025-07-10,2025-07-11]", **common)
    alone = factories.event("further", date="2025-07-10", **common)
    pairs: list[tuple[Event, Person | str, Person | str]] = [
        (one, week.lavrov, week.hasan), (two, week.lavrov, wang), (again, week.lavrov, wang), (open_day, wang, rubio),
        (alone, week.lavrov, "A minister"),
    ]  # fmt: skip
    for event, first, second in pairs:
        for position, party in enumerate((first, second)):
            factories.participation(event, party, position=position)
    factories.cite(one, "lifecycle", factories.source(published="2025-07-10"))
    factories.publish(one, two, again, open_day, alone, now=datetime(2025, 7, 11, 8, tzinfo=UTC))
    return week


def test_each_pair_with_its_day_and_state(talks: Week, thursday: None, client: Client) -> None:
    assert table(client) == [
        ["China Wang YiChina", "CN"],
        ["Malaysia Mohamad HasanMalaysia", "·none recorded: Malaysia – China", "MY"],
        [
            "Russia Sergey LavrovRussia",
            "11Friday, 11 July 2025, Confirmed: Russia – China" * 2,
            "10Thursday, 10 July 2025, Held: Russia – Malaysia",
            "RU",
        ],
        [
            "United States Marco RubioUnited States",
            "?10 or 11 July 2025, Confirmed: United States – China",
            "·none recorded: United States – Malaysia",
            "·none recorded: United States – Russia",
            "US",
        ],
    ]
    page = client.get(WEEK).content.decode()
    assert page.count('<a href="/en/events/lavrov-wang/">') == 1
    assert client.get("/ar/events/amm-week-2025/").content.decode().count('<td class="void">') == 6


def test_a_side_that_is_no_state(week: Week, client: Client) -> None:
    secretariat = factories.organization("asean-secretariat")
    talks = factories.event("courtesy", kind="bilateral", date="2025-07-10", parent=week.umbrella)
    for party in (secretariat, week.russia):
        factories.participation(talks, party)
    factories.publish(talks)
    assert [line[-1] for line in table(client)] == ["ASEA", "RU"]


def test_without_bilaterals_there_is_no_table(week: Week, client: Client) -> None:
    assert table(client) == []
    assert table(client, "/en/events/arf-32-2025/") == []
