"""Gzip bodies out of pieces that were compressed one by one, and their CRC without reading them again.

RFC 1951 lets streams follow each other where each ends on a full flush; RFC 1952 wants the CRC-32 of the whole, which
is combined from those of the pieces as zlib's crc32_combine does: by multiplication in GF(2) modulo its polynomial.
"""

import zlib
from functools import cache

HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # no name and no time, so that the same feed gives the same bytes
LEVEL = 6
_POLYNOMIAL = 0xEDB88320
_ONE = 1 << 31  # x⁰: the highest bit is the lowest power
_RAW = -15


def piece(body: bytes) -> bytes:
    """A raw deflate stream that another may follow."""
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
    return stream.compress(body) + stream.flush(zlib.Z_FULL_FLUSH)


def last(body: bytes) -> bytes:
    """A raw deflate stream that ends the whole."""
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
    return stream.compress(body) + stream.flush(zlib.Z_FINISH)


def trailer(crc: int, size: int) -> bytes:
    """What ends a gzip body (RFC 1952 section 2.3): CRC-32 and size of the whole, plain."""
    return crc.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")


def shift(octets: int) -> int:
    """x to the power of so many octets' bits: what a CRC is multiplied by when as many octets follow."""
    product, power = _ONE, 3
    while octets:
        if octets & 1:
            product = _times(_square(power), product)
        octets >>= 1
        power += 1
    return product


def appended(crc: int, following: int, by: int) -> int:
    """The CRC of two bodies out of theirs, and the second one's shift."""
    return _times(by, crc) ^ following


@cache
def _square(power: int) -> int:
    """x to the power of two to this power."""
    return _times(_square(power - 1), _square(power - 1)) if power else _ONE >> 1


def _times(one: int, other: int) -> int:
    product, bit = 0, _ONE
    while one:
        if one & bit:
            product ^= other
            one ^= bit
        bit >>= 1
        other = (other >> 1) ^ _POLYNOMIAL if other & 1 else other >> 1
    return product
