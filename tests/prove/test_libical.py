"""libical, which Evolution, KOrganizer's kin and many servers read calendars with: it agrees on every feed and keeps up."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.clients.changes import EVERYTHING, missed
from tests.clients.programs import Program
from tests.clients.truth import Seen, differences, seen
from tests.clients.world import few, world

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]
PYTHON = "/usr/bin/python3"  # Debian's own: PyGObject comes with the system
READER = """
import json, sys, time, urllib.request
import gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib

def shown(at):
    if at.is_date():
        return f"{at.get_year():04}-{at.get_month():02}-{at.get_day():02}"
    stamp = at.as_timet_with_zone(at.get_timezone())
    return time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(stamp))

def events(address):
    calendar = ICalGLib.Parser.parse_string(urllib.request.urlopen(address).read().decode())
    kind = ICalGLib.ComponentKind.VEVENT_COMPONENT
    event = calendar.get_first_component(kind)
    while event:
        status = event.get_first_property(ICalGLib.PropertyKind.STATUS_PROPERTY).get_value_as_string()
        yield event.get_uid(), shown(event.get_dtstart()), shown(event.get_dtend()), status, event.get_summary()
        event = calendar.get_next_component(kind)

print(json.dumps({address: list(events(address)) for address in sys.argv[1:]}))
"""


class Libical(Program):
    def look(self) -> dict[str, list[Seen]]:
        addresses = {f"{self.site}/{feed}": feed for feed in self.feeds}
        found = asked(READER, *addresses)
        return {addresses[address]: seen(rows) for address, rows in found.items()}


def asked(reader: str, *arguments: str) -> Any:
    done = subprocess.run([PYTHON, "-c", reader, *arguments], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(autouse=True)
def _installed() -> None:
    probe = "import gi; gi.require_version('ICalGLib', '3.0')"
    if not Path(PYTHON).exists() or subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode:
        pytest.skip("no libical: apt-get install gir1.2-ical-3.0 python3-gi")


def test_libical_reads_every_feed(tmp_path: Path, live_server: Any) -> None:
    world()
    expected = Libical.expected()
    assert differences(Libical(tmp_path, live_server.url, list(expected)).look(), expected) == []


def test_libical_shows_every_change(tmp_path: Path, live_server: Any, admin_user: User) -> None:
    few()
    assert missed(Libical(tmp_path, live_server.url, list(Libical.expected(EVERYTHING))), admin_user) == []
