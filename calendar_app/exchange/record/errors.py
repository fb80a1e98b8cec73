"""Why the record's files were refused: which file, which entry, what is wrong."""

from dataclasses import dataclass
from typing import NoReturn

from calendar_app.errors import Problem, Refused


class BrokenRecord(Refused):
    """The files were refused whole; nothing was written. Each problem's field is the file and the entry."""


class WrongValueError(ValueError):
    """A value that its field can't take; str() says why, in words that say how to mend it."""


@dataclass(frozen=True)
class Spot:
    """Where in the files something stands."""

    file: str
    entry: str = ""

    def __str__(self) -> str:
        return f"{self.file}, {self.entry}" if self.entry else self.file

    def problem(self, reason: str) -> Problem:
        return Problem(str(self), reason)


def wrong(reason: str) -> NoReturn:
    raise WrongValueError(reason)
