"""Where Celery's messages pass: files in the data directory, or Redis where REDIS_URL says so."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .env import Environment, SettingError

WAIT = 2  # seconds; the longest that publishing may be held up by a Redis that does not answer


def address(env: Environment, data: Path) -> tuple[str, dict[str, Any]]:
    """The broker's URL and transport options; raises SettingError where REDIS_URL is no Redis address."""
    url = env.text("REDIS_URL")
    if not url:
        return files(data / "run" / "messages")
    if urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise SettingError(
            "REDIS_URL", "is no address of a Redis", "Write REDIS_URL=redis://127.0.0.1:6379/0, or leave it out."
        )
    return url, {
        "socket_connect_timeout": WAIT,
        "socket_timeout": WAIT,
        "retry_on_timeout": False,
        "max_retries": 0,
        "visibility_timeout": 600,
    }


def files(folder: Path) -> tuple[str, dict[str, Any]]:
    """Messages as files in one folder: needs no server, and crosses processes of one machine."""
    control = folder / "control"
    for each in (folder, control):
        each.mkdir(parents=True, exist_ok=True)
    return "filesystem://", {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(control),
        "store_processed": False,
        "max_retries": 0,
    }
