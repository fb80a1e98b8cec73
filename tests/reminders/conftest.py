"""A mail server for every test that asks for one, and a site whose addresses mails can carry."""

from collections.abc import Iterator
from typing import Any

import pytest

from .sink import Sink, sink

SITE = "https://calendar.example.org"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def post(settings: Any) -> Iterator[Sink]:
    with sink(settings) as taken:
        yield taken
