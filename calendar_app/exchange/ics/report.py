"""What became of each component of a calendar that was read in."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.utils.translation import gettext_noop

from calendar_app.ical import Fault

Result = Literal["created", "updated", "unchanged", "refused"]
AGAIN = gettext_noop("correct it in the file and read the file in again")
#: A word of a fault → what to do about it.
REMEDIES = {
    "has no zone": gettext_noop("say in which zone the times are, or write one beside each (TZID=Asia/Kuala_Lumpur)"),
    "is no zone": gettext_noop("write a zone of the IANA database, such as Asia/Kuala_Lumpur"),
    "UTF-8": gettext_noop("save the file in UTF-8"),
    "1 MB": gettext_noop("split the file, or leave out what is not needed"),
    "more than once": gettext_noop("keep one of them"),
    "have this UID": gettext_noop("give each event a UID of its own"),
    "END:VEVENT": gettext_noop("close each event before the next one begins"),
    "there is no event": gettext_noop("choose a calendar file that holds events (VEVENT)"),
    "never closed": gettext_noop("the file may have been cut short: fetch it again"),
}


class Change(NamedTuple):
    """A field of the event, and what stood and stands there, as text."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field}: “{self.before}” → “{self.after}”"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One component: what was done, or why not and what to do instead.

    `line` is 0 where only the UID names it. `left` names what the file says and the desk has no place for.
    """

    result: Result
    uid: str = ""
    title: str = ""
    line: int = 0
    why: str = ""
    remedy: str = ""
    changes: tuple[Change, ...] = ()
    left: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "the file" if not self.uid else ""
        named = " ".join(filter(None, (self.uid, f"“{self.title}”" if self.title else "", where)))
        told = "; ".join(filter(None, (self.why, self.remedy, *map(str, self.changes), *self.left)))
        line = f"{self.result}: {named}" + (f": {told}" if told else "")
        return "".join(char if char.isprintable() else "\ufffd" for char in line)


@dataclass(frozen=True)
class Report:
    """Every component, those that could not even be read first."""

    outcomes: list[Outcome]

    def count(self, result: Result) -> int:
        return sum(outcome.result == result for outcome in self.outcomes)


class NotTaken(Exception):
    """A component that stays outside, why, and what to do."""

    def __init__(self, why: str, remedy: str = AGAIN) -> None:
        self.why, self.remedy = why, remedy
        super().__init__(why)


def unread(fault: Fault) -> Outcome:
    """The outcome of what could not be read as a component."""
    remedy = next((remedy for word, remedy in REMEDIES.items() if word in fault.why), AGAIN)
    return Outcome(result="refused", uid=fault.uid, line=fault.line, why=fault.why, remedy=remedy)
