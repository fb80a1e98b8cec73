"""The secret key: from the environment, or made once and kept in the data directory for the owner's eyes only."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from .env import Environment, SettingError

LEAST_LENGTH = 50


def key(env: Environment, data: Path) -> str:
    """SECRET_KEY, or else the text of `data/secret-key`, made with mode 0600 at first use.

    Raises SettingError where the given key is too short or none can be kept.
    """
    given = env.text("SECRET_KEY")
    if given and len(given) < LEAST_LENGTH:
        raise SettingError(
            "SECRET_KEY", f"is shorter than {LEAST_LENGTH} characters", "Leave it out to have one made and kept."
        )
    return given or kept(data / "secret-key")


def kept(path: Path) -> str:
    """The key in the file, made first where there is none; two processes that start together agree on one."""
    try:
        if not path.exists():
            make(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise SettingError(
            "CALENDAR_DATA",
            f"names a directory that cannot keep the secret key ({problem.strerror})",
            "Name one that this user can write to, or set SECRET_KEY.",
        ) from problem


def make(path: Path) -> None:
    """Put a new key into the file, unless another process was first: then its key stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
