"""Feeds as files: whole or not at all."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from calendar_app.feeds import Feed, files

MODIFIED = datetime(2025, 7, 2, 12, 0, tzinfo=UTC)
BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
FEED = Feed(BODY, "", MODIFIED, 1)


def faults(path: Path, whole: bytes = BODY) -> list[str]:
    return files.faults(path, FEED.codings, lambda: [whole[:10], whole[10:]])


def test_three_forms_with_the_time_of_the_last_change(tmp_path: Path) -> None:
    path = tmp_path / "en" / "events.ics"
    files.write(path, FEED)
    assert sorted(file.name for file in path.parent.iterdir()) == ["events.ics", "events.ics.br", "events.ics.gz"]
    assert {(file.stat().st_mtime, file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {
        (MODIFIED.timestamp(), 0o644)
    }
    assert faults(path) == []


def test_faults_are_named(tmp_path: Path) -> None:
    path = tmp_path / "events.ics"
    files.write(path, FEED)
    path.write_bytes(BODY + b"x")
    (tmp_path / "events.ics.gz").unlink()
    (tmp_path / "events.ics.br").write_bytes(b"broken")
    assert faults(path) == [
        "events.ics differs", "events.ics.gz is missing", "events.ics.br cannot be read",
    ]  # fmt: skip


def test_removing_takes_all_forms_and_minds_none_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "events.ics"
    files.write(path, FEED)
    path.unlink()
    files.remove(path)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events.ics"
    files.write(path, FEED)
    held = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.utime", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, replace(FEED, body=b"new"))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == held
