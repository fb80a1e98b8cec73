"""Content codings: the same bytes each time, and back."""

import pytest

from calendar_app.feeds.codings import CODINGS, CodingError

BODY = "Встреча\r\n".encode() * 50


@pytest.mark.parametrize("name", CODINGS)
def test_there_and_back(name: str) -> None:
    coding = CODINGS[name]
    assert coding.unpacked(coding.packed(BODY)) == BODY
    assert coding.packed(BODY) == coding.packed(BODY)


@pytest.mark.parametrize("name", ["br", "gzip"])
def test_compressed_is_smaller(name: str) -> None:
    assert len(CODINGS[name].packed(BODY)) < len(BODY) / 5


@pytest.mark.parametrize("name", ["br", "gzip"])
@pytest.mark.parametrize("broken", [b"BEGIN:VCALENDAR", "half"])
def test_broken_bytes_are_named(name: str, broken: bytes | str) -> None:
    packed = CODINGS[name].packed(BODY)
    with pytest.raises(CodingError):
        CODINGS[name].unpacked(packed[: len(packed) // 2] if isinstance(broken, str) else broken)


def test_a_spoilt_byte_is_noticed() -> None:
    packed = bytearray(CODINGS["gzip"].packed(BODY))
    packed[12] ^= 0xFF
    with pytest.raises(CodingError):
        CODINGS["gzip"].unpacked(bytes(packed))
