"""Content codings (RFC 9110 section 8.4.1). None of them holds a time: the same feed gives the same bytes."""

import gzip
import io
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO, cast

import brotli  # type: ignore[import-untyped, unused-ignore]
import zstandard

IDENTITY = ""
GZIP_LEVEL, BROTLI_QUALITY, ZSTANDARD_LEVEL = 6, 5, 6


class CodingError(ValueError):
    """Bytes that are not in the coding they claim."""


class Coding(ABC):
    @abstractmethod
    def packed(self, body: bytes) -> bytes:
        """The body in this coding."""

    @abstractmethod
    def opened(self, path: Path) -> IO[bytes]:
        """The body in a file of this coding, to be read. That raises OSError, EOFError, zlib.error or CodingError."""


class Identity(Coding):
    def packed(self, body: bytes) -> bytes:
        return body

    def opened(self, path: Path) -> IO[bytes]:
        return path.open("rb")


class Gzip(Coding):
    def packed(self, body: bytes) -> bytes:
        return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)

    def opened(self, path: Path) -> IO[bytes]:
        return cast("IO[bytes]", gzip.open(path))


class Brotli(Coding):
    def packed(self, body: bytes) -> bytes:
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY))

    def opened(self, path: Path) -> IO[bytes]:
        try:
            return io.BytesIO(brotli.decompress(path.read_bytes()))
        except brotli.error as error:
            raise CodingError(str(error)) from error


class Zstandard(Coding):
    def packed(self, body: bytes) -> bytes:
        return zstandard.compress(body, ZSTANDARD_LEVEL)

    def opened(self, path: Path) -> IO[bytes]:
        try:
            return io.BytesIO(zstandard.decompress(path.read_bytes()))
        except zstandard.ZstdError as error:
            raise CodingError(str(error)) from error


#: By the names that HTTP gives them, the better first.
CODINGS: dict[str, Coding] = {"br": Brotli(), "zstd": Zstandard(), "gzip": Gzip(), IDENTITY: Identity()}
