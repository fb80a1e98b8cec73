"""The addresses that a mail leads its reader back to."""

from . import tokens
from .tokens import Holder

ROOT = "/mail"


def confirm(subscription: Holder, site: str) -> str:
    return f"{site}{ROOT}/confirm/{tokens.token(tokens.CONFIRM, subscription)}/"


def manage(subscription: Holder, site: str) -> str:
    return f"{site}{ROOT}/manage/{tokens.token(tokens.MANAGE, subscription)}/"


def end(subscription: Holder, site: str) -> str:
    """Where one POST unsubscribes (RFC 8058) and a visit only asks."""
    return f"{site}{ROOT}/unsubscribe/{tokens.token(tokens.END, subscription)}/"
