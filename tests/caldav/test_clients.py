"""Real programs that synchronize: the python caldav client, and vdirsyncer with khal on what it brought."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from caldav.davclient import DAVClient
from caldav.lib import error
from django.contrib.auth.models import User

from calendar_app.models.desk import Event
from tests import factories as make
from tests.entries.scenario import MOVED, Record, gone, record, uid
from tests.machine import Machine

pytestmark = pytest.mark.django_db(transaction=True)
CONFIG = """\
[general]
status_path = "{root}/status/"

[pair calendars]
a = "there"
b = "here"
collections = {collections}
conflict_resolution = "a wins"
metadata = ["displayname", "color", "description"]

[storage there]
type = "caldav"
url = "{url}"
read_only = true

[storage here]
type = "filesystem"
path = "{root}/calendars/"
fileext = ".ics"
"""


@pytest.fixture
def events(transactional_db: None) -> Record:
    return record()


@pytest.fixture
def client(live_server: Any) -> Iterator[Any]:
    """A client that knows nothing but the host, and has no password."""
    with DAVClient(url=f"{live_server.url}/.well-known/caldav") as made:
        yield made


def change(event: Event, days: int, **fields: object) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    make.publish(event, now=MOVED + timedelta(days=days))


def all_that_happens(events: Record, editor: User) -> None:
    """One event comes, one is edited, one moved, one postponed, one cancelled, one withdrawn."""
    change(events.undated, 1, date="2026-07-24", certainty="confirmed")
    change(events.umbrella, 2, title_en="58th week of the AMM")
    change(events.meeting, 3, date="2025-07-10", start_time="14:00", end_time="15:30")
    change(events.online, 4, lifecycle="cancelled", reason_en="The chair is ill.")
    gone(events.postponed, editor, days=7)


def shown(found: Any) -> str:
    """UID's last digit, start, status and title."""
    part = found.get_icalendar_component()
    return f"{part['UID'][-1]}|{part['DTSTART'].dt}|{part['STATUS']}|{part['SUMMARY']}"


def calendar_of(client: Any, name: str) -> Any:
    (found,) = [one for one in client.principal().get_calendars() if one.get_display_name() == name]
    return found


BEFORE = [
    "2|2025-07-11 11:10:00+08:00|CONFIRMED|32nd ASEAN Regional Forum",
    "4|2025-06-10|TENTATIVE|Postponed: ARF senior officials",
    "6|2025-09-01 23:30:00-04:00|TENTATIVE|ARF seminar",
]


def test_the_client_finds_the_calendars_and_reads_them(events: Record, client: Any) -> None:
    names = [one.get_display_name() for one in client.principal().get_calendars()]
    assert names == ["Diplomatic Calendar", "ASEAN Regional Forum"]
    arf = calendar_of(client, "ASEAN Regional Forum")
    assert arf.get_supported_components() == ["VEVENT"]
    assert sorted(map(shown, arf.get_events())) == BEFORE
    assert shown(arf.get_event_by_uid(str(uid(2)))) == BEFORE[0]
    with pytest.raises(error.NotFoundError):
        arf.get_event_by_uid(str(uid(1)))


def test_the_client_asks_for_a_time(events: Record, client: Any) -> None:
    arf = calendar_of(client, "ASEAN Regional Forum")

    def between(start: datetime, end: datetime) -> list[str]:
        return sorted(shown(one)[0] for one in arf.search(start=start, end=end, event=True))

    begins = datetime(2025, 7, 11, 3, 10, tzinfo=UTC)
    assert between(begins - timedelta(hours=1), begins) == []
    assert between(begins, begins + timedelta(seconds=1)) == ["2"]
    assert between(datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 8, 1, tzinfo=UTC)) == ["2", "4"]
    (expanded,) = arf.search(start=begins, end=begins + timedelta(days=1), event=True, expand=True)
    assert expanded.get_icalendar_component()["DTSTART"].dt == begins


def test_the_client_keeps_up(events: Record, client: Any, admin_user: User) -> None:
    arf = calendar_of(client, "ASEAN Regional Forum")
    known = arf.get_objects_by_sync_token(load_objects=True, disable_fallback=True)
    assert sorted(map(shown, known)) == BEFORE
    updated, deleted = known.sync()
    assert (len(updated), len(deleted)) == (0, 0)
    all_that_happens(events, admin_user)
    updated, deleted = known.sync()
    assert sorted(map(shown, updated)) == [
        "2|2025-07-10 14:00:00+08:00|CONFIRMED|32nd ASEAN Regional Forum",
        "5|2026-07-24|CONFIRMED|33rd ASEAN Regional Forum",
        "6|2025-09-01 23:30:00-04:00|CANCELLED|Cancelled: ARF seminar",
    ]
    assert [str(one.url)[-5] for one in deleted] == ["4"]


def test_the_client_may_not_write(events: Record, client: Any) -> None:
    arf = calendar_of(client, "ASEAN Regional Forum")
    with pytest.raises(error.AuthorizationError):
        arf.add_event(dtstart=datetime(2025, 7, 1, tzinfo=UTC), dtend=datetime(2025, 7, 2, tzinfo=UTC), summary="Mine")
    with pytest.raises(error.DAVError):
        arf.get_event_by_uid(str(uid(2))).delete()
    assert sorted(map(shown, arf.get_events())) == BEFORE


class Subscriber(Machine):
    """Brings the calendars and shows one of them."""

    def __init__(self, root: Path, url: str, collections: str) -> None:
        super().__init__(root, CONFIG.format(root=root, url=url, collections=collections))
        self.show("arf", root / "calendars" / "arf", readonly=True)
        self.run("vdirsyncer", "-c", root / "vdirsyncer", "discover", "calendars")
        self.sync()

    def metasync(self) -> dict[str, str]:
        """The forum's calendar as its programs show it: displayname, color."""
        self.run("vdirsyncer", "-c", self.root / "vdirsyncer", "metasync")
        kept = self.root / "calendars" / "arf"
        return {path.name: path.read_text() for path in kept.iterdir() if path.suffix != ".ics"}

    def objects(self) -> dict[str, list[str]]:
        """Last digits of the UIDs in each calendar."""
        kept = (self.root / "calendars").iterdir()
        return {folder.name: sorted(path.stem[-1] for path in folder.glob("*.ics")) for folder in kept}

    def events(self) -> list[str]:
        """UID's last digit, start, status and title of every event of the forum."""
        return [line[35:] for line in self.listed("{uid}|{start-long}|{status}|{title}")]


def test_vdirsyncer_discovers_synchronizes_and_keeps_up(
    events: Record, tmp_path: Path, live_server: Any, admin_user: User
) -> None:
    reader = Subscriber(tmp_path, live_server.url, '["from a"]')
    assert reader.objects() == {"events": ["1", "2", "3", "4", "6"], "arf": ["2", "4", "6"]}
    assert reader.events() == [
        "4|2025-06-10|TENTATIVE|Postponed: ARF senior officials",
        "2|2025-07-11 11:10|CONFIRMED|32nd ASEAN Regional Forum",
        "6|2025-09-02 11:30|TENTATIVE|ARF seminar",
    ]
    assert "Copying" not in reader.sync()
    all_that_happens(events, admin_user)
    reader.sync()
    assert reader.objects() == {"events": ["1", "2", "3", "5", "6"], "arf": ["2", "5", "6"]}
    assert reader.events() == [
        "2|2025-07-10 14:00|CONFIRMED|32nd ASEAN Regional Forum",
        "6|2025-09-02 11:30|CANCELLED|Cancelled: ARF seminar",
        "5|2026-07-24|CONFIRMED|33rd ASEAN Regional Forum",
    ]
    assert reader.metasync()["displayname"] == "ASEAN Regional Forum"


@pytest.mark.parametrize(
    ("language", "name", "title"),
    [
        ("ru", "Региональный форум АСЕАН", "32-й Региональный форум АСЕАН"),
        ("ar", "ASEAN Regional Forum", "32nd ASEAN Regional Forum"),
    ],
)
def test_vdirsyncer_in_other_languages(
    events: Record, tmp_path: Path, live_server: Any, language: str, name: str, title: str
) -> None:
    reader = Subscriber(tmp_path, f"{live_server.url}/caldav/{language}/", '["arf"]')
    assert [line.split("|")[-1] for line in reader.events()][1] == title
    assert reader.metasync()["displayname"] == name
