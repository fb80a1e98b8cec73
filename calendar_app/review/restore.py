"""Putting an earlier version of a noun back at the desk."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Version
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Noun

from .eyes import edited
from .facts import MODELS, kind_of
from .versions import LINES, Row, Rows, keep, model_of

#: What was the date once stays, whatever is put back.
NEVER_TAKEN_OUT = frozenset({"former_dates"})


def restore(version: Version, *, by: User, now: datetime, reason: str) -> Decision:
    """Put a noun and its lines back as a version has them; readers see it once it is published.

    The stage and the dates an event had are left as they are. Raises Refused, and then changes nothing, without a
    reason, where the noun is gone or merged into another, which has its lines now, and where something that the version
    names is gone.
    """
    if not reason.strip():
        raise Refused([Problem("reason", gettext("Say why an earlier version is put back."))])
    kind = Noun(version.subject_kind)
    with transaction.atomic():
        Head.locked()
        noun = MODELS[kind]._default_manager.filter(pk=version.subject).first()
        if noun is None:
            raise Refused([Problem("", gettext("It was deleted: enter it anew."))])
        if other := getattr(noun, "merged_into", None):
            text = gettext("It was merged into “%(other)s”, which has its lines now: edit that one.")
            raise Refused([Problem("", text % {"other": other})])
        keep(noun, now=now)  # type: ignore[arg-type] # every model of a noun is one
        try:
            _put_back(noun, version.rows)  # type: ignore[arg-type] # as above
        except ValidationError as error:
            raise Refused(list(_problems(error))) from error
        return edited(noun, by=by, now=now, what=reason)  # type: ignore[arg-type] # as above


def _put_back(noun: NounModel, rows: Rows) -> None:
    """Lines first go, then come: what must be there once may pass from one row to another."""
    _put(type(noun), rows[""][0])
    for lines in LINES[kind_of(noun)]:
        kept = [row["pk"] for row in rows[lines]]
        if lines not in NEVER_TAKEN_OUT:
            getattr(noun, lines).exclude(pk__in=kept).delete()
        for row in rows[lines]:
            _put(model_of(kind_of(noun), lines), row)


def _put(model: type[models.Model], row: Row) -> None:
    """Write one row, checked as a page of the desk checks it. Raises ValidationError."""
    found: Any = model._default_manager.filter(pk=row["pk"]).first() or model(pk=row["pk"])
    options = model._meta
    for field in options.concrete_fields:
        if field.name in row:
            setattr(found, field.attname, _python(field, row[field.name]))
    found.full_clean()
    found.save()
    for many in options.many_to_many:
        getattr(found, many.name).set(_there(many, row[many.name]))


def _python(field: Any, value: Any) -> Any:
    target: Any = field
    while target.is_relation:
        target = target.target_field
    return target.to_python(value)


def _there(many: Any, keys: list[str]) -> list[UUID]:
    """The keys, all of which name a row. Raises ValidationError."""
    found = {str(pk) for pk in many.related_model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)}
    if gone := [key for key in keys if key not in found]:
        text = gettext("%(n)s of these were deleted since.") % {"n": len(gone)}
        raise ValidationError({many.name: text})
    return [UUID(key) for key in keys]


def _problems(error: ValidationError) -> Iterator[Problem]:
    for field, texts in error.message_dict.items():
        for text in texts:
            yield Problem(field, f"{field}: {text}")
