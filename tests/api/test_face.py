"""What all answers share: read-only, for any origin, in JSON, and failing in words."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from calendar_app.models.public import Publication, Revision
from tests import factories as make
from tests.api.asking import ROOT, validate
from tests.factories import Week

PATHS = ["", "events/", "events/arf-32-2025/", "organizations/", "people/sergey-lavrov/", "schema/"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", PATHS)
def test_any_origin_may_read_any_answer(path: str, week: Week) -> None:
    response = Client().get(ROOT + path, headers={"Origin": "https://elsewhere.example"})

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag, Allow"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("path", PATHS)
def test_head_says_what_get_says_without_the_body(path: str, week: Week) -> None:
    got, asked = Client().get(ROOT + path), Client().head(ROOT + path)

    assert asked.content == b""
    assert asked.headers == got.headers


@pytest.mark.parametrize("path", [*PATHS, "nowhere/"])
def test_browsers_may_ask_before_they_ask(path: str) -> None:
    response = Client().options(ROOT + path)

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match, If-Modified-Since"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_can_be_written(method: str, path: str) -> None:
    response = Client().generic(method, ROOT + path)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    _is_problem(response, 405, f'Method "{method}" not allowed.')


def test_a_body_is_never_parsed() -> None:
    nested = "[" * 100_000

    posted = Client().post(f"{ROOT}events/", nested, content_type="application/json")
    sent_along = Client().generic("GET", f"{ROOT}events/", nested, content_type="application/json")

    assert (posted.status_code, sent_along.status_code) == (405, 200)


@pytest.mark.parametrize("accept", ["text/html", "application/xml;q=1", "image/*", "nonsense", ""])
def test_whatever_is_accepted_json_is_given(accept: str) -> None:
    response = Client().get(ROOT, headers={"Accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "path", ["nowhere/", "events/arf-32-2025/participants/", "events/a.b/", "%00/", "people/%F0%92%0A/", "%0A/"]
)
def test_there_is_nothing_anywhere_else(path: str) -> None:
    response = Client().get(ROOT + path)

    _is_problem(response, 404, "There is nothing at this address: the API's root lists what there is.")


def test_an_address_without_its_slash_is_completed() -> None:
    response = Client().get(f"{ROOT}events?forum=arf")

    assert (response.status_code, response["Location"]) == (301, f"{ROOT}events/?forum=arf")


def test_a_thousand_parameters_are_no_request() -> None:
    response = Client().get(f"{ROOT}events/?{'forum=arf&' * 1500}")

    _is_problem(response, 400, "This request can't be read.")


def test_our_own_failures_are_told_without_their_cause() -> None:
    make.publish(make.topic())
    revision = Revision.objects.get()
    snapshot: dict[str, Any] = {"facts": {}, "derived": {}, "cards": {}}
    Publication.objects.create(
        kind="topic", subject=uuid4(), number=1, slug="broken", since=revision, snapshot=snapshot
    )

    response = Client(raise_request_exception=False).get(f"{ROOT}topics/broken/")

    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert response.json() == {"type": "about:blank", "title": "Server error", "status": 500}


def _is_problem(response: Any, status: int, detail: str) -> None:
    validate("ProblemDetails", response.json())
    assert response.status_code == response.json()["status"] == status
    assert response.json()["detail"] == detail
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
