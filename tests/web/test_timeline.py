"""The timeline: lanes of forums or participants, columns of years or months, and how many more there are."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from calendar_app.web.axes import of_decade, of_year
from tests import factories
from tests.factories import Week

TIMELINE = "/en/timeline/"


def lanes(html: str) -> dict[str, str]:
    """The lanes by what stands in their heads."""
    found = re.findall(r'<section class="lane"><h2>(.*?)</h2>(.*?)</section>', html, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", head): body for head, body in found}


def meetings(week: Week, *days: str, **fields: object) -> None:
    for number, day in enumerate(days):
        factories.publish(factories.event(f"more-{number}-{day[:4]}", date=day, title_en=f"Meeting {day}", **fields))


def test_each_forum_is_a_lane_in_its_decade(week: Week, thursday: None, client: Client) -> None:
    meetings(week, "2021-03-01", forum=week.arf, place=week.place, level="summit")
    meetings(week, "2024-03-01", kind="bilateral")
    meetings(week, "2022-03-01")
    found = lanes(client.get(TIMELINE).content.decode())
    assert list(found) == ["Weeks and visits 1", "ARF 2", "Bilaterals 1", "Other meetings 1"]
    assert re.findall(r'<li class="ev (c\d+ n\d+ lv-\w+)', found["ARF 2"]) == [
        "c2 n1 lv-summit",
        "c6 n1 lv-ministerial",
    ]
    assert '<span class="on">2021</span>' in found["ARF 2"]
    assert (
        '<span class="vh">Meeting 2021-03-01, </span>Kuala Lumpur</a> <span class="quiet when">1 March'
        in found["ARF 2"]
    )


def test_a_meeting_is_a_bar_over_what_it_touches(week: Week, thursday: None, client: Client) -> None:
    meetings(week, "2024-12-30/2025-01-02", level="summit")
    assert 'class="ev c5 n2 lv-summit' in client.get(TIMELINE).content.decode()
    assert 'class="ev c1 n1 lv-summit' in client.get(TIMELINE, {"page": "2025"}).content.decode()
    assert 'class="ev c12 n1 lv-summit' in client.get(TIMELINE, {"page": "2024"}).content.decode()
    factories.publish(factories.event("quarter", title_en="Some time", date="2025-35", certainty="tentative"))
    assert 'class="ev c7 n3 lv-other ct-tentative' in client.get(TIMELINE, {"page": "2025"}).content.decode()


def test_a_year_opens_its_months(week: Week, thursday: None, client: Client) -> None:
    html = client.get(TIMELINE, {"forum": "arf"}).content.decode()
    assert '<li class="this"><a class="ink" href="?forum=arf&amp;page=2025">2025</a></li>' in html
    html = client.get(TIMELINE, {"forum": "arf", "page": "2025"}).content.decode()
    assert '<li class="this"><a class="ink" href="/en/month/2025-07/?forum=arf">July</a></li>' in html
    assert 'href="?forum=arf&amp;page=2020s">2020\u2060–\u20602029</a>' in html
    assert "Fri 11" in html


def test_the_pages_lead_to_the_nearest_that_hold_anything(week: Week, thursday: None, client: Client) -> None:
    meetings(week, "1994-07-25", "2032-05-05")
    html = client.get(TIMELINE).content.decode()
    assert 'href="?page=1990s" rel="prev"' in html
    assert 'href="?page=2030s" rel="next"' in html
    html = client.get(TIMELINE, {"page": "2025"}).content.decode()
    assert 'href="?page=1994" rel="prev"' in html
    assert 'href="?page=2032" rel="next"' in html


def test_without_a_page_the_nearest_decade_opens(db: None, thursday: None, client: Client) -> None:
    heading = 'Timeline <span class="num">{}</span>'
    assert heading.format("2020\u2060–\u20602029") in client.get(TIMELINE).content.decode()
    factories.publish(factories.event("later", date="2031-05-05"))
    assert heading.format("2030\u2060–\u20602039") in client.get(TIMELINE).content.decode()
    factories.publish(factories.event("past", date="1994-07-25"))
    assert heading.format("1990\u2060–\u20601999") in client.get(TIMELINE).content.decode()
    assert heading.format("2030\u2060–\u20602039") in client.get(TIMELINE, {"from": "2030"}).content.decode()


def test_two_participants_are_compared(week: Week, thursday: None, client: Client) -> None:
    factories.publish(week.hasan)
    meetings(week, "2024-03-01")
    html = client.get(TIMELINE, {"person": ["sergey-lavrov", "mohamad-hasan"]}).content.decode()
    assert list(lanes(html)) == ["Sergey Lavrov 1"]
    assert "A line for each participant selected" in html
    assert 'href="/en/timeline/?person=sergey-lavrov&amp;page=2020s">Sergey Lavrov</a>' in html
    assert list(lanes(client.get(TIMELINE, {"person": "sergey-lavrov"}).content.decode())) == ["ARF 1"]
    query = {"state": ["MY", "RU"], "role": "participant"}
    assert list(lanes(client.get(TIMELINE, query).content.decode())) == ["Malaysia 1", "Russia 1"]
    assert list(lanes(client.get(TIMELINE, {**query, "basis": "recorded"}).content.decode())) == ["Russia 1"]


def test_a_former_name_counts_in_the_past(week: Week, thursday: None, client: Client) -> None:
    week.lavrov.slug = "s-lavrov"
    week.lavrov.save()
    factories.publish(week.hasan, week.lavrov, now=factories.NOW.replace(day=9))
    query = {"person": ["s-lavrov", "mohamad-hasan"], "asof": "2025-07-08"}
    html = client.get(TIMELINE, query).content.decode()
    assert [name.rpartition(" ")[2] for name in lanes(html)] == ["1"]


def test_what_has_no_room_is_counted(week: Week, thursday: None, client: Client) -> None:
    meetings(week, *[f"2025-03-{day:02}" for day in range(1, 6)], forum=week.arf)
    found = lanes(client.get(TIMELINE).content.decode())["ARF 6"]
    assert found.count('class="ev c6') == 3
    assert "32nd ASEAN Regional Forum" in found  # the weightiest is among them
    assert '<a class="x" href="/en/events/?forum=arf&amp;page=2025">3 more' in found


def test_many_forums_are_counted(week: Week, thursday: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calendar_app.web.lanes.LANES", 1)
    html = client.get(TIMELINE).content.decode()
    assert list(lanes(html)) == ["Weeks and visits 1"]
    assert "1 more line has no room here" in html


def test_more_participants_ask_no_more_queries(week: Week, thursday: None, client: Client) -> None:
    factories.publish(week.hasan)
    path = TIMELINE + "?person=sergey-lavrov&person=mohamad-hasan"
    with CaptureQueriesContext(connection) as short:
        client.get(path)
    for number in range(3):
        made = factories.event(f"talks-{number}", kind="bilateral", date=f"2025-08-0{number + 1}")
        for party in (week.lavrov, week.hasan):
            factories.participation(made, party)
        factories.publish(made)
    with CaptureQueriesContext(connection) as long:
        client.get(path)
    assert len(long) == len(short)


@pytest.mark.parametrize("page", ["2025s", "1890s", "2200s", "2025-07", "decade", "٢٠٢٠s", "1899"])
def test_a_page_that_is_none_is_refused(page: str, week: Week, client: Client) -> None:
    response = client.get(TIMELINE, {"page": page})
    assert response.status_code == 400
    assert f"“{page}” can’t be used as “page”" in response.content.decode()
    assert "2020s" in response.content.decode()


def test_an_empty_decade_says_so(week: Week, client: Client) -> None:
    assert "Nothing under this selection" in client.get(TIMELINE, {"page": "1950s"}).content.decode()


def test_views_keep_days_and_selection(week: Week, thursday: None, client: Client) -> None:
    html = client.get("/en/month/2014-07/", {"forum": "arf"}).content.decode()
    assert 'href="/en/timeline/?forum=arf&amp;page=2010s" data-key="t">Timeline</a>' in html
    assert 'href="/en/events/?forum=arf&amp;page=2014" data-key="a">Agenda</a>' in html
    bounded = client.get("/en/month/2014-07/", {"from": "2014-07"}).content.decode()
    assert 'href="/en/timeline/?from=2014-07-01" data-key="t">Timeline</a>' in bounded


def test_an_axis_knows_its_columns() -> None:
    assert of_decade(2025).reach(date(2019, 12, 1), date(2021, 1, 1)) == (1, 1)
    assert of_decade(2025).reach(date(2020, 12, 1), date(2031, 1, 1)) == (1, 10)
    assert of_year(2025).reach(date(2025, 3, 31), date(2025, 4, 2)) == (3, 2)
