"""The ledger at the desk: read by whoever may, sent again by whoever may change it."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from calendar_app.models.readers import Delivery
from tests.admin.forms import address
from tests.factories import NOW
from tests.webhooks.world import webhook


def owed() -> Delivery:
    return Delivery.objects.create(key="k", webhook=webhook(), kind="event.moved", due=NOW, failed=NOW, result="503")


def replayed(client: Client, one: Delivery) -> None:
    client.post(address(Delivery, "changelist"), {"action": "replay_chosen", "_selected_action": [str(one.pk)]})


def test_an_operator_sends_a_call_again(desk: Client) -> None:
    one = owed()
    replayed(desk, one)
    one.refresh_from_db()
    assert (one.failed, one.attempts) == (None, 0)
    assert LogEntry.objects.get().object_id == str(one.pk)
    replayed(desk, one)
    assert "0 calls will be sent again." in desk.get(address(Delivery, "changelist")).content.decode()


def test_who_may_only_look_does_not(client: Client, db: None) -> None:
    user = User.objects.create(username="viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_delivery"))
    client.force_login(user)
    one = owed()
    replayed(client, one)
    one.refresh_from_db()
    assert one.failed == NOW
