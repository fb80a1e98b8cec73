"""A server on loopback that says exactly what a test tells it, and remembers what it was asked."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

#: What is sent, or what makes it piece by piece, for as long as somebody listens.
Answer = bytes | Callable[[], Iterator[bytes]]


@dataclass
class Server:
    """`answers` are given one a connection, the last one ever again; `pause` seconds lie between single octets."""

    answers: list[Answer]
    pause: float = 0
    port: int = 0
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    sent: int = 0

    def __call__(self, client: socket.socket) -> None:
        self.connections += 1
        answer = self.answers[min(self.connections, len(self.answers)) - 1]
        with client, suppress(OSError):
            client.settimeout(5)
            self.requests.append(client.recv(65_536))
            for piece in self._pieces(answer):
                client.sendall(piece)
                self.sent += len(piece)
                time.sleep(self.pause)

    def _pieces(self, answer: Answer) -> Iterator[bytes]:
        if not isinstance(answer, bytes):
            return answer()
        return (bytes([octet]) for octet in answer) if self.pause else iter([answer])


@contextmanager
def serving(*answers: Answer, pause: float = 0) -> Iterator[Server]:
    """The server, until the block ends."""
    server = Server(list(answers), pause)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=_accept, args=(listener, server), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def _accept(listener: socket.socket, server: Server) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=server, args=(client,), daemon=True).start()


def ok(body: bytes, *headers: str) -> bytes:
    """200 with that body."""
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def moved(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def dripped(head: bytes, body: bytes, seconds: float) -> Callable[[], Iterator[bytes]]:
    """The head at once, then the body in equal parts spread over the seconds."""

    def pieces() -> Iterator[bytes]:
        yield head
        parts = 20
        for number in range(parts):
            time.sleep(seconds / parts)
            yield body[len(body) * number // parts : len(body) * (number + 1) // parts]

    return pieces


def endless(head: bytes, piece: bytes) -> Callable[[], Iterator[bytes]]:
    """The head, then the piece for ever."""

    def pieces() -> Iterator[bytes]:
        yield head
        while True:
            yield piece

    return pieces
