"""Feeds as files with their compressed forms, each written whole or not at all."""

import os
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from .codings import CODINGS, CodingError

#: What stands after a feed's name, and the content coding of that file.
FORMS = {"": "", ".gz": "gzip", ".br": "br"}
READABLE = 0o644


class Body(Protocol):
    """What a file can be written from: a feed, in the codings that it comes in."""

    @property
    def codings(self) -> tuple[str, ...]: ...

    @property
    def modified(self) -> datetime: ...

    def packed(self, coding: str) -> tuple[Iterable[bytes], int]: ...


def write(path: Path, feed: Body) -> None:
    """All forms of a feed, the plain one last; their time is that of the feed's last change, as nginx tells it on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for suffix, coding in reversed(FORMS.items()):
        file = path.with_name(path.name + suffix)
        if coding in feed.codings:
            _replace(file, feed.packed(coding)[0], feed.modified)
        else:
            file.unlink(missing_ok=True)


def faults(path: Path, codings: Collection[str], whole: Callable[[], Iterable[bytes]]) -> list[str]:
    """What is wrong with the files of a feed that should be this whole: missing, broken or different, by suffix."""
    found = []
    for suffix, coding in FORMS.items():
        file = path.with_name(path.name + suffix)
        if coding not in codings:
            continue
        try:
            with CODINGS[coding].opened(file) as held:
                same = all(held.read(len(piece)) == piece for piece in whole()) and not held.read(1)
        except FileNotFoundError:
            found.append(f"{file.name} is missing")
        except (OSError, EOFError, zlib.error, CodingError):
            found.append(f"{file.name} cannot be read")
        else:
            if not same:
                found.append(f"{file.name} differs")
    return found


def remove(path: Path) -> None:
    """All forms of a feed that exist."""
    for suffix in FORMS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _replace(path: Path, pieces: Iterable[bytes], modified: datetime) -> None:
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        Path(draft).chmod(READABLE)
        os.utime(draft, (modified.timestamp(), modified.timestamp()))
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
