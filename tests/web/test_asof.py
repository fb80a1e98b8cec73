"""Read as of a day: what the record said at its end, with a banner and a way back."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml import html  # type: ignore[import-untyped] # it has no types

from tests import factories
from tests.factories import Week

FIRST, SECOND = datetime(2025, 7, 2, 12, tzinfo=UTC), datetime(2025, 7, 9, 23, 59, 59, tzinfo=UTC)
PATHS = [
    "/en/", "/en/month/2025-07/", "/en/week/2025-W28/", "/en/timeline/?page=2025", "/en/events/?page=2025", "/en/events/amm-week-2025/",
    "/en/forums/arf/",
]  # fmt: skip


@pytest.fixture
def corrected(week: Week) -> Week:
    """On the 9th the ARF gets a better title."""
    week.meeting.title_en = "Thirty-second ASEAN Regional Forum"
    week.meeting.save()
    factories.publish(week.meeting, now=SECOND)
    return week


@pytest.mark.parametrize("path", PATHS)
def test_every_listing_shows_the_day_it_was_asked_for(
    path: str, corrected: Week, thursday: None, client: Client
) -> None:
    page = client.get(path + ("&" if "?" in path else "?") + "asof=2025-07-08").content.decode()
    assert "32nd ASEAN Regional Forum" in page
    assert "Thirty-second" not in page
    assert "The record as it stood at the end of 8 July 2025 (UTC)." in page
    assert f'href="{path.partition("?")[0]}">Back to today’s record</a>' in page
    assert '/en/events/arf-32-2025/?asof=2025-07-08"' in page
    now = client.get(path).content.decode()
    assert "Thirty-second ASEAN Regional Forum" in now
    assert "The record as it stood" not in now


@pytest.mark.parametrize("own", ["page=2025", "view=month&paper=ffffff&page=2025-07", "view=month"])
def test_the_embedded_calendar_shows_the_day_and_stays_in_its_frame(
    own: str, corrected: Week, thursday: None, client: Client
) -> None:
    tree = html.fromstring(client.get(f"/en/embed/?{own}&asof=2025-07-08").content.decode())
    (way_back,) = tree.xpath('//div[@class="notice"]/a[@target="_self"]/@href')
    assert way_back == f"?{own}"
    titles = {
        one.text_content().strip(): one.get("href") for one in tree.xpath('//a[contains(@href, "/arf-32-2025/")]')
    }
    assert titles == {"32nd ASEAN Regional Forum": "/en/events/arf-32-2025/?asof=2025-07-08"}
    assert tree.xpath('//nav//a[@target="_self"]/@href') == [
        f"?asof=2025-07-08&{own.partition('&page')[0]}&page=2025-0{month}" for month in (6, 8) if "month" in own
    ]
    assert "Thirty-second" in client.get(f"/en/embed/{way_back}").content.decode()


def test_the_end_of_the_day_counts(corrected: Week, client: Client) -> None:
    assert "Thirty-second" in client.get("/en/events/arf-32-2025/?asof=2025-07-09").content.decode()


def test_the_history_stops_at_the_day(corrected: Week, client: Client) -> None:
    assert "Thirty-second" not in client.get("/en/events/arf-32-2025/?asof=2025-07-08").content.decode()
    assert "Thirty-second" not in client.get("/en/changes/?asof=2025-07-08").content.decode()
    assert "Thirty-second" in client.get("/en/changes/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        *PATHS,
        "/en/embed/",
        "/en/embed/?view=month",
        "/en/search/?q=lavrov",
        "/en/changes/",
        "/en/outcomes/",
        "/en/people/sergey-lavrov/",
    ],
)
def test_before_the_first_revision_the_record_says_when_it_begins(path: str, week: Week, client: Client) -> None:
    response = client.get(path + ("&" if "?" in path else "?") + "asof=2025-07-01")
    assert response.status_code == 404
    assert "This record begins on 2 July 2025" in response.content.decode()


def test_an_empty_record_has_not_begun(db: None, client: Client) -> None:
    response = client.get("/en/events/?asof=2025-07-01")
    assert response.status_code == 404
    assert "This record is empty yet" in response.content.decode()


def test_what_came_later_says_so(corrected: Week, client: Client) -> None:
    factories.publish(factories.event("late"), now=SECOND)
    response = client.get("/en/events/late/?asof=2025-07-08")
    assert response.status_code == 404
    assert "This entered the record later" in response.content.decode()


def test_a_feed_to_subscribe_to_has_no_past_day(week: Week, client: Client) -> None:
    response = client.get("/en/subscribe/?asof=2025-07-08")
    assert response.status_code == 400
    assert "this page does not take it" in response.content.decode()
