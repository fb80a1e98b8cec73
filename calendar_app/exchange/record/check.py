"""Whether rows can stand on the desk: what each column takes, what is unique, and that nothing stands under itself."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from calendar_app.errors import Problem
from calendar_app.models.desk import Citation, Event
from calendar_app.models.desk.tenure import Tenure
from calendar_app.models.vocabulary import CITED_FIELDS, Noun

from .columns import Plain, columns, many, read
from .rows import Row

#: Columns by which a noun stands under another of its kind.
ABOVE = {Noun.EVENT: "parent_id", Noun.ORGANIZATION: "parent_id", Noun.SOURCE: "republishes_id"}


def instance(row: Row) -> models.Model:
    """An unsaved object with the row's values."""
    kept = many(row.table.model)
    return row.table.model(
        **{name: read(row.table.model, name, value) for name, value in row.values.items() if name not in kept}
    )


def settle(one: models.Model) -> None:
    """Derive the columns that follow from others. Raises ValidationError."""
    if isinstance(one, Event | Tenure):
        one.settle()


def fit(rows: Iterable[Row]) -> Iterator[Problem]:
    """Problems of rows taken by themselves."""
    for row in rows:
        yield from (row.spot.problem(reason) for reason in _reasons(row))


def consistent(rows: list[Row]) -> Iterator[Problem]:
    """Problems of the rows taken together."""
    yield from _twice(rows)
    yield from _circles(rows)


def refused(rows: Iterable[tuple[Row, Plain]]) -> Iterator[Problem]:
    """Problems that the database has with rows, each with its primary key there or None where it is new.

    Each costs queries, so ask only once the database has refused them.
    """
    for row, pk in rows:
        try:
            made = instance(row)
            settle(made)
            if pk is not None:
                made.pk, made._state.adding = pk, False  # noqa: SLF001 - how Django marks a row that is there
            made.validate_unique()
            made.validate_constraints()
        except ValidationError as error:
            yield row.spot.problem(" ".join(error.messages))


def _reasons(row: Row) -> Iterator[str]:
    model, made = row.table.model, instance(row)
    relations = {field.name for field in columns(model).values() if field.is_relation}
    for name, field in columns(model).items():
        if field.is_relation and not field.null and row.values.get(name, "") is None:
            yield f"{field.name} is missing"
    try:
        made.clean_fields(exclude=relations)
        settle(made)
    except ValidationError as error:
        yield from (f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())
        return
    if (
        isinstance(made, Tenure)
        and made.since_earliest
        and made.until_latest
        and made.until_latest <= made.since_earliest
    ):
        yield f"until {made.until} does not come after since {made.since}"
    if isinstance(made, Citation) and made.field not in CITED_FIELDS[row.noun]:
        yield f"“{made.field}” can't be cited here: choose one of {', '.join(CITED_FIELDS[row.noun])}"


def _twice(rows: Iterable[Row]) -> Iterator[Problem]:
    seen: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        for names in _unique(row.table.model):
            values = tuple(row.values.get(name) for name in names)
            if None in values:
                continue
            first = seen.setdefault((row.table.model, names, values), row)
            if first is not row:
                yield row.spot.problem(f"has the same {', '.join(names)} as {first.spot.entry}")


def _unique(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    if model is Citation:  # its identity is unique, and told already
        return
    yield from ((name,) for name, field in columns(model).items() if field.unique and not field.primary_key)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            fields = {field.name: field.attname for field in columns(model).values()}
            yield tuple(fields[name] for name in constraint.fields)


def _circles(rows: Iterable[Row]) -> Iterator[Problem]:
    above = {
        str(row.values["id"]): (row, row.values.get(ABOVE[row.noun]))
        for row in rows
        if not row.path and row.noun in ABOVE
    }
    for key, (row, ref) in above.items():
        seen = {key}
        while ref is not None and str(ref) not in seen:
            seen.add(str(ref))
            ref = above[str(ref)][1]
        if ref is not None and str(ref) == key:
            yield row.spot.problem(f"{ABOVE[row.noun].removesuffix('_id')}: it stands under itself")
