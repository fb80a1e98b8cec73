"""Entries become rows: one for the noun itself, one for each line of its lists, one for each fact a source supports."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from calendar_app.errors import Problem
from calendar_app.models.vocabulary import Noun

from .columns import Values, absent, plain, read
from .errors import BrokenRecord, Spot, WrongValueError, wrong
from .fields import Columns
from .files import Entry, Record, file_name
from .ids import identity
from .names import Names
from .rows import CITATION, Row
from .sheets import SHEETS, Lines, Table, lines_of

#: How a citation calls the lists of an entry, where the desk calls them otherwise.
CITED_AS = {"members": "memberships", "steps": "progress"}
#: Texts that every noun needs in at least one language.
NEEDED = ("name", "title")


def build(record: Record) -> list[Row]:
    """Every row of the record. Raises BrokenRecord with every problem of the files."""
    names, problems = Names(record), list[Problem]()
    rows = [
        row
        for noun in Noun
        for key, entry in record[noun].items()
        for row in _Reader(noun, key, entry, names, problems).rows()
    ]
    problems += _twice(rows)
    if problems:
        raise BrokenRecord(problems)
    return rows


@dataclass(frozen=True)
class _Reader:
    """Reads one entry, noting every problem it meets."""

    noun: Noun
    key: str
    entry: Entry
    names: Names
    problems: list[Problem]

    def rows(self) -> Iterator[Row]:
        sheet = SHEETS[self.noun]
        lists = {lines.name for lines in sheet.lines} | {"citations"}
        own = {name: value for name, value in self.entry.items() if name not in lists}
        fixed = {"id": identity(self.noun, self.key), **({sheet.slug: self.key} if sheet.slug else {})}
        yield self._row("", sheet.table, own, fixed)
        for lines in sheet.lines:
            for position, line in enumerate(self._list(lines.name)):
                yield self._line(lines, line, position)
        for line in self._list("citations"):
            yield from self._citations(line)

    def _row(self, path: str, table: Table, entry: Entry, fixed: Columns) -> Row:
        values = self._values(path, table, entry)
        return Row(
            self.noun, self.key, path, table, {**values, **{name: plain(value) for name, value in fixed.items()}}
        )

    def _note(self, path: str, reason: str) -> None:
        entry = f"{self.key}, {path}" if path else self.key
        self.problems.append(Spot(file_name(self.noun), entry).problem(reason))

    def _list(self, name: str) -> list[Entry]:
        rows = self.entry.get(name, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        self._note(name, "must be a list of objects")
        return []

    def _line(self, lines: Lines, entry: Entry, position: int) -> Row:
        line = lines.key(entry)
        path = f"{lines.name}/{line}"
        if not line:
            self._note(path, f"row {position + 1} needs a key")
        fixed: Columns = {lines.owner: identity(self.noun, self.key)}
        if lines.table.identity == ("id",):
            fixed["id"] = identity(lines.name, f"{self.key}/{line}")
        if lines.ordered:
            fixed["position"] = position
        return self._row(path, lines.table, entry, fixed)

    def _citations(self, entry: Entry) -> Iterator[Row]:
        """A row for each fact that the source supports."""
        path = f"citations/{entry.get('source')}"
        own = {name: value for name, value in entry.items() if name not in ("source", "fields")}
        facts = entry.get("fields")
        if not isinstance(facts, list) or not facts or not all(isinstance(fact, str) for fact in facts):
            self._note(path, "needs the fields that the source supports, as a list")
            return
        for fact in facts:
            try:
                fixed = {**self._cited(fact), "source_id": self.names.find(Noun.SOURCE, entry.get("source"))}
            except WrongValueError as error:
                self._note(path, f"{fact}: {error}")
            else:
                yield self._row(f"{path}/{fact}", CITATION, own, fixed)

    def _cited(self, fact: str) -> Columns:
        """Subject, field and row of a fact such as `date` or `participations/sergey-lavrov`."""
        name, _, line = fact.partition("/")
        subject = ContentType.objects.get_for_model(SHEETS[self.noun].table.model)
        return {
            "subject_type_id": subject.pk,
            "subject_id": identity(self.noun, self.key),
            "field": CITED_AS.get(name, name),
            "row": self._cited_row(name, line) if line else None,
        }

    def _cited_row(self, name: str, line: str) -> Any:
        if self.noun == Noun.EVENT and name == "outcomes":
            return self.names.row(Noun.OUTCOME, line, "steps", self.key, by="event")
        lines = lines_of(self.noun, name)
        if lines is None or lines.table.identity != ("id",):
            wrong(f"{name} has no rows to cite")
        return self.names.row(self.noun, self.key, name, line, by="event" if name == "steps" else "key")

    def _values(self, path: str, table: Table, entry: Entry) -> Values:
        """The values of every column that the table's fields have; where the entry is silent, what the column holds then."""
        fields = {field.name: field for field in table.fields}
        values: Columns = {column: absent(table.model, column) for field in table.fields for column in field.columns}
        for name, value in entry.items():
            if name == "key":
                continue
            if name not in fields:
                self._note(path, f"unknown field “{name}”: the fields are {', '.join(sorted(fields))}")
                continue
            try:
                found = fields[name].read(value, self.names)
                values |= {column: read(table.model, column, one) for column, one in found.items()}
            except WrongValueError as error:
                self._note(path, f"{name}: {error}")
        for name in NEEDED:
            if name in fields and len(fields[name].columns) > 1 and name not in entry:
                self._note(path, f"needs a {name} in at least one language")
        return {name: plain(value) for name, value in values.items()}


def _twice(rows: list[Row]) -> Iterator[Problem]:
    """Rows that stand there twice: the same line, or the same fact from the same source."""
    seen = set[tuple[Any, ...]]()
    for row in rows:
        place = (row.table.model, *row.identity)
        if place in seen:
            yield row.spot.problem("stands there twice")
        seen.add(place)
