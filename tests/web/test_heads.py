"""The heads of pages: one canonical address, its sisters in other languages, and what others show of a page."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from lxml import html  # type: ignore[import-untyped] # it has no types

from tests import factories
from tests.factories import Week

from .test_pages import LANGUAGES, PAGES

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"en": "en_GB", "ru": "ru_RU", "ar": "ar_AR"}


def head(client: Client, path: str) -> dict[str, list[str]]:
    """Canonical address, sisters by language, and every property of Open Graph."""
    tree = html.fromstring(client.get(path).content.decode())
    found: dict[str, list[str]] = {"canonical": tree.xpath('//link[@rel="canonical"]/@href')}
    found["sisters"] = tree.xpath('//link[@rel="alternate"][@hreflang!="x-default"]/@href')
    found["for others"] = tree.xpath('//link[@rel="alternate"][@hreflang="x-default"]/@href')
    for meta in tree.xpath("//meta[@property]"):
        found.setdefault(meta.get("property"), []).append(meta.get("content"))
    found["card"] = tree.xpath('//meta[@name="twitter:card"]/@content')
    found["title"] = [tree.xpath("//title")[0].text_content()]
    found["description"] = tree.xpath('//meta[@name="description"]/@content')
    return found


@pytest.mark.parametrize("page", PAGES)
def test_addresses_and_cards_of_every_family(page: str, week: Week, thursday: None, client: Client) -> None:
    paths = {}
    for language in LANGUAGES:
        with override(language):
            paths[language] = PAGES[page](week)
    for language, path in paths.items():
        found = head(client, path)
        assert found["canonical"] == found["og:url"] == [settings.SITE_URL + path]
        assert found["sisters"] == [settings.SITE_URL + sister for sister in paths.values()]
        assert found["for others"] == [settings.SITE_URL + paths["en"]]
        assert (found["og:title"], found["og:description"]) == (found["title"], found["description"])
        assert all(found["title"])
        assert all(found["description"])
        assert found["og:locale"] == [LOCALES[language]]
        assert found["og:locale:alternate"] == [LOCALES[other] for other in LANGUAGES if other != language]
        assert found["og:image"] == [f"{settings.SITE_URL}/static/cards/card-{language}.png"]
        assert found["card"] == ["summary_large_image"]


def test_the_cards_are_of_the_size_that_is_told() -> None:
    for language in LANGUAGES:
        png = (ROOT / "static" / "cards" / f"card-{language}.png").read_bytes()
        assert (png[:8], int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (b"\x89PNG\r\n\x1a\n", 1200, 630)
        assert len(png) < 100_000


def test_an_event_tells_search_engines_what_it_is(week: Week, client: Client) -> None:
    week.meeting.title_en = "</script><script>alert(1)</script> & \u2028 talks"
    week.meeting.save()
    factories.publish(week.meeting)
    page = client.get("/en/events/arf-32-2025/").content.decode()
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert not set(said) & set("<>&\u2028\u2029")
    event = json.loads(said)
    assert event["name"] == "</script><script>alert(1)</script> & \u2028 talks"
    assert (event["eventStatus"], event["superEvent"]["name"]) == ("https://schema.org/EventScheduled", "58th AMM week")
    assert "og:type" in page
    assert 'content="article"' in page


def test_what_is_not_there_names_no_address_as_its_own(client: Client, week: Week) -> None:
    for path in (
        "/en/events/nothing/",
        "/en/month/2025-13/",
        "/en/events/?forum=nothing",
        "/en/events/?asof=1999-01-01",
    ):
        found = head(client, path)
        assert (found["canonical"], found["sisters"], "og:url" in found) == ([], [], False)
