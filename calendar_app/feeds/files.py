"""Feeds as files with their compressed forms, each written whole or not at all."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from .codings import CODINGS, CodingError

#: What stands after a feed's name, and the content coding of that file.
FORMS = {"": "", ".gz": "gzip", ".br": "br"}
READABLE = 0o644


def digest(body: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


def write(path: Path, body: bytes, modified: datetime) -> None:
    """All forms of a feed, the plain one last; their time is that of the feed's last change, as nginx tells it on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for suffix, coding in reversed(FORMS.items()):
        _replace(path.with_name(path.name + suffix), CODINGS[coding].packed(body), modified)


def faults(path: Path, body: bytes) -> list[str]:
    """What is wrong with the files of a feed that should hold this body: missing, broken or different, by suffix."""
    found = []
    for suffix, coding in FORMS.items():
        file = path.with_name(path.name + suffix)
        try:
            held = CODINGS[coding].unpacked(file.read_bytes())
        except FileNotFoundError:
            found.append(f"{file.name} is missing")
        except (OSError, CodingError):
            found.append(f"{file.name} cannot be read")
        else:
            if held != body:
                found.append(f"{file.name} differs")
    return found


def remove(path: Path) -> None:
    """All forms of a feed that exist."""
    for suffix in FORMS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _replace(path: Path, data: bytes, modified: datetime) -> None:
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(draft).chmod(READABLE)
        os.utime(draft, (modified.timestamp(), modified.timestamp()))
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
