"""What every test may rely on."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import redis
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from .kept import filled


@pytest.fixture(scope="session", autouse=True)
def _a_real_postgresql() -> None:
    assert connection.vendor == "postgresql"


@pytest.fixture(autouse=True)
def _without_a_language_left_behind() -> Iterator[None]:
    """A request leaves its language in the thread; the next test begins without."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A live server's threads keep no connection that would be in the way when the database goes."""
    connection.settings_dict["CONN_MAX_AGE"] = 0


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database goes at the end, and so does whoever still sits in it: said aloud, no reason to fail."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, query, pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for state, query, _ in cursor.fetchall():
            sys.stderr.write(f"a session outlived its test: {state}: {query}\n")


def _empty(_: TransactionTestCase) -> None:
    """Empty what a test without a transaction filled.

    Django's own way empties every table and then makes the content types anew, under other numbers than before.
    """
    if tables := filled(everything=True):
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _empty)
        yield


@pytest.fixture
def child_environment(transactional_db: None, tmp_path: Path) -> dict[str, str]:
    """The environment of a program of ours that works on this test's database, with a data directory of its own."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "CALENDAR_DATA": str(tmp_path / "data")}


@pytest.fixture
def redis_url(worker_id: str) -> str:
    """An empty database of the tests' Redis, for this process alone: no worker takes what another test left for its own."""
    number = 0 if worker_id == "master" else 1 + int(worker_id.removeprefix("gw"))
    url = urlsplit(os.environ["TEST_REDIS_URL"])._replace(path=f"/{number}").geturl()
    with redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that was found or brought, for pytest-playwright; skips where there is none."""
    if not os.environ["CHROMIUM"]:
        pytest.skip("no Chromium: `python3 dev.py test` brings one, or name it in CHROMIUM")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": os.environ["CHROMIUM"], "args": [*sandbox, *quiet]}
