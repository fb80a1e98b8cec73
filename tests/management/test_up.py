"""`manage.py up`: from an empty data directory to a site that answers, and back to nothing."""

import os
import re
import signal
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from calendar_app.management import ground
from calendar_app.management.commands import up
from calendar_app.management.supervisor import Supervisor
from calendar_app.models.public import Head
from tests.services import free_port

from .test_supervisor import signals

__all__ = ["signals"]
pytestmark = [pytest.mark.usefixtures("signals"), pytest.mark.xdist_group("up")]


@pytest.fixture
def house(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, child_environment: dict[str, str], tmp_path: Path
) -> Iterator[Settings]:
    """Settings and environment of a house of its own, on this test's database."""
    port = str(free_port())
    settings.CALENDAR_DATA, settings.PORT = tmp_path / "data", int(port)
    settings.STATIC_ROOT, settings.SITE_URL = tmp_path / "data" / "static", f"http://127.0.0.1:{port}"
    for name, value in {**child_environment, "PORT": port}.items():
        monkeypatch.setenv(name, value)
    yield settings
    assert [child.name() for child in psutil.Process().children() if "celery" in " ".join(child.cmdline())] == []


def run(until: str) -> str:
    """Everything that `up` told until it had said so and was stopped by SIGTERM."""
    told, ended = StringIO(), Event()

    def stop_it() -> None:
        while not ended.wait(0.05):
            if until in told.getvalue():
                os.kill(os.getpid(), signal.SIGTERM)
                return

    watcher = Thread(target=stop_it)
    watcher.start()
    try:
        call_command("up", stdout=told, stderr=told)
    finally:
        ended.set()  # whatever went wrong: a signal that came later would end the whole run of the tests
        watcher.join()
    return told.getvalue()


def test_from_nothing_to_a_site_and_again(house: Settings) -> None:
    first = run("First sign-in")
    assert [line.split()[0] for line in first.splitlines() if " ready in " in line] == [
        "translations", "database", "static", "record",
    ]  # fmt: skip
    assert f"  Site   {house.SITE_URL}/en/\n  Feed   {house.SITE_URL}/en/events.ics\n" in first
    shown = re.search(r"First sign-in, shown only now: (\S+) (\S+)", first)
    assert shown
    assert authenticate(username=shown[1], password=shown[2]) is not None
    assert first.endswith("stopping\n")
    assert Head.number() == 1

    again = run("Sign in as admin")
    assert "nothing changed" in again
    assert shown[2] not in again
    assert Head.number() == 1


def test_a_port_that_is_taken_is_told_before_anything_happens(house: Settings) -> None:
    with ground.alone(house.CALENDAR_DATA), pytest.raises(CommandError, match="Already running on"):
        call_command("up")
    assert Head.number() == 0


def test_a_site_that_never_answers(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "too short, so that no program starts")
    monkeypatch.setattr(up, "PATIENCE", 3.0)
    monkeypatch.setattr(up.Command, "prepare", lambda _: None)
    told = StringIO()
    with pytest.raises(CommandError, match="The site does not answer"):
        call_command("up", stdout=told)
    assert "web ended (exit" in told.getvalue()


def test_a_stop_before_the_first_answer(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up.Command, "prepare", lambda _: None)
    monkeypatch.setattr(Supervisor, "listen", lambda supervisor: supervisor.on_signal(signal.SIGTERM, None))
    told = StringIO()
    call_command("up", stdout=told)
    assert told.getvalue() == "stopping\n"
