"""A row of the desk as the files want it, whatever its table."""

from dataclasses import dataclass
from typing import Any

from calendar_app.models.desk import Citation
from calendar_app.models.vocabulary import Noun

from .columns import Values
from .errors import Spot
from .fields import ref, text
from .files import file_name
from .ids import identity
from .sheets import Table, lines_of

#: A citation's own members, beside its source and the facts that the source supports.
CITATION = Table(
    Citation,
    (text("rank"), text("value"), text("quote"), ref("said_by", Noun.PERSON)),
    ("subject_type_id", "subject_id", "field", "row", "source_id"),
)


@dataclass(frozen=True, eq=False)
class Row:
    """`path` is empty for the noun itself, `participations/sergey-lavrov` for a line of one of its lists."""

    noun: Noun
    key: str
    path: str
    table: Table
    values: Values

    @property
    def spot(self) -> Spot:
        return Spot(file_name(self.noun), f"{self.key}, {self.path}" if self.path else self.key)

    @property
    def subject(self) -> str:
        """The id of the noun that the row belongs to."""
        return str(identity(self.noun, self.key))

    @property
    def told(self) -> set[tuple[Noun, str]]:
        """The nouns that show the row: its own and, for some lists, the one at the other end."""
        lines = lines_of(self.noun, self.path)
        others = {(noun, str(self.values[column])) for column, noun in lines.tells} if lines else set()
        return {(self.noun, self.subject), *others}

    @property
    def identity(self) -> tuple[Any, ...]:
        """The values by which the desk's row is found again."""
        return tuple(self.values[column] for column in self.table.identity)


def remembered(noun: Noun, key: str, path: str, values: Values) -> Row:
    """A row as it was last loaded, of which the files no longer speak."""
    lines = lines_of(noun, path)
    return Row(noun, key, path, lines.table if lines else CITATION, values)
