"""Three ways compared: what the files say, what was last loaded from them, and what the desk holds now.

Whatever an editor touched since stays as it is. Where the files changed the same thing, that is a conflict, and said.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db import models

from calendar_app.models.vocabulary import Noun

from .columns import Plain, Values, targets
from .desk import Key, standing, stored
from .rows import Row, remembered
from .sheets import SHEETS, Table

EntryId: TypeAlias = tuple[Noun, str]
#: The values of an entry's rows by path, as last loaded.
Memory: TypeAlias = dict[str, Values]


@dataclass(frozen=True)
class Conflict:
    """Something both the files and an editor changed; the editor's stays. `column` is empty for a whole row."""

    row: Row
    column: str = ""
    file: Plain = None
    desk: Plain = None
    why: str = ""

    def __str__(self) -> str:
        if self.why:
            return f"{self.row.spot}: {self.why}"
        return f"{self.row.spot}: {self.column} is “{self.desk}” at the desk, “{self.file}” in the file"


@dataclass(frozen=True)
class Update:
    row: Row
    pk: Plain
    values: Values


@dataclass
class Plan:
    """What a load would write, and what it leaves alone."""

    creates: list[Row] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    deletes: list[Update] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    touched: set[EntryId] = field(default_factory=set)
    gone: list[EntryId] = field(default_factory=list)
    memory: dict[EntryId, Memory] = field(default_factory=dict)

    @property
    def written(self) -> list[Row]:
        return [*self.creates, *(update.row for update in (*self.updates, *self.deletes))]


def make(rows: Iterable[Row], loaded: dict[EntryId, Memory]) -> Plan:
    """The plan for these rows, given what was last loaded; reads the desk, writes nothing."""
    plan, wanted = Plan(), list(rows)
    entries = {(row.noun, row.key) for row in wanted}
    plan.gone = sorted(entry for entry in loaded if entry not in entries)
    here = {(row.noun, row.key, row.path) for row in wanted}
    dropped = [
        remembered(noun, key, path, values)
        for (noun, key), memory in loaded.items()
        if (noun, key) in entries
        for path, values in memory.items()
        if (noun, key, path) not in here
    ]
    desk = _desk([*wanted, *dropped])
    plan.memory = {entry: {} for entry in entries}
    for row in wanted:
        _compare(plan, row, loaded.get((row.noun, row.key), {}).get(row.path), desk[row.table].get(row.identity))
    for row in dropped:
        _drop(plan, row, desk[row.table].get(row.identity))
    _leave_out_of_reach(plan, loaded)
    plan.memory = {entry: memory for entry, memory in plan.memory.items() if memory != loaded.get(entry)}
    return plan


def _desk(rows: Iterable[Row]) -> dict[Table, dict[Key, Values]]:
    by_table = defaultdict[Table, list[Values]](list)
    for row in rows:
        by_table[row.table].append(row.values)
    return {table: stored(table, wanted) for table, wanted in by_table.items()}


def _compare(plan: Plan, row: Row, last: Values | None, now: Values | None) -> None:
    memory = plan.memory[row.noun, row.key]
    if now is None and last is None:
        plan.creates.append(row)
        memory[row.path] = row.values
    elif now is None:
        memory[row.path] = last or {}
        plan.touched.add((row.noun, row.key))
        if row.values != last:
            plan.conflicts.append(Conflict(row, why="changed in the file, deleted at the desk"))
    else:
        memory[row.path] = _merge(plan, row, last or {}, now)


def _merge(plan: Plan, row: Row, last: Values, now: Values) -> Values:
    """Take over each column that no editor touched; returns what is loaded now."""
    changes: Values = {}
    result = dict(last)
    for column, wanted in row.values.items():
        current = now[column]
        if wanted == current:
            result[column] = wanted
        elif column in last and current == last[column]:
            result[column] = changes[column] = wanted
        else:
            plan.touched.add((row.noun, row.key))
            if last.get(column) != wanted or column not in last:
                plan.conflicts.append(Conflict(row, column, wanted, current))
    if changes:
        plan.updates.append(Update(row, now["pk"], changes))
    return result


def _drop(plan: Plan, row: Row, now: Values | None) -> None:
    """A line that left the file goes, unless an editor touched it."""
    if now is None:
        return
    if all(now.get(column) == value for column, value in row.values.items()):
        plan.deletes.append(Update(row, now["pk"], {}))
        return
    plan.memory[row.noun, row.key][row.path] = row.values
    plan.touched.add((row.noun, row.key))
    plan.conflicts.append(Conflict(row, why="removed from the file, changed at the desk"))


def _leave_out_of_reach(plan: Plan, loaded: dict[EntryId, Memory]) -> None:
    """Leave out what points at rows that an editor deleted."""
    while True:
        points = {row: _points(row, row.values) for row in plan.creates}
        points |= {update.row: _points(update.row, update.values) for update in plan.updates}
        made = {(row.table.model, str(row.values["id"])) for row in plan.creates if "id" in row.values}
        reach = made | standing({point for one in points.values() for point in one if point not in made})
        lost = {row for row, one in points.items() if not one <= reach}
        if not lost:
            return
        for row in lost:
            _forget(plan, row, loaded)
            plan.touched.add((row.noun, row.key))
            plan.conflicts.append(Conflict(row, why="points at what was deleted at the desk"))
        plan.creates = [row for row in plan.creates if row not in lost]
        plan.updates = [update for update in plan.updates if update.row not in lost]


def _forget(plan: Plan, row: Row, loaded: dict[EntryId, Memory]) -> None:
    """Remember the row as it was last loaded, or not at all."""
    memory, last = plan.memory[row.noun, row.key], loaded.get((row.noun, row.key), {})
    if row.path in last:
        memory[row.path] = last[row.path]
    else:
        del memory[row.path]


def _points(row: Row, values: Values) -> set[tuple[type[models.Model], str]]:
    found = set(targets(row.table.model, values))
    if "subject_id" in row.table.identity and "subject_id" in values:
        found.add((SHEETS[row.noun].table.model, row.subject))
    return found
