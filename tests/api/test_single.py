"""One noun: by slug, by a former slug, by id, as of a day, and when it is gone."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from calendar_app.review import merge, withdraw
from tests import factories as make
from tests.api.asking import ROOT, ask
from tests.factories import NOW, Week

SITE = "http://127.0.0.1:8000"
pytestmark = pytest.mark.django_db


def test_every_noun_is_found_by_slug_and_by_id(week: Week) -> None:
    for url in ask()["lists"].values():
        path = url.partition(ROOT)[2]
        for listed in ask(path)["results"]:
            address = listed["self"].partition(ROOT)[2]
            uid = listed.get("uid") or listed["id"]

            assert ask(address) == ask(f"{path}{uid}/") == ask(f"{path}{uid.replace('-', '').upper()}/") == listed


def test_a_former_slug_redirects(week: Week) -> None:
    week.meeting.slug = "arf-32"
    week.meeting.save()
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    response = Client().get(f"{ROOT}events/arf-32-2025/?lang=ru&utm_source=x")

    assert (response.status_code, response.content) == (301, b"")
    assert response["Location"] == f"{SITE}{ROOT}events/arf-32/?lang=ru"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_in_the_past_a_noun_has_the_slug_that_it_had(week: Week) -> None:
    week.meeting.slug = "arf-32"
    week.meeting.save()
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    for slug in ("arf-32-2025", "arf-32", str(week.meeting.pk)):
        assert ask(f"events/{slug}/", asof="2025-07-02")["slug"] == "arf-32-2025"


def test_a_slug_belongs_to_whoever_has_it_on_the_day(week: Week) -> None:
    week.meeting.slug = "arf-32"
    week.meeting.save()
    make.publish(week.meeting, now=NOW + timedelta(days=1))
    make.publish(make.event("arf-32-2025", title_en="Another"), now=NOW + timedelta(days=2))

    assert ask("events/arf-32-2025/")["title"]["en"] == "Another"
    assert ask("events/arf-32-2025/", asof="2025-07-02")["title"]["en"] == "32nd ASEAN Regional Forum"


def test_as_of_a_day_it_reads_as_it_did(week: Week) -> None:
    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    then, now = ask("events/arf-32-2025/", asof="2025-07-02"), ask("events/arf-32-2025/")

    assert (then["venue"]["en"], then["sequence"], then["revision"]) == (None, 0, 1)
    assert (now["venue"]["en"], now["sequence"], now["revision"]) == ("Convention Centre", 1, 2)
    assert now["published_at"] == "2025-07-03T12:00:00Z"


@pytest.mark.parametrize("path", ["events/nothing/", "people/MY/", f"organizations/{UUID(int=7)}/"])
def test_what_is_not_in_the_record_is_not_found(path: str, week: Week) -> None:
    problem = ask(path, status=404)

    slug = path.split("/")[1]
    assert problem["detail"] == f"The record holds nothing called {slug!r} here, or held nothing on the day asked for."


def test_what_came_later_is_not_found_on_the_day_before(week: Week) -> None:
    make.publish(make.state("TH"), now=NOW + timedelta(days=1))

    assert ask("organizations/TH/")["slug"] == "TH"
    assert ask("organizations/TH/", status=404, asof="2025-07-02")["status"] == 404


def test_a_withdrawn_event_is_gone_and_says_why(week: Week) -> None:
    withdraw(week.meeting, by=User.objects.create_user("editor"), now=NOW + timedelta(days=1), reason="A mistake.")

    for slug in ("arf-32-2025", str(week.meeting.pk)):
        assert ask(f"events/{slug}/", status=410) == {
            "type": "about:blank",
            "title": "Gone",
            "status": 410,
            "detail": "A mistake.",
        }
    assert ask("events/arf-32-2025/", asof="2025-07-02")["slug"] == "arf-32-2025"


def test_a_merged_event_leads_to_the_one_it_became(week: Week) -> None:
    _merge(week)

    response = Client().get(f"{ROOT}events/arf-32-2025/?lang=ar")

    assert (response.status_code, response["Location"]) == (301, f"{SITE}{ROOT}events/amm-week-2025/?lang=ar")
    assert ask("events/arf-32-2025/", asof="2025-07-02")["slug"] == "arf-32-2025"


def test_a_merged_event_whose_other_is_gone_is_gone_too(week: Week) -> None:
    editor = _merge(week)
    withdraw(week.umbrella, by=editor, now=NOW + timedelta(days=2), reason="A mistake.")

    assert ask("events/arf-32-2025/", status=410)["detail"] == "The same meeting."


def _merge(week: Week) -> User:
    editor = User.objects.create_user("editor")
    merge(week.meeting, week.umbrella, by=editor, now=NOW + timedelta(days=1), reason="The same meeting.")
    return editor


def test_one_noun_costs_one_query(week: Week, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        ask("events/arf-32-2025/")
    with django_assert_num_queries(1):
        ask(f"events/{week.meeting.pk}/")
