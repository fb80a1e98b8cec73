"""The clock's exports, as Celery calls them."""

import logging
from pathlib import Path
from typing import Any

import pytest
from celery import current_app

from calendar_app.tasks import exports
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(tmp_path: Path, settings: Any) -> Path:
    settings.FEEDS_ROOT = tmp_path / "feeds"
    make.publish(make.event())
    return tmp_path / "feeds"


def test_the_timetable_knows_them_by_these_names() -> None:
    names = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert {exports.catch_up.name, exports.verify.name} <= names
    assert names <= current_app.tasks.keys()


def test_catching_up_twice_is_catching_up_once(root: Path) -> None:
    assert exports.catch_up() == ["en/events.ics", "ru/events.ics", "ar/events.ics"]
    assert exports.catch_up() == []


def test_verifying_logs_and_repairs(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    exports.catch_up()
    (root / "en" / "events.ics").write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        assert exports.verify() == ["en/events.ics: events.ics differs"]
    assert caplog.messages == ["Exported feed repaired: en/events.ics: events.ics differs"]
    assert exports.verify() == []
