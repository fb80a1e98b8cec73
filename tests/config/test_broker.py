"""The broker is files by default and Redis on demand; no broker, dead or deaf, can hold up a publication."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import Celery
from kombu.exceptions import OperationalError

from config import broker
from config.env import Environment, SettingError


def test_files_by_default(tmp_path: Path) -> None:
    assert broker.address(Environment({}), tmp_path) == (
        "files://localhost",
        {"folder": str(tmp_path / "run" / "messages")},
    )


@pytest.mark.parametrize("url", ["redis://127.0.0.1:6379/0", "rediss://:secret@cache.example/1"])
def test_redis_on_demand(tmp_path: Path, url: str) -> None:
    assert broker.address(Environment({"REDIS_URL": url}), tmp_path)[0] == url


@pytest.mark.parametrize("url", ["127.0.0.1:6379", "redis:///0", "amqp://localhost", "redis://[x"])
def test_what_is_no_redis(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError) as failure:
        broker.address(Environment({"REDIS_URL": url}), tmp_path)
    assert str(failure.value) == (
        "REDIS_URL is no address of a Redis. Write REDIS_URL=redis://127.0.0.1:6379/0, or leave it out."
    )


def publisher(port: int) -> Celery:
    """A Celery app that publishes as ours does, to a Redis on the port."""
    url, options = broker.address(Environment({"REDIS_URL": f"redis://127.0.0.1:{port}/0"}), Path("/nowhere"))
    app = Celery("probe", broker=url, set_as_current=False)
    app.conf.update(broker_transport_options=options, task_publish_retry=False, broker_connection_timeout=2)
    return app


@contextmanager
def deaf() -> Iterator[int]:
    """A port where something accepts connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield listener.getsockname()[1]


def test_a_redis_that_is_down_fails_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
        app = publisher(taken.getsockname()[1])
        began = time.monotonic()
        for _ in range(20):
            with pytest.raises(OperationalError):
                app.send_task("anything")
    assert time.monotonic() - began < 2


def test_a_redis_that_does_not_answer_fails_soon() -> None:
    with deaf() as port:
        began = time.monotonic()
        with pytest.raises(OperationalError):
            publisher(port).send_task("anything")
    assert time.monotonic() - began < 8  # it would be for ever
