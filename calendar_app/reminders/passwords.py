"""The mail with the link to a new password: sent by the worker, so that the form answers alike whoever is asked for."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail.message import sanitize_address
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext, override

from calendar_app.models.accounts import PasswordWish
from calendar_app.models.readers import Standstill

from .letter import Button, Letter
from .message import Person, mail, message_id

log = logging.getLogger(__name__)
KEPT = timedelta(hours=1)  # for which a mail is tried
LEASE = timedelta(minutes=1)


def send(*, now: datetime, site: str) -> int:
    """Send each mail that is owed; returns how many left. One that could not is tried again in a minute."""
    PasswordWish.objects.before(now - KEPT).delete()
    if Standstill.objects.exists():
        return 0
    return sum(_sent(wish, site) for wish in PasswordWish.objects.claim(now=now, lease=LEASE))


def _sent(wish: PasswordWish, site: str) -> bool:
    user = wish.user
    if user:
        to = Person(sanitize_address(user.email, "utf-8"), message_id(f"password {wish.pk}", site), "", "")
        try:
            mail(letter(user, wish.language, site), to, site=site).send()
        except (SMTPException, OSError) as error:
            log.warning("A mail with a new password could not be sent (%s); tried again.", type(error).__name__)
            return False
    wish.delete()
    return user is not None


def letter(user: User, language: str, site: str) -> Letter:
    """One button. The token is Django's own: it ends with the hour, with the next sign-in, and with another password."""
    number, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    link = reverse("admin:password_reset_confirm", args=[number, token])
    with override(language):
        return Letter(
            language=language,
            subject=gettext("A new password for the desk of the Diplomatic Calendar"),
            lede=gettext("Somebody, we think you, asked for a new password for the account “%(name)s”.")
            % {"name": user.get_username()},
            button=Button(gettext("Set a new password"), f"{site}{link}"),
            foot=(
                gettext("The link works once, within an hour."),
                gettext("If it was not you, do nothing: the password stays as it is."),
            ),
            leave=False,
        )
