"""What the checker reports: the rule, the line, and what is wrong with it."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A fault. `line` counts physical lines from 1, 0 where something is missing altogether."""

    rule: str
    line: int
    text: str
