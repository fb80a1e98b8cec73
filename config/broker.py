"""Where Celery's messages pass: files in the data directory, or Redis where REDIS_URL says so."""

from pathlib import Path
from typing import Any

from . import mailbox
from .env import Environment, SettingError
from .env import address as address_of

PATIENCE = 1  # seconds a publisher waits for a Redis that does not answer


def address(env: Environment, data: Path) -> tuple[str, dict[str, Any]]:
    """The broker's URL and transport options; raises SettingError where REDIS_URL is no Redis address."""
    url = env.text("REDIS_URL")
    if not url:
        return f"{mailbox.SCHEME}://localhost", {"folder": str(data / "run" / "messages")}
    parts = address_of(url)
    if parts.scheme not in {"redis", "rediss"} or not parts.hostname:
        raise SettingError(
            "REDIS_URL", "is no address of a Redis", "Write REDIS_URL=redis://127.0.0.1:6379/0, or leave it out."
        )
    return url, {
        "max_retries": 0,
        "socket_connect_timeout": PATIENCE,
        "socket_timeout": 2 * PATIENCE,
        "retry_on_timeout": False,
    }
