"""A mail server as a program of its own: `python -m tests.reminders.program PORT [FILE]`.

It offers PIPELINING, accepts everything, and writes a line with recipient and Message-ID of each mail to the file before
it says so. Nothing is stored and nothing parsed that need not be: it is also what `dev.py bench` sends to.
"""

import asyncio
import re
import sys
from pathlib import Path
from typing import IO

ID = re.compile(rb"^Message-ID: ?\s*(\S+)", re.MULTILINE | re.IGNORECASE)
SAID = {
    b"DATA": b"354 go on\r\n",
    b"EHLO": b"250-loopback\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
    b"QUIT": b"221 bye\r\n",
}
END = b"\r\n.\r\n"


class Dialogue(asyncio.Protocol):
    """One connection."""

    def __init__(self, kept: IO[bytes] | None) -> None:
        self.kept = kept
        self.buffer, self.text, self.to = bytearray(), False, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 loopback\r\n")

    def data_received(self, data: bytes) -> None:
        searched = max(0, len(self.buffer) - len(END))
        self.buffer += data
        answers = b""
        while (end := self.buffer.find(END if self.text else b"\r\n", searched)) >= 0:
            whole = bytes(self.buffer[:end])
            del self.buffer[: end + len(END if self.text else b"\r\n")]
            answers += self._taken(whole) if self.text else self._answer(whole)
            searched = 0
        self.transport.write(answers)

    def _taken(self, text: bytes) -> bytes:
        self.text = False
        if self.kept:
            found = ID.search(text)
            self.kept.write(self.to + b" " + (found[1] if found else b"") + b"\n")
            self.kept.flush()
        return b"250 taken\r\n"

    def _answer(self, command: bytes) -> bytes:
        verb = command[:4].upper()
        self.text = verb == b"DATA"
        if verb == b"RCPT":
            self.to = command.partition(b"<")[2].partition(b">")[0]
        return SAID.get(verb, b"250 ok\r\n")


async def main(port: int, file: str = "") -> None:
    """Serve until killed."""
    kept = Path(file).open("ab") if file else None  # noqa: SIM115 - for as long as the program lives
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Dialogue(kept), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *sys.argv[2:]))
