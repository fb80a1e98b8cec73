"""The month page: bars over days, brackets over weeks, stacks for a day, a tray for what has no day."""

import re

import pytest
from django.test import Client

from calendar_app.dates import DateError
from calendar_app.web.month import first_weekday, month_span
from tests import factories
from tests.factories import Week

JULY = "/en/month/2025-07/"


def classes(html: str, title: str) -> str:
    """The class of the grid's entry that carries this title."""
    found = re.findall(r'<li class="(ev [^"]*)">(.*?)</li>', html, re.DOTALL)
    return str(next(css for css, body in found if title in body))


def test_a_ministerial_week_is_a_bracket_over_its_days(week: Week, thursday: None, client: Client) -> None:
    html = client.get(JULY).content.decode()
    assert classes(html, "58th AMM week") == "ev umb long c2 n4 lv-other ct-confirmed is-confirmed"
    assert classes(html, "32nd ASEAN Regional Forum") == "ev lv-ministerial ct-confirmed is-confirmed"
    assert '<li class="stack c5"><ul>' in html
    assert '<time datetime="2025-07-10" aria-current="date"><span aria-hidden="true">10</span>' in html
    assert html.count('<ol class="week this">') == 1


def test_a_meeting_that_crosses_the_week_is_a_bar_in_both(week: Week, client: Client) -> None:
    factories.publish(factories.event("summit", title_en="Long Summit", level="summit", date="2025-07-12/2025-07-14"))
    html = client.get(JULY).content.decode()
    assert 'class="ev  long c6 n2 lv-summit ct-confirmed is-overdue cont"' in html
    assert 'class="ev  long c1 n1 lv-summit ct-confirmed is-overdue"' in html
    assert 'Long Summit<span aria-hidden="true"> ›</span>' in html
    assert '<span aria-hidden="true">‹ </span>Long Summit' in html


def test_folding_hides_the_meetings_and_counts_them(week: Week, client: Client) -> None:
    html = client.get(JULY, {"fold": "amm-week-2025"}).content.decode()
    assert "32nd ASEAN Regional Forum" not in html
    assert "unfold 1" in html
    assert 'href="?"' in html


def test_only_an_umbrella_of_the_page_folds(week: Week, client: Client) -> None:
    response = client.get(JULY, {"fold": "arf-32-2025"})
    assert response.status_code == 400
    assert "no such week or visit on this page" in response.content.decode()
    assert "amm-week-2025" in response.content.decode()


@pytest.mark.parametrize(
    ("date", "heading"),
    [
        ("2025-07", "In this month, day not known"),
        ("[2025-07-10,2025-07-11]", "One of several days"),
        ("2025-35", "Known only to the quarter"),
        ("2025", "Known only to the year"),
    ],
)
def test_what_has_no_day_lies_in_the_tray(date: str, heading: str, week: Week, client: Client) -> None:
    factories.publish(factories.event("talks", title_en="Talks", date=date, certainty="tentative"))
    html = client.get(JULY).content.decode()
    tray = html[html.index('id="tray"') :]
    assert heading in tray
    assert "Talks" in tray
    assert "Talks" not in html[: html.index('id="tray"')]


def test_an_undated_meeting_of_another_month_stays_out_of_the_tray(week: Week, client: Client) -> None:
    factories.publish(factories.event("talks", title_en="Talks", date="2025-06"))
    assert "Talks" not in client.get(JULY).content.decode()


def test_a_moved_meeting_leaves_a_ghost_on_its_old_day(week: Week, thursday: None, client: Client) -> None:
    week.meeting.date = "2025-07-18"
    week.meeting.save()
    factories.publish(week.meeting)
    html = client.get(JULY).content.decode()
    assert "ev lv-ministerial ct-confirmed is-rescheduled ghost" in html
    assert "moved to 18 July" in html


def test_a_month_made_precise_leaves_no_ghost(week: Week, thursday: None, client: Client) -> None:
    talks = factories.event("talks", title_en="Talks", date="2025-07")
    factories.publish(talks)
    talks.date = "2025-07-18"
    talks.save()
    factories.publish(talks)
    assert client.get(JULY).content.decode().count("Talks") == 1


def test_a_meeting_that_moved_after_its_month_was_known_leaves_one_ghost(
    week: Week, thursday: None, client: Client
) -> None:
    talks = factories.event("talks", title_en="Talks", date="2025-07")
    factories.publish(talks)
    for day in ("2025-07-18", "2025-07-25"):
        talks.date = day
        talks.save()
        factories.publish(talks)
    html = client.get(JULY).content.decode()
    assert (html.count(" ghost"), html.count("moved to 25 July")) == (1, 1)


def test_a_cancelled_meeting_stays_with_its_reason(week: Week, client: Client) -> None:
    week.meeting.lifecycle, week.meeting.reason_en = "cancelled", "A typhoon"
    week.meeting.save()
    factories.publish(week.meeting)
    html = client.get(JULY).content.decode()
    assert classes(html, "32nd ASEAN Regional Forum") == "ev lv-ministerial ct-confirmed is-cancelled"
    assert "Cancelled: A typhoon" in html


def test_the_selection_stays_in_every_link(week: Week, client: Client) -> None:
    html = client.get(JULY, {"forum": "arf"}).content.decode()
    assert 'href="/en/month/2025-06/?forum=arf" rel="prev"' in html
    assert 'href="/en/events/?forum=arf"' in html
    assert 'href="/ru/month/2025-07/?forum=arf"' in html
    assert 'href="/en/events.ics?forum=arf"' in html


def test_chips_count_the_month_and_turn_filters_on_and_off(week: Week, client: Client) -> None:
    html = client.get(JULY, {"state": "RU"}).content.decode()
    chips = re.search(r'<nav class="chips".*?</nav>', html, re.DOTALL)
    assert chips
    shown = [re.sub(r"<[^>]+>", "", chip) for chip in re.findall(r"<a [^>]*>(.*?)</a>", chips[0], re.DOTALL)]
    assert shown == ["All 1", "ARF 1", "Russia 1 ×remove"]
    assert 'href="/en/month/2025-07/?forum=arf&amp;state=RU"' in chips[0]
    assert 'href="/en/month/2025-07/"' in chips[0]


def test_each_day_leads_to_its_page(week: Week, client: Client) -> None:
    html = client.get(JULY, {"forum": "arf"}).content.decode()
    assert '<a href="/en/events/?forum=arf&amp;from=2025-07-11&amp;to=2025-07-11" id="d-2025-07-11"' in html
    first = client.get("/ar/month/1900-01/").content.decode()
    assert 'datetime="1899-12-31"' in first
    assert "from=1899" not in first


def test_arabic_weeks_begin_on_sunday(week: Week, thursday: None, client: Client) -> None:
    html = client.get("/ar/month/2025-07/").content.decode()
    assert '<section class="month sun"' in html
    assert classes(html, "58th AMM week") == "ev umb long c3 n4 lv-other ct-confirmed is-confirmed"
    assert first_weekday("en") == 0


def test_weekends_are_wide_only_when_something_is_on(week: Week, client: Client) -> None:
    assert '<section class="month "' in client.get(JULY).content.decode()
    factories.publish(factories.event("sunday", date="2025-07-13"))
    assert '<section class="month even"' in client.get(JULY).content.decode()


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-00", "9999-99", "1899-12", "2200-01", "2025", "july", "2025-07-01", "٢٠٢٥-٠٧"]
)
def test_a_month_that_is_none_is_explained(text: str, db: None, client: Client) -> None:
    response = client.get(f"/en/month/{text}/")
    assert response.status_code == 404
    assert f"“{text}” is no date of the calendar" in response.content.decode()


def test_the_records_first_and_last_months_have_one_neighbour(db: None, client: Client) -> None:
    assert 'rel="prev"' not in client.get("/en/month/1900-01/").content.decode()
    assert 'rel="next"' not in client.get("/en/month/2199-12/").content.decode()
    with pytest.raises(DateError):
        month_span("2025-07-10")
