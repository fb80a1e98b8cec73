"""A small published week, and the moment at which pages are read."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation

from tests import factories
from tests.factories import Week

#: Thursday of the ministerial week, in the middle of the day.
TODAY = datetime(2025, 7, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def week(db: None) -> Week:
    """Kuala Lumpur, July 2025, published on the 2nd."""
    return factories.published_week()


@pytest.fixture
def thursday() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Requests leave their language behind in the thread; each test begins in English."""
    with translation.override("en"):
        yield
