"""A connection to the mail server over which mails go one after the other without waiting for each answer.

Commands go in groups (RFC 2920) where the server offers it: the end of one mail with the envelope of the next, so that a
mail costs one round trip. Otherwise each waits for its answer. Everything before the first mail (greeting, TLS, sign-in)
is Django's and smtplib's.
"""

import smtplib
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from .compose import Ready
from .errors import DeliveryFailed

END, RESET, DATA, GO_ON = b".\r\n", b"RSET\r\n", b"DATA\r\n", 354
BREAKS = 3  # connections that may break in a row before the server counts as one that cannot be reached
SHOWN = 300
LONGEST = 8192  # octets in a line of an answer
HUNG_UP = "Connection unexpectedly closed"
Reply = tuple[int, bytes]


class Answer(NamedTuple):
    """What the server said of a mail: it took it, unless there is a failure."""

    ready: Ready
    failure: DeliveryFailed | None = None


class Line:
    """One connection, opened again where it breaks."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend
        self.unsent: deque[bytes] = deque()
        self.breaks = 0

    def open(self) -> None:
        """Be connected. Raises DeliveryFailed, of no mail in particular."""
        try:
            self.backend.open()
            assert self.backend.connection, "it is open"  # noqa: S101 - narrows the type
            self.smtp = self.backend.connection
            self.smtp.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise DeliveryFailed(said(error), tried=False) from error
        assert self.smtp.file, "it has greeted"  # noqa: S101 - narrows the type
        self.answers: BinaryIO = self.smtp.file
        self.grouped = self.smtp.has_extn("pipelining")
        options = " BODY=8BITMIME" if self.smtp.has_extn("8bitmime") else ""
        self.sender = f"MAIL FROM:{smtplib.quoteaddr(settings.DEFAULT_FROM_EMAIL)}{options}\r\n".encode("ascii")

    def close(self) -> None:
        """Take leave of the server."""
        self.backend.close()

    def talk(self, mails: Iterator[Ready]) -> Iterator[Answer | None]:
        """Hand over mails; None where others may use the time until the server answers.

        Raises DeliveryFailed where the server is not there, or is not there again and again.
        """
        ready, offered = next(mails, None), False
        while ready:
            after: Ready | None = None
            try:
                if not offered:
                    self.open()
                    self._write(*self._envelope(ready))
                    yield None
                failure, offered = self._refusal(), False
                after = next(mails, None)
                if failure is None:
                    self._write(ready.text + END, *(self._envelope(after) if after else ()))
                    offered = after is not None
                    yield None
                    failure = _failure(self._reply(), permanently=True)
                self.breaks = 0
            except (OSError, smtplib.SMTPException) as error:
                failure, offered = self._broken(error), False
            except DeliveryFailed as gone:
                yield Answer(ready, gone)
                raise
            yield Answer(ready, failure)
            if self.breaks >= BREAKS:
                lost = DeliveryFailed(str(failure), tried=False)
                if after:
                    yield Answer(after, lost)
                raise lost
            ready = after

    def _envelope(self, ready: Ready) -> list[bytes]:
        return [self.sender, f"RCPT TO:<{ready.to.address}>\r\n".encode("ascii"), DATA]

    def _refusal(self) -> DeliveryFailed | None:
        """What the server has against an envelope; it is ready for another afterwards."""
        sender, to, data = self._reply(), self._reply(), self._reply()
        failure = _failure(sender, permanently=False) or _failure(to, permanently=True)
        if data[0] != GO_ON:
            failure = failure or _failure(data, permanently=True)
            self._write(RESET)
            self._reply()
        elif failure:  # it waits for a text that nobody receives (RFC 2920 section 3.1)
            self._write(END)
            self._reply()
        return failure

    def _write(self, *commands: bytes) -> None:
        if self.grouped:
            self.smtp.send(b"".join(commands))
        else:
            self.unsent.extend(commands)

    def _reply(self) -> Reply:
        if self.unsent:
            self.smtp.send(self.unsent.popleft())
        code, more, said = self._line()
        while more == b"-":
            code, more, rest = self._line()
            said += b"\n" + rest
        return code, said

    def _line(self) -> tuple[int, bytes, bytes]:
        line = self.answers.readline(LONGEST)
        if line[-1:] != b"\n" or not line[:3].isdigit():
            raise smtplib.SMTPServerDisconnected(f"no answer, but {line[:SHOWN]!r}" if line else HUNG_UP)
        return int(line[:3]), line[3:4], line[4:].strip()

    def _broken(self, error: Exception) -> DeliveryFailed:
        self._drop()
        self.breaks += 1
        return DeliveryFailed(said(error))

    def _drop(self) -> None:
        if self.backend.connection:
            self.backend.connection.close()
        self.backend.connection = None
        self.unsent.clear()


def _failure(reply: Reply, *, permanently: bool) -> DeliveryFailed | None:
    code = reply[0]
    if 200 <= code < 300:
        return None
    no = permanently and code >= 500
    return DeliveryFailed(said(smtplib.SMTPResponseException(*reply)), permanent=no)


def said(error: Exception) -> str:
    """What an operator reads of it."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        return f"{error.smtp_code} {words}"[:SHOWN]
    return f"{type(error).__name__}: {error}"[:SHOWN]
