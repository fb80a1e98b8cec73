"""Real subscribers: vdirsyncer fetches the feed from a running server, khal reads what it stored."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories as make
from tests.entries.scenario import MOVED, Record, gone, record, uid
from tests.machine import Machine

pytestmark = pytest.mark.django_db(transaction=True)
CONFIG = """\
[general]
status_path = "{root}/status/"

[pair feed]
a = "there"
b = "here"
collections = null
conflict_resolution = "a wins"

[storage there]
type = "http"
url = "{url}"

[storage here]
type = "filesystem"
path = "{root}/events/"
fileext = ".ics"
"""


class Subscriber(Machine):
    """Subscribes to one address."""

    def __init__(self, root: Path, url: str) -> None:
        super().__init__(root, CONFIG.format(root=root, url=url))
        (root / "events").mkdir()
        self.show("feed", root / "events", readonly=False)

    def sync(self) -> str:
        if not (self.root / "status").exists():
            self.run("vdirsyncer", "-c", self.root / "vdirsyncer", "discover", "feed")
        return super().sync()

    def take_once(self, feed: bytes) -> None:
        """Open a feed in khal, as one does with a file."""
        (self.root / "taken.ics").write_bytes(feed)
        self.run("khal", "-c", self.root / "khal", "import", "--batch", "-a", "feed", self.root / "taken.ics")

    def events(self) -> list[str]:
        """Start, status and title of every event."""
        return self.listed("{start-long}|{status}|{title}")


@pytest.fixture
def events() -> Record:
    return record()


def subscriber(tmp_path: Path, live_server: Any, path: str) -> Subscriber:
    found = Subscriber(tmp_path, f"{live_server.url}{path}")
    found.sync()
    return found


def test_every_event_arrives_with_its_time_and_title(events: Record, tmp_path: Path, live_server: Any) -> None:
    reader = subscriber(tmp_path, live_server, "/en/events.ics")
    assert reader.events() == [
        "2025-06-10|TENTATIVE|Postponed: ARF senior officials",
        "2025-07-08|CONFIRMED|58th AMM week",
        "2025-07-11 11:10|CONFIRMED|32nd ASEAN Regional Forum",
        "2025-09-02 11:30|TENTATIVE|ARF seminar",
        "2026-03-30 17:00|CANCELLED|Cancelled: Russia–Britain talks",
    ]


def test_khal_keeps_the_uids(events: Record, tmp_path: Path, client: Client) -> None:
    reader = Subscriber(tmp_path, "")  # vdirsyncer gives what it fetches UIDs of its own
    reader.take_once(client.get("/ar/events.ics").content)
    found = sorted(path.stem for path in (tmp_path / "events").iterdir())
    assert found == [str(uid(number)) for number in (1, 2, 3, 4, 6)]


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("ru", ["58-я неделя СМИД АСЕАН", "32-й Региональный форум АСЕАН"]),
        ("ar", ["الأسبوع الوزاري الثامن والخمسون لرابطة آسيان", "32nd ASEAN Regional Forum"]),
    ],
)
def test_titles_in_three_scripts(
    events: Record, tmp_path: Path, live_server: Any, language: str, titles: list[str]
) -> None:
    reader = subscriber(tmp_path, live_server, f"/{language}/events.ics?from=2025-07&to=2025-07")
    assert [line.split("|")[-1] for line in reader.events()] == titles


def test_the_reader_sees_what_became_of_each(
    events: Record, tmp_path: Path, live_server: Any, admin_user: User
) -> None:
    reader = subscriber(tmp_path, live_server, "/en/forums/arf.ics?undated=span")
    before = reader.events()
    assert "Copying" not in reader.sync()
    assert reader.events() == before
    events.meeting.start_time, events.meeting.date = time(14, 0), "2025-07-10"
    events.meeting.end_time = time(15, 30)
    events.online.lifecycle, events.online.reason_en = "cancelled", "The chair is ill."
    events.undated.date, events.undated.certainty = "2026-07-24", "confirmed"
    for event in (events.meeting, events.online, events.undated):
        event.full_clean()
        event.save()
    make.publish(events.meeting, events.online, events.undated, now=MOVED + timedelta(days=1))
    gone(events.postponed, admin_user, days=3)
    reader.sync()
    assert reader.events() == [
        "2025-06-10|CANCELLED|Cancelled: entry withdrawn",
        "2025-07-10 14:00|CONFIRMED|32nd ASEAN Regional Forum",
        "2025-09-02 11:30|CANCELLED|Cancelled: ARF seminar",
        "2026-07-24|CONFIRMED|33rd ASEAN Regional Forum",
    ]
