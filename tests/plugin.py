"""Starts the servers that tests need. Loaded with `-p tests.plugin`: before pytest-django reads the settings."""

import os
import tempfile
from contextlib import ExitStack

from . import services

_stack = ExitStack()


def _provide() -> None:
    """Set what the settings will read. Workers of pytest-xdist inherit it all, so each server starts once."""
    if not os.environ.get("CALENDAR_TESTS"):
        os.environ["CALENDAR_DATA"] = _stack.enter_context(tempfile.TemporaryDirectory(prefix="calendar-data-"))
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or _stack.enter_context(services.postgres())
        os.environ["TEST_REDIS_URL"] = os.environ.get("TEST_REDIS_URL") or _stack.enter_context(services.valkey())
        os.environ["STATIC_HASHED"] = "false"
        os.environ["EMAIL_URL"] = "memory:"
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread that asks the database
        os.environ["CALENDAR_TESTS"] = "true"


_provide()


def pytest_unconfigure() -> None:
    """Stop what this process started."""
    _stack.close()
