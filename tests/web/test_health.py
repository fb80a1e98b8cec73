"""Health tells the truth: each fault turns /readyz red under its name, and nothing is green on trust."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from calendar_app.models.public import Cursor, Revision
from calendar_app.web import health, owed

PARTS = ["database", "migrations", "exports", "mails", "webhooks", "disk"]


NOW = datetime(2025, 7, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.CALENDAR_DATA = tmp_path
    settings.PULSE_ROOT = tmp_path / "run"
    settings.CLOCK_HERE = False
    with time_machine.travel(NOW, tick=False):
        yield


def red(client: Client) -> dict[str, str]:
    """What is red, with its words; empty when all is well."""
    response = client.get("/readyz")
    answer = response.json()
    assert response.status_code == (503 if answer["red"] else 200)
    assert answer["status"] == ("red" if answer["red"] else "ok")
    return {name: answer["parts"][name] for name in answer["red"]}


def test_alive_asks_nobody(client: Client) -> None:
    response = client.get("/healthz")  # without the database mark a query would fail the test
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_all_is_well(client: Client) -> None:
    response = client.get("/readyz")
    assert response.json() == {"status": "ok", "red": [], "parts": dict.fromkeys(PARTS, "ok")}
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_a_revision_that_waits_too_long_for_its_export(client: Client) -> None:
    Revision.objects.create(n=1, at=NOW - timedelta(minutes=9))
    Revision.objects.create(n=2, at=NOW - timedelta(minutes=1))
    Revision.objects.create(n=3, at=NOW)
    Cursor.objects.create(consumer=health.EXPORTS, revision=1)
    Cursor.objects.create(consumer=owed.ALERTS, revision=3)
    assert red(client) == {"exports": "revision 2 has waited 60 s"}
    Cursor.objects.update(revision=2)
    assert red(client) == {}


@pytest.mark.django_db
def test_a_database_that_is_behind_the_code(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'calendar_app'")
        behind = cursor.rowcount
    assert behind >= 2
    assert red(client) == {"migrations": f"{behind} not applied; run manage.py migrate"}


@pytest.mark.django_db
def test_a_disk_without_room(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 60)
    assert set(red(client)) == {"disk"}


@pytest.mark.django_db
def test_a_data_directory_that_is_gone(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.CALENDAR_DATA = tmp_path / "gone"
    assert red(client) == {"disk": "cannot tell: FileNotFoundError"}


@pytest.mark.django_db
def test_worker_and_beat_are_watched_where_they_share_the_directory(client: Client, settings: Settings) -> None:
    settings.CLOCK_HERE = True
    run = Path(settings.PULSE_ROOT)
    assert red(client) == dict.fromkeys(("mails", "webhooks", "worker", "beat"), "cannot tell: FileNotFoundError")
    run.mkdir()
    for name, age in (("worker", 0), ("beat", 19), ("mails", 84), ("webhooks", 84)):
        (run / f"{name}.pulse").touch()
        os.utime(run / f"{name}.pulse", (NOW.timestamp() - age,) * 2)
    assert red(client) == {}
    os.utime(run / "beat.pulse", (NOW.timestamp() - 60,) * 2)
    assert red(client) == {"beat": "no sign of life for 60 s"}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    assert red(client) == dict.fromkeys(PARTS[:-1], "cannot tell: OperationalError")
