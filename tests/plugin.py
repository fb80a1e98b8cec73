"""Starts the servers that tests need. Loaded with `-p tests.plugin`: before pytest-django reads the settings.

Also the judge of skips: a test that was skipped is told with its reason, and under CI=true it fails the run.
"""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from . import chromium, services

_stack = ExitStack()
_skipped: list[str] = []


def _provide() -> None:
    """Set what the settings will read. Workers of pytest-xdist inherit it all, so each server starts once."""
    if os.environ.get("CALENDAR_TESTS"):
        return
    os.environ["CALENDAR_TESTS"] = "true"
    os.environ["CALENDAR_DATA"] = _stack.enter_context(tempfile.TemporaryDirectory(prefix="calendar-data-"))
    Path(os.environ["CALENDAR_DATA"], "static").mkdir()  # WhiteNoise warns where it is missing
    os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or _stack.enter_context(services.postgres())
    os.environ["TEST_REDIS_URL"] = os.environ.get("TEST_REDIS_URL") or _stack.enter_context(services.valkey())
    os.environ["ENV_FILE"] = os.devnull  # what a developer keeps in .env is not what is tested
    for name in (
        "SITE_URL",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "REDIS_URL",
        "SECRET_KEY",
        "DEBUG",
        "PORT",
        "FIRST_WEEKDAY",
    ):
        os.environ.pop(name, None)
    os.environ["STATIC_HASHED"] = "false"
    os.environ["EMAIL_URL"] = "memory:"
    os.environ["CHROMIUM"] = chromium.found() or ""
    if node := chromium.wheel_node():
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(node)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread that asks the database


_provide()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what was skipped; expected failures are no skips."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI a skip is a failure."""
    if _skipped and os.environ.get("CI") == "true" and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly how much was skipped; the reasons stand above."""
    if _skipped:
        verdict = "which fails this run, since CI=true" if os.environ.get("CI") == "true" else "for the reasons above"
        terminalreporter.write_line(f"{len(_skipped)} skipped, {verdict}: {', '.join(sorted(_skipped))}")


def pytest_unconfigure() -> None:
    """Stop what this process started."""
    _stack.close()
