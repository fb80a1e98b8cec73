"""A mail server on loopback that takes mails, refuses them, or goes away in the middle, as a test tells it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services import free_port

Answer = Callable[[str], str]


class Sink:
    """What arrived, and how the next mails are answered: `says` is asked after each mail, with its recipient."""

    def __init__(self) -> None:
        self.grouped = True  # whether it offers RFC 2920
        self.greeted = 0
        self.raw: list[bytes] = []
        self.to: list[str] = []
        self.says: Answer = lambda _to: "250 taken"
        self.knows: Answer = lambda _to: "250 known"

    @property
    def mails(self) -> list[EmailMessage]:
        """Each mail as the standard library reads it."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name and signature
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeted += 1
        return [*responses[:-1], *(["250-PIPELINING"] if self.grouped else []), responses[-1]]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name and signature
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = self.knows(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.says(envelope.rcpt_tos[0])
        if answer.startswith("2") or answer == "taken and gone":
            self.raw.append(bytes(envelope.original_content or b""))
            self.to.append(envelope.rcpt_tos[0])
        if not answer[0].isdigit():
            assert server.transport
            server.transport.close()
        return answer


@contextmanager
def sink(settings: Any) -> Iterator[Sink]:
    """Mails go there meanwhile."""
    taken = Sink()
    server = Controller(taken, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 20
    try:
        yield taken
    finally:
        server.stop()
