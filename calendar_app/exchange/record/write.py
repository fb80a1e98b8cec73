"""Writing a plan to the desk, a few statements a table, whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import ProtectedError

from calendar_app.models.desk import Event, Loaded
from calendar_app.models.desk.tenure import Tenure

from .check import instance, settle
from .columns import many, read
from .errors import BrokenRecord
from .plan import Plan, Update
from .rows import Row

BATCH = 500
#: Columns that follow from others, and are stored with them.
DERIVED: dict[type[models.Model], tuple[str, ...]] = {
    Event: ("first_day", "end_day", "starts_at", "ends_at"),
    Tenure: ("since_earliest", "since_latest", "until_earliest", "until_latest"),
}


def apply(plan: Plan) -> None:
    """Write what the plan says, in the caller's transaction. Raises BrokenRecord for a row that others still need."""
    for model, creates in _by_model((row.table.model, row) for row in plan.creates):
        _create(model, creates)
    for model, updates in _by_model((update.row.table.model, update) for update in plan.updates):
        _update(model, updates)
    for update in plan.deletes:
        _delete(update)
    _remember(plan)


def _by_model(pairs: Iterable[tuple[type[models.Model], Any]]) -> Iterable[tuple[type[models.Model], list[Any]]]:
    found = defaultdict[type[models.Model], list[Any]](list)
    for model, one in pairs:
        found[model].append(one)
    return found.items()


def _create(model: type[models.Model], rows: list[Row]) -> None:
    objects = [instance(row) for row in rows]
    for one in objects:
        settle(one)
    model._default_manager.bulk_create(objects, batch_size=BATCH)
    for name in many(model):
        pairs = [(row.values["id"], ref) for row in rows for ref in _refs(row.values[name])]
        _link(model, name, pairs)


def _update(model: type[models.Model], updates: list[Update]) -> None:
    objects = model._default_manager.in_bulk([update.pk for update in updates])
    by_pk = {str(pk): one for pk, one in objects.items()}
    names = {name for update in updates for name in update.values} - many(model)
    for update in updates:
        one = by_pk[str(update.pk)]
        for name, value in update.values.items():
            if name in many(model):
                getattr(one, name).set(_refs(value))
            else:
                setattr(one, name, read(model, name, value))
        settle(one)
    if names:
        fields = {model._meta.get_field(name).name for name in names} | _derived(model)
        model._default_manager.bulk_update(by_pk.values(), sorted(fields), batch_size=BATCH)


def _delete(update: Update) -> None:
    try:
        update.row.table.model._default_manager.get(pk=update.pk).delete()
    except ProtectedError as error:
        raise BrokenRecord([update.row.spot.problem("can't be removed: the desk still refers to it")]) from error


def _derived(model: type[models.Model]) -> set[str]:
    return {name for base, names in DERIVED.items() if issubclass(model, base) for name in names}


def _refs(value: Any) -> list[str]:
    return list(value)


def _link(model: type[models.Model], name: str, pairs: Iterable[tuple[Any, str]]) -> None:
    field: Any = model._meta.get_field(name)
    through, left, right = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    links = [through(**{left: pk, right: ref}) for pk, ref in pairs]
    through._default_manager.bulk_create(links, batch_size=BATCH)


def _remember(plan: Plan) -> None:
    rows = [Loaded(noun=noun, key=key, values=memory) for (noun, key), memory in plan.memory.items()]
    Loaded.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["noun", "key"], update_fields=["values"]
    )
