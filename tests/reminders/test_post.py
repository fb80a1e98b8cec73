"""Mails that leave by something other than a mail server: each has its answer there too."""

import smtplib
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from calendar_app.models.readers import Delivery

from .readers import asked, send

pytestmark = pytest.mark.django_db


class Service(BaseEmailBackend):
    """Somebody's service, which does not take mails to `gone@`."""

    def send_messages(self, mails: Sequence[EmailMessage]) -> int:
        if mails[0].to[0].startswith("gone@"):
            raise smtplib.SMTPDataError(550, b"no such user")
        return len(mails)


def test_one_mail_that_is_not_taken_leaves_the_others_alone(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Service"
    asked("gone@example.org")
    asked("here@example.org")
    assert send()["sent"] == 1
    assert Delivery.objects.get(sent__isnull=True).result == "550 no such user"
