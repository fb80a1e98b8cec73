"""The python caldav client: it finds its way from the host alone, asks for times, keeps up, and may not write."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from caldav.davclient import DAVClient
from caldav.lib import error
from django.contrib.auth.models import User

from tests import factories as make
from tests.entries.scenario import MOVED, Record, gone, record, uid

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def events(transactional_db: None) -> Record:
    return record()


@pytest.fixture
def client(live_server: Any) -> Iterator[Any]:
    """A client that knows nothing but the host, and has no password."""
    with DAVClient(url=f"{live_server.url}/.well-known/caldav") as made:
        yield made


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
    events.undated.date, events.undated.certainty = "2026-07-24", "confirmed"
    events.undated.full_clean()
    events.undated.save()
    make.publish(events.undated, now=MOVED + timedelta(days=1))
    gone(events.postponed, admin_user, days=7)
    updated, deleted = known.sync()
    assert sorted(map(shown, updated)) == ["5|2026-07-24|CONFIRMED|33rd ASEAN Regional Forum"]
    assert [str(one.url)[-5] for one in deleted] == ["4"]


def test_the_client_may_not_write(events: Record, client: Any) -> None:
    arf = calendar_of(client, "ASEAN Regional Forum")
    with pytest.raises(error.AuthorizationError):
        arf.add_event(dtstart=datetime(2025, 7, 1, tzinfo=UTC), dtend=datetime(2025, 7, 2, tzinfo=UTC), summary="Mine")
    with pytest.raises(error.DAVError):
        arf.get_event_by_uid(str(uid(2))).delete()
    assert sorted(map(shown, arf.get_events())) == BEFORE
