"""A mail server on loopback that says whatever a test has it say, to each command and to each text."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Says = Callable[[str], str]
TEXT = "(text)"  # what `says` is asked after a text; it answers "" for the usual
HANG, GONE = "says nothing", "hangs up"
USUAL = {"EHLO": "250-odd\r\n250-PIPELINING\r\n250 8BITMIME", "DATA": "354 go on", "QUIT": "221 bye"}


class Odd:
    """`heard` are the commands, each with the number of its connection; at most `most` connections at a time."""

    def __init__(self, says: Says, most: int = 100) -> None:
        self.says, self.most = says, most
        self.heard: list[tuple[int, str]] = []
        self.connections = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.server.getsockname()[1])
        self.open: list[socket.socket] = []

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                one, _ = self.server.accept()
                self.connections += 1
                self.open.append(one)
                threading.Thread(target=self._talk, args=(one, self.connections), daemon=True).start()

    def leave(self) -> None:
        """Take no more connections."""
        with suppress(OSError):  # it left before
            self.server.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.leave()
        self.server.close()
        for one in self.open:
            one.close()

    def _talk(self, one: socket.socket, number: int) -> None:
        with one, one.makefile("rwb", buffering=0) as stream, suppress(OSError, ValueError):
            stream.write(b"220 odd\r\n" if number <= self.most else b"421 too many\r\n")
            text = False
            for line in iter(stream.readline, b""):
                if text and line != b".\r\n":
                    continue
                command = TEXT if text else line.decode().strip()
                self.heard.append((number, command))
                answer = self.says(command) or USUAL.get(command[:4], "250 ok")
                text = answer.startswith("354")
                if answer == HANG:
                    time.sleep(3)
                if answer in (HANG, GONE):
                    one.shutdown(socket.SHUT_RDWR)
                    return
                stream.write(answer.encode() + b"\r\n")


@contextmanager
def odd(settings: Any, says: Says, *, patience: float = 20, **options: Any) -> Iterator[Odd]:
    """Mails go there meanwhile."""
    server = Odd(says, **options)
    threading.Thread(target=server.serve, daemon=True).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, patience
    try:
        yield server
    finally:
        server.close()
