"""What follows from what, on one page.

Publishing sends `published` inside its transaction; when that is committed, each consumer is woken and catches up from
its own cursor on the revision. A call that is lost loses nothing: the clock looks every few seconds.

    published → exports (the named feeds as files)
              → webhooks (programs that asked to be told)
              → mails (readers who follow what changed)
    owed      → mails (a confirmation that its reader waits for)
    uploaded  → imports (a file that its editor waits for)
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from threading import Thread
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import receiver

from .signals import owed, published, uploaded
from .tasks import exports, imports, reminders, webhooks

log = logging.getLogger(__name__)
CONSUMERS = (exports.wake, webhooks.wake, reminders.wake)
MAILS = (reminders.wake,)
PATIENCE = 0.3  # seconds that a publisher gives a broker that does not answer


@receiver(published, dispatch_uid="calendar_app.receivers")
def published_means(**_: Any) -> None:
    """Once the publication stands, wake whoever works from it."""
    transaction.on_commit(wake, robust=True)


@receiver(owed, dispatch_uid="calendar_app.receivers.owed")
def owed_means(**_: Any) -> None:
    """Once it is owed, wake whoever sends."""
    transaction.on_commit(partial(wake, MAILS), robust=True)


@receiver(uploaded, dispatch_uid="calendar_app.receivers.uploaded")
def uploaded_means(*, upload: UUID, **_: Any) -> None:
    """Once it is kept, wake whoever reads and applies files."""
    transaction.on_commit(partial(wake, (partial(imports.wake, upload),)), robust=True)


def wake(consumers: Iterable[Callable[[], None]] | None = None) -> None:
    """Call the consumers from a thread of their own, so that no broker, down or deaf, can fail or delay a publication."""
    thread = Thread(target=_call, args=(consumers or CONSUMERS,), name="wake consumers", daemon=True)
    thread.start()
    thread.join(PATIENCE)


def _call(consumers: Iterable[Callable[[], None]]) -> None:
    for consumer in consumers:
        try:
            consumer()
        except Exception:  # whatever a broker's client raises: the clock will find the work
            log.warning("%s could not be called; the clock will see to it.", _name(consumer), exc_info=True)


def _name(consumer: Callable[[], None]) -> str:
    return str(getattr(consumer, "func", consumer).__module__)
