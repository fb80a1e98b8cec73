"""One warning, and how the days in it are spelled."""

from dataclasses import dataclass

from django.utils.translation import get_language

from calendar_app.models.desk import Event
from calendar_app.wording.dates import spell


@dataclass(frozen=True)
class Clash:
    """A sentence in the editor's language about one field of an event, and the other event that it speaks of, if any."""

    field: str
    message: str
    other: Event | None = None


def spelled(date: str) -> str:
    """A date (EDTF) in the editor's language. Raises DateError."""
    return spell({"date": date}, (get_language() or "en")[:2])
