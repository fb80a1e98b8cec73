"""Evolution Data Server, which keeps the calendars of GNOME: it finds them from the host alone, and keeps up."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User

from tests.clients.changes import EVERYTHING, missed
from tests.clients.programs import COLLECTION, Program
from tests.clients.truth import Seen, differences, seen
from tests.clients.world import few

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
PYTHON = "/usr/bin/python3"  # Debian's own: PyGObject comes with the system
NEEDED = ("/usr/libexec/evolution-calendar-factory", PYTHON)
SOON = 120.0  # seconds for a synchronization on a busy machine
SOURCE = """\
[Data Source]
DisplayName={name}
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
registry = EDataServer.SourceRegistry.new_sync(None)

def shown(client, date):
    at = date.get_value()
    if at.is_date():
        return f"{at.get_year():04}-{at.get_month():02}-{at.get_day():02}"
    zone = client.get_timezone_sync(date.get_tzid(), None)[1]
    return time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(at.as_timet_with_zone(zone)))

def kept(client):
    for event in client.get_object_list_as_comps_sync("#t", None)[1]:
        status = event.get_status().value_nick.removesuffix("-status").removeprefix("status-").removesuffix("s").upper()
        start, end = shown(client, event.get_dtstart()), shown(client, event.get_dtend())
        yield event.get_uid(), start, end, status, event.get_summary().get_value()

sources = [registry.ref_source(name) for name in sys.argv[2:]]
calendars = EDataServer.WebDAVDiscoverSupports.EVENTS
found = EDataServer.webdav_discover_sources_sync(
    sources[0], sys.argv[1], calendars, EDataServer.NamedParameters.new(), None
)
clients = [ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 1, None) for source in sources]
for client in clients:
    client.refresh_sync(None)
time.sleep(3)
print(json.dumps({
    "discovered": sorted(one.display_name for one in found[3]),
    "read-only": all(client.is_readonly() for client in clients),
    "events": [list(kept(client)) for client in clients],
}))
"""


class Desktop(Program):
    """A person's session with a calendar for each collection."""

    caldav, takes = True, COLLECTION

    def __init__(self, root: Path, site: str, feeds: Sequence[str]) -> None:
        super().__init__(root, site, feeds)
        self.names = [f"c{number}" for number, _ in enumerate(feeds)]
        self.last: dict[str, Any] = {}
        sources = root / ".config" / "evolution" / "sources"
        sources.mkdir(parents=True)
        host, port = urlsplit(site).hostname, urlsplit(site).port
        for name, feed in zip(self.names, feeds, strict=True):
            path = f"/caldav/{feed.removesuffix('.ics')}/"
            (sources / f"{name}.source").write_text(SOURCE.format(name=name, host=host, port=port, path=path))
        (root / "run").mkdir(mode=0o700)

    def look(self) -> dict[str, list[Seen]]:
        """What it keeps once that is the truth, or else after a long while."""
        until = time.monotonic() + SOON
        expected = self.expected(EVERYTHING)
        while differences(shown := self.session(), expected) and time.monotonic() < until:
            time.sleep(1)
        return shown

    def session(self) -> dict[str, list[Seen]]:
        environment = {"HOME": str(self.root), "XDG_RUNTIME_DIR": str(self.root / "run"), "PATH": os.environ["PATH"]}
        done = subprocess.run(
            ["dbus-run-session", "--", PYTHON, "-c", READER, f"{self.site}/", *self.names],
            env=environment | {"LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        self.last = json.loads(done.stdout)
        return {feed: seen(rows) for feed, rows in zip(self.feeds, self.last["events"], strict=True)}


def test_evolution_subscribes_and_keeps_up(tmp_path: Path, live_server: Any, admin_user: User) -> None:
    if not shutil.which("dbus-run-session") or not all(Path(program).exists() for program in NEEDED):
        pytest.skip("no Evolution Data Server: apt-get install evolution-data-server gir1.2-ecal-2.0 python3-gi dbus")
    few()
    desktop = Desktop(tmp_path, live_server.url, list(Desktop.expected(EVERYTHING)))
    assert missed(desktop, admin_user) == []
    assert desktop.last["read-only"]
    assert desktop.last["discovered"] == ["ASEAN Regional Forum", "Diplomatic Calendar", "East Asia Summit"]
