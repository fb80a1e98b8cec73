"""The week page: seven days from Monday on, in every language, with all that the month's grid shows."""

import re
from datetime import date

import pytest
from django.test import Client

from calendar_app.web.frame import week_text
from tests import factories
from tests.factories import Week

W28 = "/en/week/2025-W28/"


def columns(html: str) -> list[str]:
    return re.findall(r'<time datetime="(2025-[^"]+)"', html)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_an_iso_week_begins_on_monday_in_every_language(language: str, week: Week, client: Client) -> None:
    html = client.get(f"/{language}/week/2025-W28/").content.decode()
    assert columns(html)[:7] == [f"2025-07-{day:02}" for day in range(7, 14)]
    assert '<section class="month one "' in html


def test_bar_bracket_and_stack(week: Week, thursday: None, client: Client) -> None:
    factories.publish(factories.event("summit", title_en="Long Summit", level="summit", date="2025-07-12/2025-07-14"))
    html = client.get(W28).content.decode()
    assert "<h1>7\u2060–\u206013 July 2025</h1>" in html
    assert "Week 28 · 2 meetings in the record" in re.sub(r"\s+", " ", html)
    assert 'class="ev umb long c2 n4 lv-other ct-confirmed is-confirmed"' in html
    assert 'class="ev  long c6 n2 lv-summit ct-confirmed is-confirmed cont"' in html
    assert '<time datetime="2025-07-10" aria-current="date"><span aria-hidden="true">10</span>' in html
    assert '32nd ASEAN Regional Forum</a><br><span class="quiet small">Kuala Lumpur</span>' in html
    assert " out" not in "".join(re.findall(r'<li class="day([^"]*)"', html))


def test_cancelled_stays_with_its_reason(week: Week, client: Client) -> None:
    week.meeting.lifecycle, week.meeting.reason_en = "cancelled", "A typhoon"
    week.meeting.save()
    factories.publish(week.meeting)
    html = client.get(W28).content.decode()
    assert "is-cancelled" in html
    assert "Cancelled: A typhoon" in html


def test_what_has_no_day_stands_beside(week: Week, client: Client) -> None:
    factories.publish(factories.event("talks", title_en="Talks", date="2025-07", certainty="tentative"))
    html = client.get(W28).content.decode()
    assert "Talks" in html[html.index('id="tray"') :]
    assert "Talks" not in client.get("/en/week/2025-W20/").content.decode()


def test_links_keep_the_selection_and_the_day_of_the_record(week: Week, client: Client) -> None:
    html = client.get(W28, {"forum": "arf", "asof": "2025-07-08"}).content.decode()
    query = "?forum=arf&amp;asof=2025-07-08"
    assert f'href="/en/week/2025-W27/{query}" rel="prev"' in html
    assert f'href="/en/week/2025-W29/{query}" rel="next"' in html
    assert f'href="/en/month/2025-07/{query}" data-key="m">Month</a>' in html
    assert f'href="/en/week/2025-W28/{query}" aria-current="page" data-key="w">Week</a>' in html
    assert f'href="/ar/week/2025-W28/{query}"' in html


def test_the_month_leads_to_its_weeks(week: Week, client: Client) -> None:
    html = client.get("/en/month/2025-07/", {"forum": "arf"}).content.decode()
    assert '<a href="/en/week/2025-W28/?forum=arf"><span class="vh">Week </span>28</a>' in html
    assert "W01" not in client.get("/en/month/2199-12/").content.decode()


def test_folding_stays_on_the_page(week: Week, client: Client) -> None:
    html = client.get(W28, {"fold": "amm-week-2025"}).content.decode()
    assert "32nd ASEAN Regional Forum" not in html
    assert "unfold 1" in html
    assert client.get("/en/week/2025-W20/", {"fold": "amm-week-2025"}).status_code == 400


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2025-W60", "this year has no such ISO week"),
        ("2021-W53", "this year has no such ISO week"),
        ("2025-W00", "this year has no such ISO week"),
        ("2025-28", "write an ISO week, such as 2025-W28"),
        ("2025-W٢٨", "write an ISO week, such as 2025-W28"),
        ("1899-W52", "the year lies between 1900 and 2199"),
        ("2200-W01", "the year lies between 1900 and 2199"),
    ],
)
def test_a_week_that_is_none_is_explained(text: str, why: str, db: None, client: Client) -> None:
    response = client.get(f"/en/week/{text}/")
    assert response.status_code == 404
    assert f"“{text}” is no date of the calendar" in response.content.decode()
    assert why in response.content.decode()
    arabic = client.get(f"/ar/week/{text}/")
    assert arabic.status_code == 404
    assert why not in arabic.content.decode()


def test_a_strange_parameter_is_refused(week: Week, client: Client) -> None:
    assert client.get(W28, {"page": "2"}).status_code == 400


def test_the_records_first_and_last_weeks_have_one_neighbour(db: None, client: Client) -> None:
    assert 'rel="prev"' not in client.get("/en/week/1900-W01/").content.decode()
    assert 'rel="next"' not in client.get("/en/week/2199-W52/").content.decode()
    assert week_text(date(2199, 12, 31)) == "2199-W52"
