"""Tokens in mails: derived from the site's key, and kept nowhere (docs/adr/0012).

Each mail must carry the links of its reader again, so they cannot be random and hashed. Whoever reads the database
without the key can open none of them.
"""

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from secrets import token_hex

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from calendar_app.models.readers import Subscription

#: What tokens begin with: by these letters config.discretion keeps them out of every log.
CONFIRM, MANAGE, END = "dcc_", "dcs_", "dcu_"
OCTETS = 26  # of the code in a token: 208 bits, and with the number before it no padding


def nonce() -> str:
    """Something that no other subscription has; a new one ends the link to the manage page."""
    return token_hex(32)


def token(kind: str, subscription: Subscription) -> str:
    """The token of this kind for this subscription."""
    return next(_tokens(kind, subscription))


def found(kind: str, text: str) -> Subscription:
    """Whose token this is. Raises Subscription.DoesNotExist, for a wrong one as for one whose subscription is gone."""
    try:
        number = uuid.UUID(bytes=urlsafe_b64decode(text.removeprefix(kind).encode())[:16])
    except (ValueError, binascii.Error) as error:
        raise Subscription.DoesNotExist from error
    subscription = Subscription.objects.get(pk=number)
    if not any(constant_time_compare(text, right) for right in _tokens(kind, subscription)):
        raise Subscription.DoesNotExist
    return subscription


def _tokens(kind: str, subscription: Subscription) -> Iterator[str]:
    """By the site's key, then by its former ones. The way out depends on no nonce: it stays open for ever."""
    said = "" if kind == END else subscription.nonce
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        code = salted_hmac(f"calendar_app.reminders.{kind}", f"{subscription.pk} {said}", key, algorithm="sha256")
        yield kind + urlsafe_b64encode(subscription.pk.bytes + code.digest()[:OCTETS]).decode()
