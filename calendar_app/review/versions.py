"""Versions of nouns: kept with every edit, and compared row by row."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from calendar_app.models.desk import Decision, Version
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.vocabulary import Noun

from .facts import MODELS, kind_of

#: A row as plain values, by column; many-to-many as sorted keys. Rows, by the name of the lines they belong to.
Row = dict[str, Any]
Rows = dict[str, list[Row]]

#: The lines that stand on the page of each noun; all of them are kept with it.
LINES: dict[Noun, tuple[str, ...]] = {
    Noun.EVENT: ("former_dates", "participations", "agenda", "outcome_steps", "citations"),
    Noun.ORGANIZATION: ("other_names", "memberships", "members", "identifiers", "citations"),
    Noun.PERSON: ("other_names", "appointments", "identifiers", "citations"),
    Noun.POST: ("appointments", "citations"),
    Noun.PLACE: ("other_names", "citations"),
    Noun.TOPIC: ("citations",),
    Noun.SOURCE: ("citations",),
    Noun.OUTCOME: ("citations",),
}
#: Written by the steps of review alone: no edit touches them, and no version brings them back.
STEPS_ALONE = frozenset({"stage", "merged_into"})


@dataclass(frozen=True)
class Change:
    """One row that differs between two versions: None on the side where it is not there."""

    lines: str
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> list[str]:
        """The columns that differ, in the order of the table."""
        before, after = self.before or {}, self.after or {}
        return [name for name in {**before, **after} if name != "pk" and before.get(name) != after.get(name)]


def rows_of(noun: NounModel) -> Rows:
    """How the noun stands in the database now."""
    kind = kind_of(noun)
    found = {"": [_row(MODELS[kind]._default_manager.get(pk=noun.pk))]}
    for name in LINES[kind]:
        found[name] = [_row(line) for line in getattr(noun, name).order_by("pk")]
    plain: Rows = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return plain


def keep(noun: NounModel, *, now: datetime, decision: Decision | None = None) -> Version | None:
    """Add a version of the noun as it stands; None, and none added, where the last one says so already."""
    rows, last = rows_of(noun), Version.objects.of(noun.pk).first()
    if last is not None and last.rows == rows and decision is None:
        return None
    number = last.number + 1 if last else 1
    return Version.objects.create(
        subject_kind=kind_of(noun), subject=noun.pk, number=number, at=now, decision=decision, rows=rows
    )


def changes(before: Rows, after: Rows) -> list[Change]:
    """The rows that differ, the noun's own first, then its lines in the order of its page."""
    order = ["", *dict.fromkeys(lines for names in LINES.values() for lines in names)]
    return [change for lines in order for change in _differing(lines, before, after)]


def model_of(kind: Noun, lines: str) -> type[models.Model]:
    """The model of the noun itself, or of its lines of that name."""
    model = MODELS[kind]
    found: Any = model._meta.get_field(lines).related_model if lines else model
    return found  # type: ignore[no-any-return] # a relation to a model, never to "self" by name


def _row(noun: models.Model) -> Row:
    options = noun._meta
    columns = {one.name: one.value_from_object(noun) for one in options.concrete_fields if one.name not in STEPS_ALONE}
    many = {one.name: sorted(str(row.pk) for row in one.value_from_object(noun)) for one in options.many_to_many}
    return {"pk": noun.pk, **{name: value for name, value in columns.items() if name != options.pk.name}, **many}


def _differing(lines: str, before: Rows, after: Rows) -> Iterator[Change]:
    old, new = ({row["pk"]: row for row in rows.get(lines, [])} for rows in (before, after))
    for pk in {**old, **new}:
        change = Change(lines, old.get(pk), new.get(pk))
        if change.columns:
            yield change
