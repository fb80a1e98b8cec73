"""The one verb that brings the record's files to the desk, and the report it gives."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, transaction

from calendar_app.errors import Problem
from calendar_app.models.desk import Loaded
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Noun, Stage

from . import check, files, plan, write
from .build import build
from .errors import BrokenRecord
from .plan import Conflict, EntryId, Memory
from .rows import Row
from .sheets import SHEETS


@dataclass(frozen=True)
class Report:
    """What a load did. `fresh` are the ids of the nouns that readers should see anew; `waiting` those that an editor
    is at work on, which are left for that editor to publish."""

    created: Counter[str]
    updated: Counter[str]
    deleted: Counter[str]
    conflicts: list[Conflict]
    gone: list[EntryId]
    fresh: dict[Noun, set[UUID]]
    waiting: list[EntryId]

    @property
    def written(self) -> int:
        return sum(count.total() for count in (self.created, self.updated, self.deleted))

    def nouns(self) -> list[NounModel]:
        """The fresh nouns, without events that an editor holds back or has withdrawn."""
        held_back = {Noun.EVENT: {"stage__in": [Stage.IN_REVIEW, Stage.WITHDRAWN]}}
        return [
            row
            for noun, ids in self.fresh.items()
            for row in SHEETS[noun].table.model._default_manager.filter(pk__in=ids).exclude(**held_back.get(noun, {}))
            if isinstance(row, NounModel)
        ]


def problems(directory: Path = files.SHIPPED) -> list[Problem]:
    """Everything that is wrong with the files, without looking at the desk's rows."""
    try:
        every = build(files.read(directory))
    except BrokenRecord as broken:
        return broken.problems
    return [*check.fit(every), *check.consistent(every)]


def load(*, directory: Path = files.SHIPPED, say: Callable[[str], None]) -> Report:
    """Bring the files to the desk, in one transaction; `say` is told each step.

    Writes only what changed in the files since the last load and no editor has touched. Raises BrokenRecord with every
    problem, and then writes nothing.
    """
    say("reading the record")
    every = build(files.read(directory))
    with transaction.atomic():
        Head.locked()  # no editor publishes half of it meanwhile
        say("comparing it with the desk")
        made = plan.make(every, _loaded())
        _refuse_broken(made, every)
        say(f"writing {len(made.written)} rows")
        _apply(made)
    return _report(made)


def _loaded() -> dict[EntryId, Memory]:
    return {(Noun(noun), key): values for noun, key, values in Loaded.objects.values_list("noun", "key", "values")}


def _refuse_broken(made: plan.Plan, every: list[Row]) -> None:
    changed = {*made.creates, *(update.row for update in made.updates)}
    found = [*check.fit(row for row in every if row in changed), *check.consistent(every)]
    if found:
        raise BrokenRecord(found)


def _apply(made: plan.Plan) -> None:
    try:
        with transaction.atomic():
            write.apply(made)
    except IntegrityError as error:
        found = check.refused(
            [*((row, None) for row in made.creates), *((update.row, update.pk) for update in made.updates)]
        )
        raise BrokenRecord([*found, Problem("the database", str(error).splitlines()[0])]) from error


def _report(made: plan.Plan) -> Report:
    fresh = defaultdict[Noun, set[UUID]](set)
    for noun, key in (one for row in made.written for one in row.told):
        fresh[noun].add(UUID(key))
    touched = {(row.noun, row.subject) for row in made.written if (row.noun, row.key) in made.touched}
    for noun, key in touched:
        fresh[noun].discard(UUID(key))
    return Report(
        created=_counted(made.creates),
        updated=_counted(update.row for update in made.updates),
        deleted=_counted(update.row for update in made.deletes),
        conflicts=sorted(made.conflicts, key=str),
        gone=made.gone,
        fresh=dict(fresh),
        waiting=sorted({(row.noun, row.key) for row in made.written if (row.noun, row.key) in made.touched}),
    )


def _counted(written: Iterable[Row]) -> Counter[str]:
    return Counter(str(row.table.model._meta.verbose_name_plural) for row in written)
