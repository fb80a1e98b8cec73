"""A mail server with moods, as a program of its own: `python -m tests.prove.moody PORT FOLDER MOOD SEED`.

It takes what it is given and writes a line (moment, recipient, Message-ID) before it says so. `refuses` says “later” to
every fifth recipient and sometimes at the door; `half` hangs up in the middle of batches, before or after it took a mail.
"""

import asyncio
import random
import sys
import time
from pathlib import Path
from typing import IO

from tests.reminders.program import ID

SAID = {b"EHLO": b"250-moody\r\n250-PIPELINING\r\n250 8BITMIME\r\n", b"QUIT": b"221 bye\r\n"}
KEPT = b"journey"  # whose mails are kept whole


class Dialogue(asyncio.Protocol):
    """One connection."""

    def __init__(self, folder: Path, log: IO[bytes], mood: str, chance: random.Random) -> None:
        self.folder, self.log, self.mood, self.chance = folder, log, mood, chance
        self.buffer, self.text, self.to = bytearray(), False, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        busy = self.mood == "refuses" and self.chance.random() < 0.2
        transport.write(b"421 busy\r\n" if busy else b"220 moody\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n.\r\n" if self.text else b"\r\n")) >= 0:
            whole = bytes(self.buffer[:end])
            del self.buffer[: end + (5 if self.text else 2)]
            self.transport.write(self._taken(whole) if self.text else self._answer(whole))

    def _answer(self, command: bytes) -> bytes:
        verb = command[:4].upper()
        if verb == b"RCPT":
            refused = self.mood == "refuses" and self.chance.random() < 0.2
            self.to = b"" if refused else command.partition(b"<")[2].partition(b">")[0]
            return b"451 later\r\n" if refused else b"250 known\r\n"
        if verb == b"DATA":
            self.text = bool(self.to)
            return b"354 go on\r\n" if self.to else b"554 nobody\r\n"
        return SAID.get(verb, b"250 ok\r\n")

    def _taken(self, text: bytes) -> bytes:
        self.text = False
        whim = self.chance.random() if self.mood == "half" else 1
        if whim < 0.02:
            self.transport.abort()  # it was not taken
            return b""
        found = ID.search(text)
        if self.to.startswith(KEPT):
            (self.folder / f"{time.time():.3f}.eml").write_bytes(text.replace(b"\r\n..", b"\r\n."))
        self.log.write(b"%.3f %s %s\n" % (time.time(), self.to, found[1] if found else b"-"))
        self.log.flush()
        if whim < 0.04:
            self.transport.abort()  # it was, and nobody hears of it
        return b"250 taken\r\n"


async def main(port: int, folder: Path, mood: str, seed: int) -> None:
    """Serve until killed."""
    chance = random.Random(seed)
    with (folder / "taken").open("ab") as log:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Dialogue(folder, log, mood, chance), "127.0.0.1", port)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
