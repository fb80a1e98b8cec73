"""The agenda: a year to a page, blocks by month, brackets over umbrellas, and honest emptiness."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.factories import Week

AGENDA = "/en/events/"


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_page_without_a_year_is_this_year(week: Week, thursday: None, client: Client) -> None:
    factories.publish(factories.event("past", date="2024-10-11"), factories.event("ahead", date="2026-01-29"))
    html = client.get(AGENDA).content.decode()
    assert 'Agenda <span class="num">2025</span>' in html
    assert 'href="?page=2024" rel="prev"' in html
    assert 'href="?page=2026" rel="next"' in html
    assert re.findall(r'<section class="block" id="([^"]+)"', html) == ["2025-07"]


def test_an_empty_year_gives_way_to_the_nearest_that_is_not(week: Week, client: Client) -> None:
    html = client.get(AGENDA).content.decode()  # read long after 2025
    assert 'Agenda <span class="num">2025</span>' in html


def test_only_the_future_is_shown_where_nothing_else_is(db: None, thursday: None, client: Client) -> None:
    factories.publish(factories.event("ahead", date="2027-01-29"))
    assert 'Agenda <span class="num">2027</span>' in client.get(AGENDA).content.decode()


def test_an_empty_record_says_so(db: None, thursday: None, client: Client) -> None:
    html = client.get(AGENDA).content.decode()
    assert 'Agenda <span class="num">2025</span>' in html
    assert "The record holds nothing for these days." in html


def test_a_month_is_a_page_too(week: Week, client: Client) -> None:
    assert 'Agenda <span class="num">July 2025</span>' in client.get(AGENDA, {"page": "2025-07"}).content.decode()


def test_a_day_is_a_page_with_its_neighbours(week: Week, client: Client) -> None:
    html = client.get(AGENDA, {"forum": "arf", "from": "2025-07-11", "to": "2025-07-11"}).content.decode()
    assert "<h1>Friday, 11 July 2025</h1>" in html
    assert 'href="/en/events/?forum=arf&amp;from=2025-07-10&amp;to=2025-07-10" rel="prev"' in html
    assert 'href="/en/events/?forum=arf&amp;from=2025-07-12&amp;to=2025-07-12" rel="next"' in html
    assert 'href="/en/month/2025-07/?forum=arf" data-key="m">Month</a>' in html
    assert 'to=2025-07-11" aria-current="page" data-key="d">Day</a>' in html
    last = client.get(AGENDA, {"from": "2199-12-31", "to": "2199-12-31"}).content.decode()
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


def test_other_views_of_a_day_open_at_that_day(week: Week, client: Client) -> None:
    html = client.get(AGENDA, {"from": "2025-07-10", "to": "2025-07-10"}).content.decode()
    assert "58th AMM week" in html  # began two days before
    assert 'href="/en/events/?from=2025-07-10&amp;to=2025-07-10" aria-current="page" data-key="d">' in html


def test_a_short_span_is_one_page(week: Week, client: Client) -> None:
    html = client.get(AGENDA, {"from": "2025-05", "to": "2025-10"}).content.decode()
    assert "1 May – 31 October 2025" in text(html).replace("\u00a0", " ")
    assert 'rel="prev"' not in html


@pytest.mark.parametrize("page", ["2025-07-10", "twenty", "2025-13", "1"])
def test_a_page_that_is_none_is_refused(page: str, week: Week, client: Client) -> None:
    response = client.get(AGENDA, {"page": page})
    assert response.status_code == 400
    assert f"“{page}” can’t be used as “page”" in response.content.decode()


def test_meetings_hang_under_their_umbrella_day_by_day(week: Week, thursday: None, client: Client) -> None:
    html = client.get(AGENDA).content.decode()
    brace = html[html.index('<div class="brace" id="amm-week-2025">') :]
    assert '<span class="d">Fri 11</span>' in brace
    assert "32nd ASEAN Regional Forum" in brace
    assert "fold 1 meeting" in brace
    folded = client.get(AGENDA, {"page": "2025", "fold": "amm-week-2025"}).content.decode()
    assert "unfold 1 meeting" in folded
    assert "32nd ASEAN Regional Forum" not in folded
    assert 'href="?page=2025"' in folded


def test_what_is_less_precise_stands_last(week: Week, client: Client) -> None:
    for slug, date in (("month", "2025-05"), ("day", "2025-05-26"), ("quarter", "2025-34"), ("none", "")):
        factories.publish(factories.event(slug, title_en=f"Known to {slug}", date=date, certainty="tentative"))
    html = client.get(AGENDA, {"page": "2025"}).content.decode()
    assert re.findall(r'<section class="block" id="([^"]+)"', html) == ["2025-05", "2025-07", "no-month", "undated"]
    order = [html.index(f"Known to {slug}") for slug in ("day", "month", "quarter", "none")]
    assert order == sorted(order)
    assert "Known to none" not in client.get(AGENDA, {"from": "2025-05"}).content.decode()


def test_an_empty_selection_says_which_filter_empties_it(week: Week, client: Client) -> None:
    factories.publish(factories.person("wang-yi"))
    html = client.get(AGENDA, {"person": "wang-yi", "page": "2025", "forum": "arf"}).content.decode()
    assert "Without “Wang Yi” there is 1 entry here." in text(html)
    assert 'href="/en/events/?forum=arf&amp;page=2025"' in html


def test_every_kind_of_filter_has_a_name(week: Week, client: Client) -> None:
    query = {
        "from": "2025-07-01", "level": "ministerial", "q": "forum", "with": "state:RU", "basis": "recorded", "place": "kuala-lumpur",
    }  # fmt: skip
    html = client.get(AGENDA, query).content.decode()
    chips = re.search(r'<nav class="chips".*?</nav>', html, re.DOTALL)
    assert chips
    shown = text(chips[0])
    for name in ("from 2025-07-01", "Ministerial", "“forum”", "Russia", "Recorded", "Kuala Lumpur"):
        assert name in shown


def test_bilaterals_are_a_chip_of_their_own(week: Week, client: Client) -> None:
    made = factories.event(
        "talks", kind="bilateral", title_en="Talks of Sergey Lavrov and Mohamad Hasan", date="2025-07-10"
    )
    for person in (week.hasan, week.lavrov):
        factories.participation(made, person)
    factories.publish(made)
    html = client.get(AGENDA, {"kind": "bilateral", "state": "MY", "page": "2025"}).content.decode()
    chips = re.search(r'<nav class="chips".*?</nav>', html, re.DOTALL)
    assert chips
    assert text(chips[0]).split() == ["All", "2", "ARF", "1", "Bilaterals", "1", "Malaysia", "1", "×", "remove"]
    assert 'class="on" aria-current="true">Bilaterals' in chips[0]
    month = client.get("/en/month/2025-07/").content.decode()
    assert "Sergey Lavrov\u00a0– Mohamad Hasan" in month
