"""Who is knocking: the address that allowances are counted by."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NETWORK = 64  # bits of an IPv6 address that one household or one server has to itself


def client(request: HttpRequest) -> str:
    """The client's address, of IPv6 its network. A proxy of ours (TRUSTED_PROXIES) is believed about whom it speaks for."""
    address = request.META["REMOTE_ADDR"]
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while hops and address in settings.TRUSTED_PROXIES:
        address = hops.pop()
    return _network(address)


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return text
    return str(address.ipv4_mapped or ip_network((int(address), NETWORK), strict=False))
