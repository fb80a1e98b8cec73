"""What is kept of whoever signs in: the network instead of the address, and the browser's name instead of its header."""

import re
from datetime import datetime
from ipaddress import IPv4Address, ip_address, ip_network
from typing import NamedTuple

from django.contrib.auth.models import User

from calendar_app.models.accounts import SignIn
from calendar_app.models.vocabulary import Outcome

#: What stands in the header → what it is; the first that is found.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("YaBrowser", "Yandex Browser"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
PRODUCT = re.compile(r"[\w.-]{1,30}", re.ASCII)


class Visitor(NamedTuple):
    """Where somebody comes from, shortened, and with what."""

    address: str
    browser: str


def visitor(*, address: str, agent: str) -> Visitor:
    """Of an address (or, of IPv6, a network) and a User-Agent header (RFC 9110 section 10.1.5)."""
    return Visitor(network(address), browser(agent))


def network(text: str) -> str:
    """Of IPv4 its /24, of IPv6 its /48; nothing where it is no address."""
    try:
        address = ip_address(text.partition("/")[0])
    except ValueError:
        return ""
    return str(ip_network(f"{address}/{24 if isinstance(address, IPv4Address) else 48}", strict=False))


def browser(agent: str) -> str:
    """“Firefox, Windows”; of a program the name it begins with."""
    found = [next((name for sign, name in kind if sign in agent), "") for kind in (BROWSERS, SYSTEMS)]
    first = PRODUCT.match(agent)
    return ", ".join(filter(None, found)) or (first[0] if first else "")


def note(outcome: Outcome, *, user: User | None, visitor: Visitor, now: datetime) -> None:
    """One line of the log. A name without an account is not kept: it may be a password."""
    name = user.get_username() if user else ""
    SignIn.objects.create(at=now, outcome=outcome, user=user, name=name, **visitor._asdict())
