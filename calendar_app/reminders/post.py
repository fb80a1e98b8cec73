"""The way out of the house: few connections to the mail server, used in turns, or whatever else Django sends mails with."""

import smtplib
from collections import deque
from collections.abc import Iterator

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from .compose import Ready
from .errors import DeliveryFailed
from .line import Answer, Line, said

CONNECTIONS = 4
SHARE = 50  # mails that are worth another connection


class Post:
    """Serves one round of sending; `most` connections at a time."""

    def __init__(self, most: int) -> None:
        self.most = min(most, CONNECTIONS)
        self.other: BaseEmailBackend | None = None
        self.lines: list[Line] = []

    def open(self, mails: int) -> int:
        """Connect for so many mails; returns how many of them may be on their way at a time.

        Raises DeliveryFailed where the server cannot be reached. One that allows fewer connections is given fewer.
        """
        wanted = min(self.most, 1 + mails // SHARE)
        while not self.other and len(self.lines) < wanted:
            backend = get_connection()
            if not isinstance(backend, EmailBackend):
                self.other = backend
                break
            line = Line(backend)
            try:
                line.open()
            except DeliveryFailed:
                if not self.lines:
                    raise
                break
            self.lines.append(line)
        return max(1, len(self.lines))

    def deliver(self, mails: Iterator[Ready]) -> Iterator[Answer]:
        """Hand over the mails; each has its answer. Raises DeliveryFailed where the server is gone."""
        return _otherwise(self.other, mails) if self.other else _in_turns(self.lines, mails)

    def close(self) -> None:
        """Take leave."""
        for line in self.lines:
            line.close()


def _in_turns(lines: list[Line], mails: Iterator[Ready]) -> Iterator[Answer]:
    """While one connection waits for its answer, the others write."""
    talks = deque(line.talk(mails) for line in lines)
    gone, ended = None, False
    while talks:
        talk = talks.popleft()
        try:
            answer = next(talk)
        except StopIteration:
            ended = True
            continue
        except DeliveryFailed as failure:
            gone = failure
            continue
        talks.append(talk)
        if answer:
            yield answer
    if gone and not ended:  # otherwise another connection took the rest
        raise gone


def _otherwise(backend: BaseEmailBackend, mails: Iterator[Ready]) -> Iterator[Answer]:
    """Files, the console, memory, or somebody else's service: one mail after the other, as Django has it."""
    for ready in mails:
        try:
            backend.send_messages([ready.skeleton.mail(ready.to)])
        except (OSError, smtplib.SMTPException) as error:
            yield Answer(ready, DeliveryFailed(said(error)))
        else:
            yield Answer(ready)
