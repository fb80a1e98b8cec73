"""The address of a feed as a QR code."""

from django.test import Client
from lxml import etree  # type: ignore[import-untyped] # it has no types

from calendar_app.selection import Selection
from calendar_app.web import qr
from tests.factories import Week


def test_the_page_shows_the_code_of_its_selection(week: Week, client: Client) -> None:
    html = client.get("/ru/subscribe/", {"forum": "arf", "state": "MY"}).content.decode()
    assert '<img class="qr" src="/ru/subscribe/qr.svg?forum=arf&amp;state=MY" alt="QR-код адреса ленты"' in html


def test_the_code_is_a_picture_without_style_or_script(week: Week, client: Client) -> None:
    response = client.get("/en/subscribe/qr.svg", {"forum": "arf"})
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    picture = etree.fromstring(response.content)
    assert {etree.QName(one).localname for one in picture.iter()} == {"svg", "path"}
    assert {name for one in picture.iter() for name in one.attrib} == {"viewBox", "fill", "stroke", "d"}
    assert (
        response.content
        == client.get("/en/subscribe/qr.svg?forum=arf").content
        != client.get("/ru/subscribe/qr.svg").content
    )


def test_what_is_asked_wrongly_is_said(week: Week, client: Client) -> None:
    assert client.get("/en/subscribe/qr.svg", {"forum": "nothing"}).status_code == 400


def test_an_address_that_no_phone_reads_has_no_code(week: Week, client: Client) -> None:
    long = {"q": " ".join(["я" * 15] * 10)}
    assert client.get("/en/subscribe/qr.svg", long).status_code == 404
    assert "qr.svg" not in client.get("/en/subscribe/", long).content.decode()


def test_the_address_is_that_of_the_feed(week: Week) -> None:
    assert qr.address(Selection.read({"forum": ["arf"]})) == "webcal://127.0.0.1:8000/en/events.ics?forum=arf"
