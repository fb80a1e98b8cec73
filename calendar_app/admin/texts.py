"""Texts in three languages, side by side: each input says its language and its direction."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from calendar_app.models.vocabulary import LANGUAGES

from .bases import BaseModelAdmin, Field
from .dates import READERS, DateText, ZoneText

DIRECTION = {"en": "ltr", "ru": "ltr", "ar": "rtl"}
#: From this length on a text gets a second line, so that all of it can be seen in a column.
LONG = 200
CODED = ("code", "language", "scheme", "text_hash")


def in_each(name: str) -> tuple[str, ...]:
    """The three fields of a trilingual text, for one line of a fieldset."""
    return tuple(f"{name}_{code}" for code in LANGUAGES)


class OneLine(forms.CharField):
    """A text without line breaks, in an input that wraps."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").splitlines())


class Writing(BaseModelAdmin):
    """Gives text fields the inputs that their language and their meaning ask for."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest | None, **kwargs: Any) -> forms.Field | None:
        """As Django does, but for dates and for texts in a language."""
        if type(db_field) is models.CharField and db_field.name in READERS:
            return db_field.formfield(form_class=DateText, kind=db_field.name)
        if type(db_field) is models.CharField and db_field.name == "zone":
            return db_field.formfield(
                form_class=ZoneText, widget=forms.TextInput({"dir": "ltr", "class": "vTextField"})
            )
        if _language(db_field) and isinstance(db_field, models.CharField):
            return db_field.formfield(form_class=OneLine, widget=_inputs(db_field))
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[arg-type] # the stubs ask for a request where Django takes none
        if field and isinstance(db_field, models.CharField | models.TextField) and not db_field.choices:
            field.widget.attrs.update(_attributes(db_field))
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


def _attributes(field: Field) -> dict[str, str | int]:
    """Words follow their own direction, codes and addresses run from left to right in every language."""
    rows: dict[str, str | int] = {"rows": 4} if isinstance(field, models.TextField) else {}
    if code := _language(field):
        return {"lang": code, "dir": DIRECTION[code], **rows}
    coded = isinstance(field, models.SlugField | models.URLField) or field.name in CODED
    return {"dir": "ltr" if coded else "auto", **rows}


def _language(field: Field) -> str:
    name, _, code = field.name.rpartition("_")
    return code if name and code in LANGUAGES else ""


def _inputs(field: Field) -> forms.Widget:
    code = _language(field)
    attributes = {"lang": code, "dir": DIRECTION[code], "class": "vLargeTextField one-line"}
    if (field.max_length or 0) < LONG:
        return forms.TextInput({**attributes, "class": "vTextField"})
    return forms.Textarea({**attributes, "rows": 2})
