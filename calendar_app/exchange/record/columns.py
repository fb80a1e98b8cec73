"""Values as columns hold them, in the one plain form in which files, desk and memory are compared."""

from datetime import date, time
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models

#: What JSON can hold: ids, dates and times as texts, many-to-many ids as a sorted list.
Plain: TypeAlias = str | int | float | bool | list[str] | None
Values: TypeAlias = dict[str, Plain]


@cache
def columns(model: type[models.Model]) -> "dict[str, models.Field[Any, Any]]":
    """The model's columns by the attribute that holds their value: `place_id` for `place`."""
    return {field.attname: field for field in model._meta.concrete_fields}


@cache
def many(model: type[models.Model]) -> frozenset[str]:
    """The names of the model's many-to-many fields."""
    return frozenset(field.name for field in model._meta.many_to_many)


def plain(value: Any) -> Plain:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    result: Plain = value
    return result


def read(model: type[models.Model], column: str, value: Any) -> Any:
    """The Python value of a plain one."""
    return value if column in many(model) else columns(model)[column].to_python(value)


def absent(model: type[models.Model], column: str) -> Plain:
    """What the column holds where the file says nothing."""
    if column in many(model):
        return []
    field = columns(model)[column]
    return plain(field.get_default() if field.has_default() or not field.null else None)


def targets(model: type[models.Model], values: Values) -> list[tuple[type[models.Model], str]]:
    """The rows of other tables that these values point at."""
    found: list[tuple[type[models.Model], str]] = []
    for name, value in values.items():
        field = model._meta.get_field(name) if name in many(model) else columns(model)[name]
        related = field.related_model
        if isinstance(related, type) and value is not None:
            found += [(related, ref) for ref in (value if isinstance(value, list) else [str(value)])]
    return found
