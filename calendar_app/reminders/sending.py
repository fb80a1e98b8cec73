"""Sending: claimed, composed, handed to the mail server, recorded; in this order, so that no kill loses one.

A kill between “accepted” and “recorded” is the only way to a second mail, under the same Message-ID, and for no more
mails than were in flight: WINDOW of each sender, of which all but one have not been tried or are recorded.
"""

import logging
import smtplib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from calendar_app.models.readers import Delivery

from .compose import compose
from .errors import DeliveryFailed, Moot
from .message import mail

log = logging.getLogger(__name__)
WINDOW = 100
LEASE = timedelta(minutes=3)
WORK = timedelta(minutes=1)  # for how long one claim is worked on: the slowest mail then still ends within the lease
MOST_ATTEMPTS = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
SHOWN = 300
Clock = Callable[[], datetime]


def send_due(*, clock: Clock, site: str, window: int = WINDOW) -> Counter[str]:
    """Send every mail that is due; returns how many were sent, moot, put off and given up.

    It ends early where the mail server cannot be reached: what was claimed is given back untouched.
    """
    done: Counter[str] = Counter()
    with _line() as line:
        while batch := Delivery.objects.mails().claim(now=clock(), lease=LEASE, most=window):
            if not _work(batch, line, clock, site, done):
                break
    return done


def _work(batch: list[Delivery], line: BaseEmailBackend, clock: Clock, site: str, done: Counter[str]) -> bool:
    """Send a batch in its order; False where the server is not there."""
    ends = clock() + WORK
    for number, delivery in enumerate(batch):
        if clock() > ends:
            Delivery.objects.release(batch[number:])
            return True
        try:
            done[_one(delivery, line, clock, site)] += 1
        except DeliveryFailed as failure:
            log.warning("The mail server cannot be reached: %s", failure)
            Delivery.objects.release(batch[number:], result=str(failure))
            return False
    return True


def _one(delivery: Delivery, line: BaseEmailBackend, clock: Clock, site: str) -> str:
    """Send one mail and record what became of it. Raises DeliveryFailed where it was not even tried."""
    try:
        letter, reader = compose(delivery, site=site, now=clock())
        hand_over(line, mail(letter, reader, key=delivery.key, site=site))
    except Moot as reason:
        Delivery.objects.give_up(delivery, now=clock(), result=f"not sent: {reason}")
        return "moot"
    except DeliveryFailed as failure:
        if not failure.tried:
            raise
        return _failed(delivery, str(failure), permanent=failure.permanent, now=clock())
    except Exception as error:  # one letter that cannot be written must not stop the others
        log.exception("The mail %s could not be written", delivery.pk)
        return _failed(delivery, type(error).__name__, permanent=False, now=clock())
    Delivery.objects.mark_sent(delivery, now=clock())
    return "sent"


def _failed(delivery: Delivery, why: str, *, permanent: bool, now: datetime) -> str:
    if permanent or delivery.attempts >= MOST_ATTEMPTS:
        Delivery.objects.give_up(delivery, now=now, result=why)
        return "given up"
    Delivery.objects.postpone(delivery, due=now + wait(delivery.attempts), result=why)
    return "put off"


def wait(attempts: int) -> timedelta:
    """After the first attempt a minute, then twice as long each time, up to four hours: two days in all."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_WAIT)


def hand_over(line: BaseEmailBackend, message: EmailMessage) -> None:
    """Give a mail to the server, and take its word for it. Raises DeliveryFailed."""
    try:
        line.open()
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryFailed(said(error), tried=False) from error
    try:
        line.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        ((code, text),) = error.recipients.values()
        raise DeliveryFailed(said(smtplib.SMTPResponseException(code, text)), permanent=code >= 500) from error
    except smtplib.SMTPDataError as error:
        raise DeliveryFailed(said(error), permanent=error.smtp_code >= 500) from error
    except (OSError, smtplib.SMTPException) as error:
        line.close()  # whatever state it is in, the next mail has a new connection
        raise DeliveryFailed(said(error)) from error


def said(error: Exception) -> str:
    """What an operator reads of it."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        return f"{error.smtp_code} {words}"[:SHOWN]
    return f"{type(error).__name__}: {error}"[:SHOWN]


@contextmanager
def _line() -> Iterator[BaseEmailBackend]:
    line: BaseEmailBackend = get_connection()
    try:
        yield line
    finally:
        line.close()
