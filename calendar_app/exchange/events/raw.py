"""A row as it stands in a file, before anybody asks what it means."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

#: A cell that says nothing: what the event has there stays.
KEEP = "…"
LONGEST = 100_000  # characters of a cell; the longest note on record has a thousandth of it
MOST_ROWS = 50_000
KEPT = 200  # characters of a cell too long, for its editor to know it by
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass
class Raw:
    """`number` is how the file counts the row; `problems` are columns with what is wrong there already."""

    number: int
    cells: dict[str, Any]
    problems: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """No cell is longer than what is kept, and none holds what no database can."""
        for name, value in self.cells.items():
            if not isinstance(value, str):
                continue
            text = value
            if len(text) > LONGEST:
                self.problems.append((name, _too_long(text)))
                text = f"{text[:KEPT]}…"
            if _UNFIT.search(text):
                self.problems.append((name, gettext("It holds characters that are none: save the file in UTF-8.")))
                text = _UNFIT.sub("\ufffd", text)
            self.cells[name] = text


def _too_long(text: str) -> str:
    return gettext("It has %(count)s characters: a cell may have %(most)s.") % {"count": len(text), "most": LONGEST}
