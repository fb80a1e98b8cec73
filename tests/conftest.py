"""What every test may rely on."""

import os
from typing import Any

import pytest
from django.db import connection


@pytest.fixture(scope="session", autouse=True)
def _a_real_postgresql() -> None:
    assert connection.vendor == "postgresql"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that was found or brought, for pytest-playwright; skips where there is none."""
    if not os.environ["CHROMIUM"]:
        pytest.skip("no Chromium: `python3 dev.py test` brings one, or name it in CHROMIUM")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": os.environ["CHROMIUM"], "args": [*sandbox, *quiet]}
