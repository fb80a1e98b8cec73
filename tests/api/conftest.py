"""A published week, for whoever asks the API."""

import pytest

from tests import factories as make
from tests.factories import Week


@pytest.fixture
def week(db: None) -> Week:
    """The week of tests.factories, published at tests.factories.NOW."""
    return make.published_week()
