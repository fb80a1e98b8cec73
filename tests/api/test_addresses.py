"""Addresses in answers lead somewhere: to pages for people, to calendar files, to this API."""

import pytest
from django.conf import settings
from django.test import Client

from tests.api.asking import ROOT, ask
from tests.factories import Week


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_every_address_in_an_answer_leads_somewhere(language: str, week: Week) -> None:
    addresses = {address for listed in ask()["lists"].values() for address in _addresses(listed, language)}

    found = {address: Client().get(address.removeprefix(settings.SITE_URL)).status_code for address in addresses}
    assert {address: status for address, status in found.items() if status != 200} == {}
    assert {f"{settings.SITE_URL}/{language}/{path}" for path in PAGES} <= addresses


PAGES = ("events/arf-32-2025/", "events/arf-32-2025.ics", "forums/arf/", "states/MY/", "people/sergey-lavrov/")


def _addresses(listed: str, language: str) -> list[str]:
    results = ask(listed.partition(ROOT)[2], lang=language)["results"]
    links = ("page", "ics", "self", "events")
    return [one[link] for one in results for link in links if link in one]
