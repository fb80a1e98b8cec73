"""The record that calendar programs find."""

import pytest

from tests.entries.scenario import Record, record


@pytest.fixture
def events(db: None) -> Record:
    return record()
