"""A sign that the clock's work was looked at, for /readyz: a program may live and do nothing."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings


def pulse(name: str) -> None:
    """Leave the sign. A disk that is full must not keep the work from being done: /readyz sees that the sign is old."""
    with suppress(OSError):
        folder = Path(settings.PULSE_ROOT)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.pulse").touch()
