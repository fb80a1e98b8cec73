"""`manage.py send_due`: what the clock does with mails, by hand."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from calendar_app.tasks import reminders
from tests.reminders.readers import asked

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("send_due", stdout=out, no_color=True)
    return out.getvalue()


def test_it_sends_and_then_has_nothing_to_do() -> None:
    asked()
    assert run() == "sent: 1\nNothing else is due.\n"
    assert len(mail.outbox) == 1
    assert run() == "Nothing else is due.\n"


def test_who_never_confirmed_is_forgotten_by_the_clock() -> None:
    asked()
    assert (reminders.forget(), reminders.forget()) == (1, 0)
