"""The clock: its timetable, and a real worker on either broker that does what it is told and what was stranded."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from calendar_app.models.public import Cursor, Head
from config.celery import (
    BRING,
    CALL,
    CATCH_UP,
    CLEAR,
    CLOSE,
    EXPIRE,
    FOLLOW,
    FORGET,
    LET_GO,
    RELEASE,
    SEND,
    VERIFY,
    app,
)
from tests import factories as make


def test_the_timetable_names_tasks_that_exist() -> None:
    app.loader.import_default_modules()
    tasks = {BRING, CALL, CATCH_UP, CLEAR, CLOSE, EXPIRE, FOLLOW, FORGET, LET_GO, RELEASE, SEND, VERIFY}
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == tasks
    assert tasks <= set(app.tasks)


def test_every_hint_goes_stale() -> None:
    assert all(entry["options"]["expires"] for entry in app.conf.beat_schedule.values())


def test_messages_are_json_alone() -> None:
    assert (app.conf.task_serializer, app.conf.accept_content) == ("json", ["json"])


@contextmanager
def running(part: str, environment: dict[str, str]) -> Iterator[None]:
    """A real worker or beat, ended politely after the block."""
    command = [sys.executable, "-m", "celery", "--quiet", "--app", "config", part]
    options = ["--pool", "threads", "--without-mingle", "--without-gossip"] if part == "worker" else ["--pidfile", ""]
    program = subprocess.Popen([*command, *options], cwd=settings.BASE_DIR, env=environment)
    try:
        yield
    finally:
        program.terminate()
        assert program.wait(20) == 0


def eventually(holds: Callable[[], bool], *, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not holds():
        time.sleep(0.05)
    return holds()


def caught_up() -> bool:
    return Cursor.objects.filter(consumer="exports", revision=Head.number()).exists()


@pytest.mark.parametrize("broker", ["files", "redis"])
def test_a_worker_that_starts_does_what_is_stranded(
    broker: str, child_environment: dict[str, str], redis_url: str
) -> None:
    week = make.week()
    make.publish(week.umbrella, week.meeting)
    assert not caught_up()
    if broker == "redis":
        child_environment["REDIS_URL"] = redis_url
    with running("worker", child_environment):
        assert eventually(caught_up)
    data = Path(child_environment["CALENDAR_DATA"])
    assert (data / "feeds").is_dir()
    assert (data / "run" / "worker.pulse").is_file()


def test_beat_gives_a_sign_of_life_and_keeps_no_file_of_its_own(child_environment: dict[str, str]) -> None:
    run = Path(child_environment["CALENDAR_DATA"]) / "run"
    with running("beat", child_environment):
        assert eventually((run / "beat.pulse").is_file)
    assert [path.name for path in run.iterdir()] == ["beat.pulse"]
