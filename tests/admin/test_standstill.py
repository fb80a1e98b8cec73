"""The switch: one row stops every mail and call, and its end lets them go."""

from datetime import timedelta

from django.test import Client

from calendar_app.models.readers import Delivery, Standstill
from tests.admin.forms import address
from tests.factories import NOW
from tests.reminders.readers import asked

LEASE = timedelta(minutes=3)


def claimed() -> int:
    return len(Delivery.objects.claim(now=NOW, lease=LEASE, most=10))


def test_it_stops_everything_and_lets_it_go_on(desk: Client) -> None:
    asked()
    answer = desk.post(address(Standstill, "add"), {"reason": "The mail server is being moved."})
    assert answer.status_code == 302
    stop = Standstill.objects.get()
    assert (str(stop), bool(stop.by), claimed()) == ("The mail server is being moved.", True, 0)
    assert desk.get(address(Standstill, "add")).status_code == 403
    since = stop.since
    desk.post(address(stop), {"reason": "It takes longer."})
    stop.refresh_from_db()
    assert (stop.reason, stop.since) == ("It takes longer.", since)
    desk.post(address(stop, "delete"), {"post": "yes"})
    assert (Standstill.objects.count(), claimed()) == (0, 1)
