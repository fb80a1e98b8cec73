"""The small week, published."""

import pytest

from tests import factories
from tests.factories import Week


@pytest.fixture
def published_week(db: None) -> Week:
    return factories.published_week()
