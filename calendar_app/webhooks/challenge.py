"""The challenge: nobody is called who has not said once, in a signed exchange, that he wants to be."""

import hmac
import json
import secrets

from calendar_app.models.public import Head
from calendar_app.models.readers import Webhook

from . import kinds, signing
from .message import written
from .results import Result, called
from .terms import Terms

KEEP = 4096  # octets of the answer in which the challenge is looked for


def start(*, webhook: Webhook, terms: Terms) -> Result:
    """Challenge the endpoint; where it answers, calls begin with the next revision, or go on where they stopped."""
    now = terms.clock()
    value = secrets.token_urlsafe(24)
    body = written(kinds.CHALLENGE, now.isoformat(), {"webhook": str(webhook.pk), "challenge": value})
    headers = signing.headers(webhook.secrets, message=f"msg_{secrets.token_hex(16)}", body=body, now=now)
    result = called(webhook.url, body=body, headers=headers, terms=terms, keep=KEEP)
    if not result.accepted or not _echoes(result.body, value):
        return Result(0 if result.accepted else result.status, "echo" if result.accepted else result.note)
    mine = Webhook.objects.filter(pk=webhook.pk, confirmed__isnull=False)
    mine.filter(answered__isnull=True).update(revision=Head.number())
    mine.update(answered=now, paused=None, halt="", failing=None)
    return result


def _echoes(body: bytes, value: str) -> bool:
    """Whether the answer is the challenge, as text or as the member `challenge` of a JSON object."""
    text = body.decode("utf-8", "replace").strip()
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        read = text
    given = read.get("challenge") if isinstance(read, dict) else read
    return isinstance(given, str) and hmac.compare_digest(given.encode(), value.encode())
