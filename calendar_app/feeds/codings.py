"""Content codings (RFC 9110 section 8.4.1). None of them holds a time: the same feed gives the same bytes."""

import gzip
import zlib
from abc import ABC, abstractmethod

import brotli  # type: ignore[import-untyped, unused-ignore]

IDENTITY = ""
GZIP_LEVEL, BROTLI_QUALITY = 6, 5


class CodingError(ValueError):
    """Bytes that are not in the coding they claim."""


class Coding(ABC):
    @abstractmethod
    def packed(self, body: bytes) -> bytes:
        """The body in this coding."""

    @abstractmethod
    def unpacked(self, data: bytes) -> bytes:
        """The body again. Raises CodingError."""


class Identity(Coding):
    def packed(self, body: bytes) -> bytes:
        return body

    def unpacked(self, data: bytes) -> bytes:
        return data


class Gzip(Coding):
    def packed(self, body: bytes) -> bytes:
        return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)

    def unpacked(self, data: bytes) -> bytes:
        try:
            return gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise CodingError(str(error)) from error


class Brotli(Coding):
    def packed(self, body: bytes) -> bytes:
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY))

    def unpacked(self, data: bytes) -> bytes:
        try:
            return bytes(brotli.decompress(data))
        except brotli.error as error:
            raise CodingError(str(error)) from error


#: By the names that HTTP gives them, the better first.
CODINGS: dict[str, Coding] = {"br": Brotli(), "gzip": Gzip(), IDENTITY: Identity()}
