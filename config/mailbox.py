"""Celery messages as files in one folder: needs no server, and crosses the processes of one machine.

Kombu's own filesystem transport can hand a half-written file to the worker and trips over it. Here a message appears
by rename, whole or not at all, and is taken by rename, once. A file that is no message is put aside with a warning.
"""

import logging
import time
import uuid
from functools import cached_property
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, virtual
from kombu.utils.json import dumps, loads

SCHEME = "files"
TRANSPORT_ALIASES[SCHEME] = "config.mailbox:Transport"
log = logging.getLogger(__name__)


class Channel(virtual.Channel):
    """One folder holds every queue: `<moment>-<id>.<queue>.msg`, taken in the order of the moments."""

    @cached_property
    def folder(self) -> Path:
        """The folder named by the transport option `folder`, made at first use."""
        folder = Path(self.connection.client.transport_options["folder"])  # type: ignore[union-attr,index] # set in config.broker
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _waiting(self, queue: str) -> list[Path]:
        return sorted(self.folder.glob(f"*.{queue}.msg"))

    def _put(self, queue: str, message: Any, **_: Any) -> None:
        name = f"{time.time_ns():020}-{uuid.uuid4().hex}"
        draft = self.folder / f"{name}.draft"
        draft.write_text(dumps(message), encoding="utf-8")
        draft.rename(self.folder / f"{name}.{queue}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:  # noqa: ARG002 - kombu's signature
        for path in self._waiting(queue):
            taken = path.with_suffix(f".{uuid.uuid4().hex}")
            try:
                path.rename(taken)
            except FileNotFoundError:
                continue  # another worker was first
            text = taken.read_bytes()
            taken.unlink()
            try:
                return loads(text)
            except ValueError:
                log.warning("dropped %s, which is no message", path)
        raise Empty

    def _size(self, queue: str) -> int:
        return len(self._waiting(queue))

    def _purge(self, queue: str) -> int:
        waiting = self._waiting(queue)
        for path in waiting:
            path.unlink(missing_ok=True)
        return len(waiting)


class Transport(virtual.Transport):
    """The transport behind `files://`."""

    Channel = Channel
    global_state = virtual.BrokerState()
    default_port = 0
    polling_interval = 0.2
    driver_type = driver_name = SCHEME
    implements = virtual.Transport.implements.extend(asynchronous=False, exchange_type=frozenset({"direct"}))

    def driver_version(self) -> str:
        """Kombu asks for one."""
        return "1"
