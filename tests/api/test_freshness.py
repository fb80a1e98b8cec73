"""ETag, Last-Modified and 304: an answer is repeated only when the record says something new."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils.http import http_date

from tests import factories as make
from tests.api.asking import ROOT, validate
from tests.factories import NOW, Week

pytestmark = pytest.mark.django_db
PATHS = ["", "events/", "events/arf-32-2025/", "people/?lang=ru", "sources/?asof=2025-07-02"]


@pytest.mark.parametrize("path", PATHS)
def test_what_the_client_has_is_not_repeated(path: str, week: Week) -> None:
    client = Client()
    first = client.get(ROOT + path)

    again = client.get(ROOT + path, headers={"If-None-Match": first["ETag"]})

    assert first["Last-Modified"] == http_date(NOW.timestamp())
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Last-Modified"]) == (first["ETag"], first["Last-Modified"])
    assert again["Cache-Control"] == "public, no-cache"
    assert client.get(ROOT + path, headers={"If-None-Match": f'"x", W/{first["ETag"]}'}).status_code == 304
    assert client.head(ROOT + path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(ROOT + path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.get(ROOT + path, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_publication_makes_a_new_answer(path: str, week: Week) -> None:
    before = Client().get(ROOT + path)

    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    make.publish(week.meeting, now=NOW + timedelta(hours=1))
    after = Client().get(ROOT + path, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after["Last-Modified"] == http_date((NOW + timedelta(hours=1)).timestamp())


def test_one_noun_stays_fresh_while_others_change(week: Week) -> None:
    path = f"{ROOT}topics/cybersecurity/"
    before = Client().get(path)

    make.publish(make.event("another"), now=NOW + timedelta(hours=1))

    assert Client().get(path, headers={"If-None-Match": before["ETag"]}).status_code == 304


def test_a_draft_changes_no_etag(week: Week) -> None:
    before = Client().get(f"{ROOT}events/")["ETag"]

    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    make.event("draft")

    assert Client().get(f"{ROOT}events/")["ETag"] == before


def test_each_site_has_its_own(week: Week) -> None:
    with override_settings(SITE_URL="https://calendar.example"):
        there = Client().get(f"{ROOT}events/arf-32-2025/")

    assert there["ETag"] != Client().get(f"{ROOT}events/arf-32-2025/")["ETag"]
    assert there.json()["page"] == "https://calendar.example/en/events/arf-32-2025/"


def test_an_empty_record_was_never_modified() -> None:
    response = Client().get(f"{ROOT}events/")

    assert "Last-Modified" not in response
    assert response.json() == {"revision": 0, "count": 0, "next": None, "results": []}
    assert Client().get(f"{ROOT}events/", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_condition_that_does_not_hold_is_told(week: Week) -> None:
    response = Client().get(f"{ROOT}events/", headers={"If-Match": '"x"'})

    assert (response.status_code, response["Content-Type"]) == (412, "application/problem+json")
    validate("ProblemDetails", response.json())


def test_the_schema_is_not_repeated_either() -> None:
    first = Client().get(f"{ROOT}schema/")

    again = Client().get(f"{ROOT}schema/", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_a_request_that_cannot_be_read_is_refused_whatever_the_client_has(week: Week) -> None:
    etag = Client().get(f"{ROOT}events/")["ETag"]

    assert Client().get(f"{ROOT}events/?forum=x", headers={"If-None-Match": etag}).status_code == 400
