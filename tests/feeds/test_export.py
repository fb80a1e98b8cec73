"""The named feeds as files: exactly what a revision touches, and proof that each equals a fresh rendering."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.feeds import Options, export, feed, files
from calendar_app.feeds.named import named
from calendar_app.models.public import Cursor, Export, Head
from tests import factories as make
from tests.entries.scenario import MOVED, PUBLISHED, SITE, Record, gone, record

pytestmark = pytest.mark.django_db
LATER = PUBLISHED + timedelta(days=5)
ALL = ["events.ics", "forums/arf.ics", "states/MY.ics", "states/RU.ics", "states/TH.ics"]


@pytest.fixture
def events() -> Record:
    return record()


def in_languages(*paths: str) -> list[str]:
    return sorted(f"{language}/{path}" for path in paths for language in ("en", "ru", "ar"))


def catch_up(root: Path) -> list[str]:
    return sorted(export.catch_up(root=root, site=SITE))


def verify(root: Path) -> list[str]:
    return export.verify(root=root, site=SITE)


def test_the_first_export_writes_every_named_feed(events: Record, tmp_path: Path) -> None:
    assert catch_up(tmp_path) == in_languages(*ALL)
    assert sorted(one.path for one in named()) == in_languages(*ALL)
    fresh = feed(make_selection("forum", "arf"), "ru", options=Options(), site=SITE)
    assert (tmp_path / "ru/forums/arf.ics").read_bytes() == fresh.body
    kept = Export.objects.get(path="ru/forums/arf.ics")
    assert (kept.digest, kept.modified, kept.revision, kept.size) == (
        fresh.digest,
        MOVED,
        2,
        len(fresh.body),
    )
    assert verify(tmp_path) == []


def make_selection(param: str, slug: str) -> Any:
    return next(one.selection for one in named() if (one.param, one.slug) == (param, slug))


def test_nothing_new_writes_nothing(events: Record, tmp_path: Path) -> None:
    catch_up(tmp_path)
    assert catch_up(tmp_path) == []


def test_a_revision_touches_exactly_its_feeds(events: Record, tmp_path: Path) -> None:
    catch_up(tmp_path)
    events.bilateral.note_en = "A note."
    events.bilateral.save()
    make.publish(events.bilateral, now=LATER)
    assert catch_up(tmp_path) == in_languages("events.ics")
    events.postponed.note_en = "A note."
    events.postponed.save()
    make.publish(events.postponed, now=LATER)
    assert catch_up(tmp_path) == in_languages(*ALL)
    assert verify(tmp_path) == []


def test_a_feed_that_reads_as_before_keeps_its_files(events: Record, tmp_path: Path) -> None:
    catch_up(tmp_path)
    times = {path: path.stat().st_ino for path in tmp_path.rglob("*.ics")}
    events.undated.note_en = "Not in the usual feeds, as its day is not known."
    events.undated.save()
    make.publish(events.undated, now=LATER)
    assert catch_up(tmp_path) == []
    assert {path: path.stat().st_ino for path in tmp_path.rglob("*.ics")} == times
    assert set(Export.objects.filter(path__contains="arf").values_list("revision", "modified")) == {(3, MOVED)}
    assert verify(tmp_path) == []


def test_both_the_old_and_the_new_forum_of_an_event_are_touched(events: Record, tmp_path: Path) -> None:
    eas = make.forum("eas")
    catch_up(tmp_path)
    events.online.forum = eas
    events.online.save()
    make.publish(events.online, now=LATER)
    assert catch_up(tmp_path) == in_languages(*ALL, "forums/eas.ics")
    assert b"ARF seminar" in (tmp_path / "en/forums/eas.ics").read_bytes()
    assert b"ARF seminar" not in (tmp_path / "en/forums/arf.ics").read_bytes()
    assert verify(tmp_path) == []


def test_a_withdrawal_reaches_the_files(events: Record, tmp_path: Path, admin_user: User) -> None:
    catch_up(tmp_path)
    gone(events.meeting, admin_user)
    assert catch_up(tmp_path) == in_languages(*ALL)
    assert (tmp_path / "en/events.ics").read_bytes().count(b"STATUS:CANCELLED") == 2


def test_a_renamed_forum_moves_its_files(events: Record, tmp_path: Path) -> None:
    catch_up(tmp_path)
    forum = events.meeting.forum
    assert forum is not None
    forum.code = "asean-regional-forum"
    forum.save()
    make.publish(forum, now=LATER)
    written = catch_up(tmp_path)
    assert set(in_languages("forums/asean-regional-forum.ics", "forums/arf.ics")) <= set(written)
    assert sorted(file.name for file in (tmp_path / "en/forums").iterdir()) == [
        f"asean-regional-forum.ics{suffix}" for suffix in ("", ".br", ".gz")
    ]
    assert Export.objects.filter(path__contains="/arf.ics").count() == 0
    assert verify(tmp_path) == []


def test_a_forum_with_a_new_name_renames_its_calendar(events: Record, tmp_path: Path) -> None:
    catch_up(tmp_path)
    forum = events.meeting.forum
    assert forum is not None
    forum.name_en = "The Forum"
    forum.save()
    make.publish(forum, now=LATER)
    catch_up(tmp_path)
    assert b"NAME:Diplomatic Calendar \xc2\xb7 The Forum\r\n" in (tmp_path / "en/forums/arf.ics").read_bytes()


def test_an_export_that_was_killed_is_done_again(
    events: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    real, calls = files.write, iter(range(4))

    def dying(*given: Any) -> None:
        if next(calls) == 3:
            raise Killed
        real(*given)

    monkeypatch.setattr(files, "write", dying)
    with pytest.raises(Killed):
        catch_up(tmp_path)
    monkeypatch.setattr(files, "write", real)
    assert Cursor.objects.get(consumer="exports").revision == 0
    assert len(catch_up(tmp_path)) == len(in_languages(*ALL)) - 3
    assert verify(tmp_path) == []


def test_a_file_that_vanished_is_written_again_when_touched(events: Record, tmp_path: Path) -> None:
    catch_up(tmp_path)
    (tmp_path / "en/events.ics").unlink()
    Cursor.objects.update(revision=0)
    assert catch_up(tmp_path) == ["en/events.ics"]


def test_verifying_names_and_repairs_what_differs(events: Record, tmp_path: Path) -> None:
    catch_up(tmp_path)
    (tmp_path / "en/events.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")
    (tmp_path / "ru/forums/arf.ics.gz").unlink()
    (tmp_path / "ar/states/MY.ics.br").write_bytes(b"broken")
    Export.objects.filter(path="en/states/RU.ics").update(digest="0" * 64)
    (tmp_path / "en/.events.ics.draft").write_bytes(b"half of a feed")
    assert sorted(verify(tmp_path)) == [
        "ar/states/MY.ics: MY.ics.br cannot be read",
        "en/.events.ics.draft: no feed of this record",
        "en/events.ics: events.ics differs",
        "en/states/RU.ics: its digest is not the one remembered",
        "ru/forums/arf.ics: arf.ics.gz is missing",
    ]
    assert verify(tmp_path) == []


def test_what_a_publication_changes_meanwhile_is_no_fault(
    events: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up(tmp_path)
    (tmp_path / "en/events.ics").unlink()
    monkeypatch.setattr(export, "_catch_up", lambda *_: [])
    Head.objects.update(n=3)
    assert verify(tmp_path) == []
    assert (tmp_path / "en/events.ics").exists()


def test_an_empty_record_exports_nothing(tmp_path: Path) -> None:
    assert (catch_up(tmp_path), verify(tmp_path)) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_a_second_exporter_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    with export._alone(tmp_path):
        second = threading.Thread(target=lambda: _enter(tmp_path, order))
        second.start()
        second.join(0.2)
        order.append("first")
    second.join(5)
    assert order == ["first", "second"]


def _enter(root: Path, order: list[str]) -> None:
    with export._alone(root):
        order.append("second")
