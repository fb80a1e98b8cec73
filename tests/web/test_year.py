"""The year page: twelve small months, the great meetings of the year, and what has no day."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.factories import Week

YEAR = "/en/year/2025/"


def figure(html: str, month: str, number: int) -> str:
    """The class and the content of one figure of a small month."""
    section = next(
        part for part in html.split("<section>") if f"/month/2025-{month}/" in part and 'class="mini"' in part
    )
    days = re.findall(r'<li(?: class="([^"]*)")?>(.*?)</li>', section)
    return " | ".join(days[number - 1])


def test_busy_days_lead_to_their_day(week: Week, thursday: None, client: Client) -> None:
    html = client.get(YEAR, {"place": "kuala-lumpur"}).content.decode()
    assert figure(html, "07", 7) == " | 7"
    assert figure(html, "07", 11).startswith(
        'in lv-ministerial | <a href="/en/events/?place=kuala-lumpur&amp;from=2025-07-11&amp;to=2025-07-11"'
    )
    assert '<span class="vh">11 July: 1 meeting</span>' in figure(html, "07", 11)
    assert figure(html, "07", 9).startswith("in | <a ")
    assert figure(html, "07", 10).startswith("in today | <a href")
    assert 'aria-current="date"' in figure(html, "07", 10)
    assert client.get("/en/events/?from=2025-07-11&to=2025-07-11").content.decode().count("32nd ASEAN Regional") == 1


def test_a_long_meeting_is_on_every_day_at_its_weight(week: Week, client: Client) -> None:
    factories.publish(factories.event("summit", title_en="Long Summit", level="summit", date="2025-12-30/2026-01-02"))
    factories.publish(factories.event("small", title_en="Small talks", date="2025-12-30"))
    html = client.get(YEAR).content.decode()
    assert [figure(html, "12", day).split(" ")[0] for day in (29, 30, 31)] == ["", "lv-summit", "lv-summit"]
    assert "30 December: 2 meetings" in html
    assert "3 meetings in the record" in html
    following = client.get("/en/year/2026/").content.decode()
    assert "1 January: 1 meeting" in following
    assert "2 January: 1 meeting" in following


def test_great_meetings_are_listed(week: Week, client: Client) -> None:
    factories.publish(factories.event("summit", title_en="Great Summit", level="summit", date="2025-05-26"))
    html = client.get(YEAR).content.decode()
    great = html[html.index("Summits, ministerial weeks and visits") : html.index("<aside")]
    assert great.index("Great Summit") < great.index("58th AMM week")
    assert "32nd ASEAN Regional Forum" not in great
    assert "Summits, ministerial weeks" not in client.get("/en/year/2020/").content.decode()


def test_what_has_no_day_stands_beside(week: Week, client: Client) -> None:
    for slug, date in (("month", "2025-05"), ("quarter", "2025-34"), ("year", "2025")):
        factories.publish(factories.event(slug, title_en=f"To the {slug}", date=date, certainty="tentative"))
    html = client.get(YEAR).content.decode()
    tray = html[html.index('id="tray"') :]
    for words in ("Known only to the month", "Known only to the quarter", "Known only to the year", "To the quarter"):
        assert words in tray
    assert figure(html, "05", 1) == "c4 | 1"


def test_the_week_begins_as_in_the_month(week: Week, client: Client) -> None:
    assert figure(client.get(YEAR).content.decode(), "07", 1) == "c2 | 1"
    assert figure(client.get("/ar/year/2025/").content.decode(), "07", 1) == "c3 | 1"


def test_links_keep_the_selection(week: Week, thursday: None, client: Client) -> None:
    html = client.get(YEAR, {"forum": "arf"}).content.decode()
    assert 'href="/en/year/2024/?forum=arf" rel="prev"' in html
    assert 'href="/en/year/2026/?forum=arf" rel="next"' in html
    assert 'href="/en/month/2025-07/?forum=arf" data-key="m">Month</a>' in html
    assert 'href="/en/week/2025-W28/?forum=arf" data-key="w">Week</a>' in html
    assert 'href="/ar/year/2025/?forum=arf"' in html


def test_other_views_open_where_the_year_begins_to_be_busy(week: Week, client: Client) -> None:
    html = client.get(YEAR, {"level": "ministerial"}).content.decode()
    assert 'href="/en/week/2025-W28/?level=ministerial" data-key="w">Week</a>' in html
    assert 'href="/en/week/2020-W01/" data-key="w">Week</a>' in client.get("/en/year/2020/").content.decode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1899", "the year lies between 1900 and 2199"),
        ("2200", "the year lies between 1900 and 2199"),
        ("2025-07", "write a year, such as 2025"),
        ("year", "write a day (2025-07-10), a month (2025-07) or a year (2025)"),
        ("٢٠٢٥", "write dates with the digits 0 to 9"),
    ],
)
def test_a_year_that_is_none_is_explained(text: str, why: str, db: None, client: Client) -> None:
    response = client.get(f"/en/year/{text}/")
    assert response.status_code == 404
    assert f"“{text}” is no date of the calendar" in response.content.decode()
    assert why in response.content.decode()


def test_the_records_first_and_last_years_have_one_neighbour(db: None, client: Client) -> None:
    assert 'rel="prev"' not in client.get("/en/year/1900/").content.decode()
    assert 'rel="next"' not in client.get("/en/year/2199/").content.decode()
