"""Evolution Data Server, which keeps the calendars of GNOME: it finds them from the host alone, and keeps up."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User

from tests.caldav.test_clients import all_that_happens
from tests.entries.scenario import Record, record

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
PYTHON = "/usr/bin/python3"  # Debian's own: PyGObject comes with the system
NEEDED = ("/usr/libexec/evolution-calendar-factory", PYTHON)
SOON = 120.0  # seconds for a synchronization on a busy machine
SOURCE = """\
[Data Source]
DisplayName=ARF
Enabled=true
Parent=caldav-stub

[Calendar]
BackendName=caldav

[Authentication]
Host={host}
Port={port}
Method=none
RememberPassword=false

[Security]
Method=none

[WebDAV Backend]
ResourcePath={path}
CalendarAutoSchedule=false

[Offline]
StaySynchronized=true
"""
READER = """
import json, sys, time
import gi
gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
from gi.repository import ECal, EDataServer
source = EDataServer.SourceRegistry.new_sync(None).ref_source("arf")
calendars = EDataServer.WebDAVDiscoverSupports.EVENTS
found = EDataServer.webdav_discover_sources_sync(source, sys.argv[1], calendars, EDataServer.NamedParameters.new(), None)
client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 60, None)
client.refresh_sync(None)
time.sleep(3)
_, events = client.get_object_list_as_comps_sync("#t", None)
print(json.dumps({
    "discovered": sorted(one.display_name for one in found[3]),
    "read-only": client.is_readonly(),
    "events": sorted(
        f"{event.get_uid()[-1]}|{event.get_dtstart().get_value().as_ical_string()}|{event.get_summary().get_value()}"
        for event in events
    ),
}))
"""


class Desktop:
    """A person's session, with one calendar in it."""

    def __init__(self, root: Path, address: str) -> None:
        self.root, self.address = root, urlsplit(address)
        sources = root / ".config" / "evolution" / "sources"
        sources.mkdir(parents=True)
        host, port, path = self.address.hostname, self.address.port, self.address.path
        (sources / "arf.source").write_text(SOURCE.format(host=host, port=port, path=path))
        (root / "run").mkdir(mode=0o700)

    def look(self) -> dict[str, Any]:
        environment = {"HOME": str(self.root), "XDG_RUNTIME_DIR": str(self.root / "run"), "PATH": os.environ["PATH"]}
        done = subprocess.run(
            ["dbus-run-session", "--", PYTHON, "-c", READER, f"http://{self.address.netloc}/"],
            env=environment | {"LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    def sees(self, expected: list[str]) -> dict[str, Any]:
        until = time.monotonic() + SOON
        while (seen := self.look())["events"] != expected and time.monotonic() < until:
            time.sleep(1)
        assert seen["events"] == expected
        return seen


@pytest.fixture
def events(transactional_db: None) -> Record:
    if not shutil.which("dbus-run-session") or not all(Path(program).exists() for program in NEEDED):
        pytest.skip("no Evolution Data Server: apt-get install evolution-data-server gir1.2-ecal-2.0 python3-gi dbus")
    return record()


def test_evolution_subscribes_and_keeps_up(events: Record, tmp_path: Path, live_server: Any, admin_user: User) -> None:
    desktop = Desktop(tmp_path, f"{live_server.url}/caldav/ru/arf/")
    seen = desktop.sees([
        "2|20250711T111000|32-й Региональный форум АСЕАН",
        "4|20250610|Отложено: ARF senior officials",
        "6|20250901T233000|ARF seminar",
    ])  # fmt: skip
    assert seen["read-only"]
    assert seen["discovered"] == ["ASEAN Regional Forum", "Diplomatic Calendar"]
    all_that_happens(events, admin_user)
    desktop.sees([
        "2|20250710T140000|32-й Региональный форум АСЕАН",
        "5|20260724|33rd ASEAN Regional Forum",
        "6|20250901T233000|Отменено: ARF seminar",
    ])  # fmt: skip
