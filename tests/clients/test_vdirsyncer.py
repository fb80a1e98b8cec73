"""vdirsyncer and khal beyond what they show: nothing is fetched twice, UIDs stay, a calendar has its name."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.entries.scenario import record, uid
from tests.machine import Machine

from .programs import Khal, Subscriber, Synchronizer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("program", [Subscriber, Synchronizer])
def test_nothing_is_copied_while_nothing_changes(program: type[Khal], tmp_path: Path, live_server: Any) -> None:
    record()
    reader = program(tmp_path, live_server.url, ["ru/forums/arf.ics"])
    assert "Copying" in reader.machine.sync()
    assert "Copying" not in reader.machine.sync()


def test_khal_keeps_the_uids_of_a_file(tmp_path: Path, client: Client) -> None:
    record()
    (tmp_path / "taken.ics").write_bytes(client.get("/ar/events.ics").content)
    (tmp_path / "events").mkdir()
    machine = Machine(tmp_path, "")
    machine.show({"taken": tmp_path / "events"}, readonly=False)
    machine.run("khal", "-c", tmp_path / "khal", "import", "--batch", "-a", "taken", tmp_path / "taken.ics")
    assert sorted(event["uid"] for event in machine.listed()) == [str(uid(number)) for number in (1, 2, 3, 4, 6)]


def test_collections_are_called_as_the_forum_is(tmp_path: Path, live_server: Any) -> None:
    record()
    reader = Synchronizer(tmp_path, live_server.url, ["en/forums/arf.ics", "ru/forums/arf.ics", "ar/forums/arf.ics"])
    reader.machine.sync()
    reader.machine.run("vdirsyncer", "-c", tmp_path / "vdirsyncer", "metasync")
    names = {language: (tmp_path / language / "arf" / "displayname").read_text() for language in ("en", "ru", "ar")}
    assert names == {
        "en": "ASEAN Regional Forum",
        "ru": "Региональный форум АСЕАН",
        "ar": "ASEAN Regional Forum",
    }
