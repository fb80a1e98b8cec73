"""What follows from publishing, and that no broker can fail or delay it."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from celery import current_app

from calendar_app import receivers
from calendar_app.models.public import Publication
from calendar_app.signals import uploaded
from tests import factories as make
from tests.reminders.readers import asked


@pytest.fixture
def broker() -> Iterator[Any]:
    """Point Celery at another broker for one test."""
    before = {name: current_app.conf[name] for name in ("broker_url", "broker_write_url", "broker_transport_options")}

    def use(url: str, **options: Any) -> None:
        _set(broker_url=url, broker_write_url=url, broker_transport_options=options)

    yield use
    _set(**before)


def _set(**values: Any) -> None:
    current_app.conf.update(**values)
    app: Any = current_app
    app._after_fork()  # Celery's own way to forget its connections


def _until_called() -> None:
    """Publishing waits for a moment alone; a busy machine takes longer."""
    for thread in threading.enumerate():
        if thread.name == "wake consumers":
            thread.join(30)


@pytest.mark.django_db(transaction=True)
def test_publishing_leaves_a_message_once_it_is_committed(broker: Any, tmp_path: Path) -> None:
    broker("files://localhost", folder=str(tmp_path))
    make.publish(make.event())
    _until_called()
    messages = "".join(message.read_text() for message in tmp_path.glob("*.msg"))
    for task in ("exports.catch_up", "webhooks.catch_up"):
        assert messages.count(f"calendar_app.tasks.{task}") == 1


@pytest.mark.django_db(transaction=True)
def test_a_confirmation_that_is_owed_wakes_the_sender(broker: Any, tmp_path: Path) -> None:
    broker("files://localhost", folder=str(tmp_path))
    asked()
    _until_called()
    (message,) = tmp_path.glob("*.msg")
    assert "calendar_app.tasks.reminders.send" in message.read_text()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_was_uploaded_wakes_whoever_reads_it(broker: Any, tmp_path: Path) -> None:
    broker("files://localhost", folder=str(tmp_path))
    upload = uuid4()
    uploaded.send(sender=None, upload=upload)
    _until_called()
    messages = "".join(message.read_text() for message in tmp_path.glob("*.msg"))
    assert messages.count("calendar_app.tasks.imports.work") == 1
    assert str(upload) in messages


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_down_publishing_goes_on(broker: Any, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    broker(f"redis://127.0.0.1:{port}/0", max_retries=0, socket_connect_timeout=1)
    with caplog.at_level(logging.WARNING):
        make.publish(make.event())
        _until_called()
    assert Publication.objects.current().filter(kind="event").count() == 1
    assert caplog.messages == [
        f"calendar_app.tasks.{task} could not be called; the clock will see to it."
        for task in ("exports", "webhooks", "reminders")
    ]


@pytest.mark.django_db(transaction=True)
def test_a_deaf_broker_delays_nobody(broker: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        broker(f"redis://127.0.0.1:{deaf.getsockname()[1]}/0", max_retries=0, socket_timeout=30)
        begun = time.monotonic()
        receivers.wake()
        assert time.monotonic() - begun < 10


def test_a_consumer_that_cannot_be_called_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing() -> None:
        raise OSError("no broker")

    monkeypatch.setattr(receivers, "CONSUMERS", (failing,))
    with caplog.at_level(logging.WARNING):
        receivers.wake()
        _until_called()
    assert caplog.messages == ["tests.test_receivers could not be called; the clock will see to it."]
