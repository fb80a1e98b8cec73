"""What the desk holds now of the rows that the files speak of, in the plain form in which they are compared."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from .columns import Values, many, plain
from .sheets import Table

Key = tuple[Any, ...]
BATCH = 500


def stored(table: Table, wanted: Iterable[Values]) -> dict[Key, Values]:
    """The table's rows by identity, as far as they share the first identity column with a wanted one.

    Each has its primary key as `pk`; the other columns are those that the wanted rows name.
    """
    rows = list(wanted)
    names = sorted({name for row in rows for name in row} - many(table.model))
    narrow = "subject_id" if "subject_id" in table.identity else table.identity[0]
    found: dict[Key, Values] = {}
    for batch in _batches(sorted({str(row[narrow]) for row in rows})):
        for row in table.model._default_manager.filter(**{f"{narrow}__in": batch}).values("pk", *names):
            values = {name: plain(value) for name, value in row.items()}
            found[tuple(values[name] for name in table.identity)] = values
    for name in many(table.model):
        _add_many(table.model, name, found)
    return found


def _add_many(model: type[models.Model], name: str, found: dict[Key, Values]) -> None:
    refs = defaultdict[str, list[str]](list)
    for batch in _batches(str(values["pk"]) for values in found.values()):
        pairs = model._default_manager.filter(pk__in=batch, **{f"{name}__isnull": False}).values_list("pk", name)
        for pk, ref in pairs:
            refs[str(pk)].append(str(ref))
    for values in found.values():
        values[name] = sorted(refs[str(values["pk"])])


def _batches(ids: Iterable[str]) -> Iterable[list[str]]:
    every = list(ids)
    return (every[start : start + BATCH] for start in range(0, len(every), BATCH))


def standing(refs: Iterable[tuple[type[models.Model], str]]) -> set[tuple[type[models.Model], str]]:
    """Which of these rows are on the desk."""
    by_model = defaultdict[type[models.Model], set[str]](set)
    for model, ref in refs:
        by_model[model].add(ref)
    return {
        (model, str(pk))
        for model, ids in by_model.items()
        for batch in _batches(sorted(ids))
        for pk in model._default_manager.filter(pk__in=batch).values_list("pk", flat=True)
    }
