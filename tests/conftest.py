"""What every test may rely on."""

import pytest
from django.db import connection


@pytest.fixture(scope="session", autouse=True)
def _a_real_postgresql() -> None:
    assert connection.vendor == "postgresql"
