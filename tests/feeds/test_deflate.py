"""Pieces compressed one by one make a gzip body that any program reads, with the right CRC."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.feeds import deflate


@given(st.lists(st.binary(max_size=400), max_size=8), st.binary(max_size=40))
def test_pieces_are_one_body(pieces: list[bytes], end: bytes) -> None:
    whole = b"".join(pieces) + end
    crc = 0
    for piece in (*pieces, end):
        crc = deflate.appended(crc, zlib.crc32(piece), deflate.shift(len(piece)))
    assert crc == zlib.crc32(whole)
    packed = [deflate.HEADER, *map(deflate.piece, pieces), deflate.last(end), deflate.trailer(crc, len(whole))]
    assert gzip.decompress(b"".join(packed)) == whole


@given(st.integers(0, 2**24), st.integers(0, 2**24))
def test_shifts_add_up(one: int, other: int) -> None:
    """Two bodies that follow shift like one as long as both: shown on the CRC of a body."""
    crc = zlib.crc32(b"ministers")
    apart = deflate.appended(deflate.appended(crc, 0, deflate.shift(one)), 0, deflate.shift(other))
    assert apart == deflate.appended(crc, 0, deflate.shift(one + other))
