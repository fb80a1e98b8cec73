"""Which addresses belong to the public internet: an allow-list, since no list of the others is ever complete."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

UNICAST = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
#: Special-purpose blocks (RFC 6890 and IANA's registries) that Python 3.11 counts as global, or partly so.
SPECIAL = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("2001::/23"),
    IPv6Network("3fff::/20"),
)


def public(text: str) -> bool:
    """Whether the address is one that everybody may reach: global unicast, and so is any IPv4 address inside it."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and (inner := _inside(address)) is not None:
        return _global(inner)
    return _global(address)


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped (RFC 4291), 6to4 (RFC 3056) or NAT64 (RFC 6052) address leads to."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _global(address: IPv4Address | IPv6Address) -> bool:
    if any(address.version == block.version and address in block for block in SPECIAL):
        return False
    if isinstance(address, IPv6Address) and address not in UNICAST:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
