"""Which forms are ours."""

from typing import Any

import pytest
from django.test import RequestFactory

from calendar_app.web.origin import elsewhere

SITE = "https://calendar.example"


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, False),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "cross-site", "origin": SITE}, True),
        ({"origin": SITE}, False),
        ({"origin": "http://testserver"}, False),
        ({"origin": "https://testserver"}, True),
        ({"origin": "https://calendar.example.evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": ""}, True),
    ],
)
def test_a_browser_says_where_the_form_stood(headers: dict[str, str], foreign: bool, settings: Any) -> None:
    settings.SITE_URL = SITE
    assert elsewhere(RequestFactory().post("/", headers=headers)) == foreign


def test_a_page_without_referrer_has_no_origin(settings: Any) -> None:
    request = RequestFactory().post("/", headers={"origin": "null"})
    assert (elsewhere(request), elsewhere(request, hidden=True)) == (True, False)
