"""Content codings: the same bytes each time, and back."""

import zlib
from pathlib import Path

import pytest

from calendar_app.feeds.codings import CODINGS, CodingError

BODY = "Встреча\r\n".encode() * 50
BROKEN = (OSError, EOFError, zlib.error, CodingError)


def unpacked(name: str, data: bytes, folder: Path) -> bytes:
    file = folder / "file"
    file.write_bytes(data)
    with CODINGS[name].opened(file) as held:
        return held.read()


@pytest.mark.parametrize("name", CODINGS)
def test_there_and_back(name: str, tmp_path: Path) -> None:
    coding = CODINGS[name]
    assert unpacked(name, coding.packed(BODY), tmp_path) == BODY
    assert coding.packed(BODY) == coding.packed(BODY)


@pytest.mark.parametrize("name", ["br", "zstd", "gzip"])
def test_compressed_is_smaller(name: str) -> None:
    assert len(CODINGS[name].packed(BODY)) < len(BODY) / 5


@pytest.mark.parametrize("name", ["br", "zstd", "gzip"])
@pytest.mark.parametrize("broken", [b"BEGIN:VCALENDAR", "half"])
def test_broken_bytes_are_named(name: str, broken: bytes | str, tmp_path: Path) -> None:
    packed = CODINGS[name].packed(BODY)
    with pytest.raises(BROKEN):
        unpacked(name, packed[: len(packed) // 2] if isinstance(broken, str) else broken, tmp_path)


def test_a_spoilt_byte_is_noticed(tmp_path: Path) -> None:
    packed = bytearray(CODINGS["gzip"].packed(BODY))
    packed[12] ^= 0xFF
    with pytest.raises(BROKEN):
        unpacked("gzip", bytes(packed), tmp_path)
