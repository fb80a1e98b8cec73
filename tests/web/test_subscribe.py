"""The page that hands out a feed's address."""

from django.test import Client

from tests.factories import Week


def test_the_selection_becomes_an_address(week: Week, client: Client) -> None:
    html = client.get("/en/subscribe/", {"forum": "arf", "state": "MY"}).content.decode()
    assert ">http://127.0.0.1:8000/en/events.ics?forum=arf&amp;state=MY</p>" in html
    assert 'href="webcal://127.0.0.1:8000/en/events.ics?forum=arf&amp;state=MY"' in html
    assert "Subscribe to this selection" in html
    assert "1 meeting in the record" in html
    assert 'href="/en/subscribe/?state=MY"' in html


def test_everything_is_a_selection_too(week: Week, client: Client) -> None:
    html = client.get("/ar/subscribe/").content.decode()
    assert ">http://127.0.0.1:8000/ar/events.ics</p>" in html
    assert "الاشتراك في التقويم كله" in html


def test_the_address_it_hands_out_answers(week: Week, client: Client) -> None:
    response = client.get("/en/events.ics", {"forum": "arf"})
    assert response["Content-Type"].startswith("text/calendar")
