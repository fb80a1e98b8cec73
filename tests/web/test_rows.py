"""Rows of lists come from the cards that publishing kept, and read the same where none was kept."""

import pytest
from django.test import Client

from calendar_app.entries.card import FORM
from calendar_app.models.public import Rendering
from tests.factories import Week


@pytest.mark.parametrize("path", ["/en/events/?page=2025", "/ar/month/2025-07/", "/ru/forums/arf/"])
def test_without_cards_a_page_reads_the_same(path: str, week: Week, thursday: None, client: Client) -> None:
    kept = client.get(path).content
    assert b"/arf-32-2025/" in kept
    Rendering.objects.filter(form=FORM).delete()
    assert client.get(path).content == kept
