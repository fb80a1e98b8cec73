"""The message of one call: composed when it is sent, from publications that never change."""

import json
from dataclasses import dataclass
from typing import Any

from calendar_app.models.public import Publication
from calendar_app.models.readers import Delivery, Webhook
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import SelectionError

from . import shape
from .announce import wish
from .differences import differences


@dataclass(frozen=True)
class Message:
    """`id` is that of the change for this webhook: every repeat carries the same."""

    id: str
    body: bytes


def name(delivery: Delivery) -> str:
    """The message's id."""
    return f"msg_{delivery.pk.hex}"


def message(delivery: Delivery, webhook: Webhook, *, site: str) -> Message | None:
    """What changed in one event, for one webhook; None where the publication is there no more."""
    of = Publication.objects.of(Noun.EVENT).filter(subject=delivery.event)
    after = of.filter(since=delivery.revision).select_related("since").first()
    if after is None:
        return None
    before = of.filter(until_rev=delivery.revision).first()
    data = {
        "webhook": str(webhook.pk),
        "revision": after.since_id,
        "selection": webhook.selection,
        "matches": _matches(webhook, after),
        "event": shape.event(after, language=webhook.language, site=site),
        "changes": differences(before, after),
        "reason": after.since.reason or None,
    }
    return Message(name(delivery), written(delivery.kind, after.since.at.isoformat(), data))


def written(kind: str, timestamp: str, data: dict[str, Any]) -> bytes:
    """A message's body: its type, the moment of what it tells, and the rest (Standard Webhooks, payload structure)."""
    body = {"type": kind, "timestamp": timestamp, "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _matches(webhook: Webhook, after: Publication) -> bool:
    """Whether the event answers the selection now; a change that takes it out of it is told once, with False."""
    try:
        rows = wish(webhook).ever()
    except SelectionError:
        return True
    return rows.filter(subject=after.subject, since_rev=after.since_id, tombstone="").exists()
