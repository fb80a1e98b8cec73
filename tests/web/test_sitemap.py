"""The site map names every page that stands, and nothing else."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from lxml import etree  # type: ignore[import-untyped] # it has no types

from calendar_app.review import withdraw
from calendar_app.web import sitemap
from tests import factories as make
from tests.factories import Week

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def found(client: Client, path: str, what: str) -> list[str]:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    texts = etree.fromstring(response.content).xpath(what, namespaces=SPACES)
    return [str(text).removeprefix(settings.SITE_URL) for text in texts]


def places(client: Client, path: str = "/sitemap-1.xml") -> list[str]:
    return found(client, path, "//s:url/s:loc/text()")


def test_every_page_in_each_language_answers(week: Week, client: Client) -> None:
    assert found(client, "/sitemap.xml", "//s:loc/text()") == ["/sitemap-1.xml"]
    named = places(client)
    assert {"/en/events/arf-32-2025/", "/ru/forums/arf/", "/ar/states/MY/", f"/en/sources/{week.tass.pk}/",
            "/ar/people/sergey-lavrov/", "/ru/outcomes/arf-work-programme/", "/en/"} <= {*named}  # fmt: skip
    assert len(named) == len({*named})
    assert [path for path in named if client.get(path).status_code != 200] == []


def test_each_names_its_sisters_and_since_when_it_stands(week: Week, client: Client) -> None:
    entry = "//s:url[s:loc='" + settings.SITE_URL + "/ru/events/arf-32-2025/']"
    languages = found(client, "/sitemap-1.xml", f"{entry}/x:link/@hreflang")
    sisters = found(client, "/sitemap-1.xml", f"{entry}/x:link/@href")
    assert dict(zip(languages, sisters, strict=True)) == {
        **{language: f"/{language}/events/arf-32-2025/" for language in ("en", "ru", "ar")},
        "x-default": "/en/events/arf-32-2025/",
    }
    assert found(client, "/sitemap-1.xml", f"{entry}/s:lastmod/text()") == [f"{make.NOW:%Y-%m-%dT%H:%M:%SZ}"]


def test_drafts_and_what_was_withdrawn_are_not_named(week: Week, client: Client, admin_user: User) -> None:
    make.event(slug="secret-talks", title_en="Secret talks")
    withdraw(week.meeting, by=admin_user, now=make.NOW, reason="Entered twice.")
    assert [path for path in places(client) if "secret" in path or "arf-32" in path] == []


def test_a_large_record_comes_in_parts(week: Week, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = places(client)
    monkeypatch.setattr(sitemap, "PART", 7)
    parts = found(client, "/sitemap.xml", "//s:loc/text()")
    assert len(parts) > 1
    assert [path for part in parts for path in places(client, part)] == whole
    for number in (0, len(parts) + 1, "99999", "x"):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_it_is_there_before_the_first_publication(client: Client, db: None) -> None:
    assert found(client, "/sitemap.xml", "//s:loc/text()") == ["/sitemap-1.xml"]
    assert "/ar/events/" in places(client)


def test_the_number_of_queries_does_not_grow(week: Week, client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        places(client)
