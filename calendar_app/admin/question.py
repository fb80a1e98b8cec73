"""The question that follows from cancelling, postponing or moving an event: what becomes of each of its parts?"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from calendar_app.models.desk import Event
from calendar_app.models.vocabulary import Lifecycle
from calendar_app.review.children import Fate, Part, Turn, concerned, turn, unsaid

from .dates import in_words


@dataclass(frozen=True)
class Choice:
    """One answer: its value, its words, whether it was given."""

    value: str
    label: str
    given: bool


@dataclass(frozen=True)
class Row:
    """One part, the name of its inputs, and the answers it can have."""

    event: Event
    name: str
    choices: tuple[Choice, ...]


class Question:
    """`rows` is empty as long as there is nothing to ask; what was answered stays, whatever else has to be mended."""

    def __init__(self, before: Event, answers: Mapping[str, str]) -> None:
        self.before = before
        self.answers = answers
        self.turn: Turn | None = None
        self.rows: list[Row] = []

    def ask(self, after: Event) -> list[str]:
        """What is still to be said, in the editor's words; nothing where all was said, or nothing is asked."""
        self.turn = turn(self.before, after)
        if self.turn is None:
            return []
        self.rows = [self._row(part, self.turn) for part in concerned(self.turn)]
        problems = [problem.message for problem in unsaid(self.turn, self.fates())]
        head = gettext("It has parts: say for each whether it goes the same way. Nothing is saved yet.")
        return [head, *problems] if problems else []

    def fates(self) -> dict[UUID, str]:
        """What was said so far."""
        return {row.event.pk: self.answers.get(row.name, "") for row in self.rows}

    def _row(self, part: Part, of: Turn) -> Row:
        name = f"part-{part.event.pk}"
        words = {Fate.KEEP: _kept(part.event), Fate.DETACH: gettext("Detach: it stands alone, as it is")}
        if part.same is not None:
            words = {Fate.SAME: _followed(part), **words}
        given = self.answers.get(name)
        return Row(part.event, name, tuple(Choice(fate.value, label, fate == given) for fate, label in words.items()))


def _followed(part: Part) -> str:
    same = part.same or {}
    told = [str(Lifecycle(same["lifecycle"]).label)] if "lifecycle" in same else []
    told += [_spelled(same["date"])] if "date" in same else []
    return gettext("The same: %(told)s") % {"told": ", ".join(told)}


def _kept(event: Event) -> str:
    return gettext("Keep: %(told)s") % {"told": f"{event.get_lifecycle_display()}, {_spelled(event.date)}"}


def _spelled(date: str) -> str:
    return in_words(date) or date or gettext("to be confirmed")
