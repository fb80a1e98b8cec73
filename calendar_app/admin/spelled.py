"""Versions in the editor's words: names for keys, words for codes, and only what an editor can change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext

from calendar_app.models.vocabulary import Noun
from calendar_app.review.versions import Change, Row, model_of

from .dates import READERS, in_words

#: Columns by which a line belongs to its noun; what they hold goes without saying.
OWNERS = frozenset({"subject_type", "subject_id"})
NOTHING = "–"


@dataclass(frozen=True)
class Said:
    """One column that differs."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One row that differs: of which lines, called how, and its columns; without columns of its own if it came or went."""

    lines: str
    name: str
    came: bool
    went: bool
    columns: list[Said]


class Words:
    """Knows the names of all rows that the changes of a page refer to, asked for once for each model."""

    def __init__(self, kind: Noun, changes: Iterable[Change]) -> None:
        self._kind = kind
        self._names: dict[tuple[type[Model], str], str] = {}
        wanted: dict[type[Model], set[str]] = defaultdict(set)
        for change in changes:
            for row in filter(None, (change.before, change.after)):
                for field in self._columns(change.lines):
                    if field.is_relation:
                        wanted[field.related_model].update(_keys(row.get(field.name)))
        for model, keys in wanted.items():
            for found in model._default_manager.filter(pk__in=keys):
                self._names[model, str(found.pk)] = str(found)

    def tell(self, change: Change) -> Told | None:
        """The change in words; None where nothing differs that an editor writes."""
        columns = [field for field in self._columns(change.lines) if field.name in change.columns]
        if not columns:
            return None
        before, after = change.before or {}, change.after or {}
        said = [
            Said(
                capfirst(str(field.verbose_name)),
                self._value(field, before.get(field.name)),
                self._value(field, after.get(field.name)),
            )
            for field in columns
        ]
        model = model_of(self._kind, change.lines)
        return Told(
            capfirst(str(model._meta.verbose_name)) if change.lines else "",
            self._name(change.lines, after or before) if change.lines else "",
            change.before is None,
            change.after is None,
            [one for one in said if one.before != one.after],
        )

    def _columns(self, lines: str) -> list[Any]:
        model = model_of(self._kind, lines)
        owner = "" if not lines else _owner(model_of(self._kind, ""), lines)
        fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
        return [one for one in fields if one.editable and one.name not in OWNERS | {owner}]

    def _name(self, lines: str, row: Row) -> str:
        """Its first two columns that say something in words."""
        said = [(field, row.get(field.name)) for field in self._columns(lines)]
        return ", ".join([self._value(field, value) for field, value in said if value and isinstance(value, str)][:2])

    def _value(self, field: Any, value: Any) -> str:
        if value in (None, "", []):
            return NOTHING
        if field.is_relation:
            gone = gettext("deleted since")
            return ", ".join(self._names.get((field.related_model, key), gone) for key in _keys(value))
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if field.name in READERS:
            return in_words(value) or str(value)
        return str(dict(field.flatchoices).get(value, value))


def _owner(model: type[Model], lines: str) -> str:
    """The foreign key by which lines belong to their noun; those of any noun have OWNERS instead."""
    relation: Any = model._meta.get_field(lines)
    return relation.field.name if relation.one_to_many and relation.auto_created else ""


def _keys(value: Any) -> list[str]:
    if value in (None, ""):
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
