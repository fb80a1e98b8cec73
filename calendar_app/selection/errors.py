"""What can be wrong with a selection, so that nobody gets an empty calendar that looks right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Problem:
    """A parameter, the value refused, why, and what is allowed instead (closest first; perhaps not all)."""

    param: str
    value: str
    why: str
    allowed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        remedy = f" Allowed: {', '.join(self.allowed)}." if self.allowed else ""
        return f"{self.param}={self.value}: {self.why}.{remedy}"


class SelectionError(ValueError):
    """A selection that can't be read; `problems` holds every reason at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BeforeRecord(Exception):
    """`asof` names a day before the first revision; `begins` (UTC) is the day of that, None while there is none."""

    def __init__(self, begins: date | None) -> None:
        self.begins = begins
        super().__init__(f"This record begins on {begins}." if begins else "This record is empty yet.")
