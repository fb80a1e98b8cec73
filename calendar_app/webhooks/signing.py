"""Secrets and signatures (Standard Webhooks 1.0, symmetric): HMAC-SHA256 over id, timestamp and body."""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

PREFIX = "whsec_"
OCTETS = 32  # of randomness in a secret; the specification allows 24 to 64
OVERLAP = timedelta(days=1)  # for which a secret that was replaced still signs beside the new one

Kept = list[dict[str, Any]]


def fresh() -> str:
    """A new secret, as its owner is shown it once."""
    return PREFIX + b64encode(secrets.token_bytes(OCTETS)).decode()


def rotated(kept: Kept, key: str, now: datetime) -> Kept:
    """The secrets with a new one in front; the one before it signs for another day, any older one no longer."""
    until = (now + OVERLAP).isoformat()
    return [{"key": key, "until": None}, *({"key": one["key"], "until": until} for one in kept[:1])]


def standing(kept: Kept, now: datetime) -> Iterable[str]:
    """Those that sign at the moment, newest first."""
    return [one["key"] for one in kept if one["until"] is None or datetime.fromisoformat(one["until"]) > now]


def headers(kept: Kept, *, message: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers of one call: its id, which repeats keep, the moment of this attempt, and a signature by each secret."""
    timestamp = str(int(now.timestamp()))
    signed = f"{message}.{timestamp}.".encode() + body
    signatures = [f"v1,{_signature(key, signed)}" for key in standing(kept, now)]
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


def _signature(key: str, signed: bytes) -> str:
    return b64encode(hmac.digest(b64decode(key.removeprefix(PREFIX)), signed, sha256)).decode()
