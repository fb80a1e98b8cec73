"""Codes of authenticator apps: RFC 6238 with the values that every app takes, SHA-1, 30 seconds and six digits.

The secret is derived from the site's key and a nonce, and kept nowhere (docs/adr/0017).
"""

import hashlib
import hmac
import unicodedata
from base64 import b32encode
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

PERIOD = 30  # seconds
DIGITS = 6
DRIFT = 1  # periods that an app's clock may be wrong by, either way
OCTETS = 20  # of a secret (RFC 4226 section 4, R6)


def secret(nonce: str) -> bytes:
    """What the app and the site share."""
    return next(_secrets(nonce))


def spelled(key: bytes) -> str:
    """The secret as an app takes it by hand: Base32 in groups of four."""
    text = b32encode(key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(key: bytes, *, account: str, issuer: str) -> str:
    """The `otpauth:` address that an app reads from a QR code."""
    issuer = issuer.replace(":", " ")  # which parts it from the account
    query = urlencode({"secret": b32encode(key).decode(), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"


def code(key: bytes, step: int) -> str:
    """The code of one period (RFC 4226 section 5.3)."""
    octets = hmac.digest(key, step.to_bytes(8), hashlib.sha1)
    offset = octets[-1] & 0xF
    number = int.from_bytes(octets[offset : offset + 4]) & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching(nonce: str, text: str, *, now: datetime) -> int | None:
    """The period whose code was typed, by the site's key or a former one; None where it is nobody's."""
    typed = "".join(str(unicodedata.decimal(letter, "")) for letter in text)
    present = int(now.timestamp()) // PERIOD
    for key in _secrets(nonce):
        for step in range(present - DRIFT, present + DRIFT + 1):
            if constant_time_compare(typed, code(key, step)):
                return step
    return None


def _secrets(nonce: str) -> Iterator[bytes]:
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("calendar_app.accounts.totp", nonce, key, algorithm="sha256").digest()[:OCTETS]
