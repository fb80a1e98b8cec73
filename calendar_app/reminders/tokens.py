"""Tokens in mails: derived from the site's key, and kept nowhere (docs/adr/0012).

Each mail must carry the links of its reader again, so they cannot be random and hashed. Whoever reads the database
without the key can open none of them.
"""

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from secrets import token_hex
from typing import Any, Protocol

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from calendar_app.models.readers import Subscription

#: What tokens begin with: by these letters config.discretion keeps them out of every log.
CONFIRM, MANAGE, END = "dcc_", "dcs_", "dcu_"
OCTETS = 26  # of the code in a token: 208 bits, and with the number before it no padding


class Holder(Protocol):
    """A subscription, or what stands for one."""

    @property
    def pk(self) -> uuid.UUID: ...
    @property
    def nonce(self) -> str: ...


def nonce() -> str:
    """Something that no other subscription has; a new one ends the link to the manage page."""
    return token_hex(32)


def token(kind: str, subscription: Holder) -> str:
    """The token of this kind for this subscription."""
    return _signed(kind, subscription, settings.SECRET_KEY)


def found(kind: str, text: str) -> Subscription:
    """Whose token this is. Raises Subscription.DoesNotExist, for a wrong one as for one whose subscription is gone."""
    try:
        number = uuid.UUID(bytes=urlsafe_b64decode(text.removeprefix(kind).encode())[:16])
    except (ValueError, binascii.Error) as error:
        raise Subscription.DoesNotExist from error
    subscription = Subscription.objects.get(pk=number)
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if not any(constant_time_compare(text, _signed(kind, subscription, key)) for key in keys):
        raise Subscription.DoesNotExist
    return subscription


def _signed(kind: str, subscription: Holder, key: str) -> str:
    """The way out depends on no nonce: it stays open for ever."""
    number = subscription.pk
    code = _begun(kind, key).copy()
    code.update(f"{number} {'' if kind == END else subscription.nonce}".encode())
    return kind + urlsafe_b64encode(number.bytes + code.digest()[:OCTETS]).decode()


@lru_cache(maxsize=32)
def _begun(kind: str, key: str) -> Any:
    """The code under this key before anything is said: a third of its cost, and the same for every reader."""
    return salted_hmac(f"calendar_app.reminders.{kind}", "", key, algorithm="sha256")
