"""Endpoints on loopback: a real HTTP server that keeps what it was sent and answers as a test tells it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook as Verifier

Answer = int | Callable[[dict[str, Any]], tuple[int, bytes]]


@dataclass
class Sink:
    """`answers` are given one a call, the last one ever again; `pause` seconds pass before each."""

    answers: list[Answer]
    pause: float = 0
    port: int = 0
    location: str = ""
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?a=1"

    @property
    def also(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.calls]

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.calls]

    def verified(self, key: str, number: int = -1) -> Any:
        """What the receivers' own library makes of a call; it raises where the signature is wrong."""
        headers, body = self.calls[number]
        return Verifier(key).verify(body, headers)

    def answer(self, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        with self.lock:
            self.calls.append((headers, body))
            wanted = self.answers[min(len(self.calls), len(self.answers)) - 1]
        time.sleep(self.pause)
        return (wanted, b"") if isinstance(wanted, int) else wanted(json.loads(body))


def echo(said: dict[str, Any]) -> tuple[int, bytes]:
    """What an endpoint answers to a challenge."""
    return 200, said["data"]["challenge"].encode() if said["type"] == "webhook.challenge" else b""


@contextmanager
def sinking(*answers: Answer, pause: float = 0, location: str = "") -> Iterator[Sink]:
    sink = Sink(list(answers), pause, location=location)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, text = sink.answer({name.lower(): value for name, value in self.headers.items()}, body)
            self.send_response(status)
            if sink.location:
                self.send_header("Location", sink.location)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sink.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
