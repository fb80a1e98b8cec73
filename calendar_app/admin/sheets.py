"""What an editing page holds of a noun and its lines, as plain texts, so that two moments of it can be compared."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from .bases import ModelAdmin, ModelForm
from .dates import DateText, in_words

#: Field → text, by the id of a line, by the prefix of the lines; the noun's own fields stand under "" and "".
Sheet = dict[str, dict[str, dict[str, str]]]

#: Texts longer than this (characters) are compared by their digest: a source's kept text need not travel twice.
LONGEST = 2000
SHOWN = 300


@dataclass
class Part:
    """The noun's own form, or its lines of one kind: unbound forms by the id of the row, and one for a new line."""

    label: str
    forms: dict[str, ModelForm]
    empty: ModelForm
    key: str = ""
    changeable: bool = True

    def names(self, form: ModelForm) -> list[str]:
        """The inputs that hold a column of the row."""
        return [name for name in form.fields if self.changeable and name != self.key and _holds(form, name)]


def parts_of(page: ModelAdmin, request: HttpRequest, noun: Any) -> dict[str, Part]:
    """The parts of the noun's page by prefix, read from the database now; without a noun, empty ones."""
    instance = noun if noun is not None else page.model()
    form = page.get_form(request, noun, change=noun is not None)(instance=instance)
    parts = {"": Part("", {"": form} if noun is not None else {}, form)}
    for lines, inline in page.get_formsets_with_inlines(request, noun):
        prefix = lines.get_default_prefix()
        formset = lines(instance=instance, prefix=prefix, queryset=inline.get_queryset(request))
        parts[prefix] = Part(
            str(inline.verbose_name_plural),
            {str(one.instance.pk): one for one in formset.initial_forms},
            formset.empty_form,
            formset.model._meta.pk.name,
            inline.has_change_permission(request, noun),
        )
    return parts


def sheet_of(parts: dict[str, Part]) -> Sheet:
    """All texts of the page."""
    return {
        prefix: {row: {name: stored(form, name) for name in part.names(form)} for row, form in part.forms.items()}
        for prefix, part in parts.items()
    }


def stored(form: ModelForm, name: str) -> str:
    """What the database holds for this input."""
    return _text(form.instance._meta.get_field(name).value_from_object(form.instance))


def typed(form: ModelForm, name: str, data: QueryDict, prefix: str = "") -> str:
    """What the editor sent for this input, as it would be stored; as it was typed where it can't be read."""
    raw = form.fields[name].widget.value_from_datadict(data, {}, f"{prefix}{name}")
    try:
        return _text(form.fields[name].clean(raw))
    except ValidationError:
        return _text(raw)


def as_sent(form: ModelForm, name: str) -> list[str]:
    """What a browser sends for this input as it stands; nothing for a box without its mark."""
    bound: Any = form[name]
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    value = widget.format_value(value)
    return [str(one) for one in value] if isinstance(value, list | tuple) else ["" if value is None else str(value)]


def in_print(form: ModelForm, name: str, text: str) -> str:
    """The text as editors read it: names for ids, words for codes and dates."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_named(field, text)) or "–"
    if isinstance(field, DateText):
        return in_words(text) or text or "–"
    if isinstance(field, forms.BooleanField):
        return gettext("yes") if text == "True" else gettext("no")
    choices = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return choices.get(text, text) or "–"


def _named(field: Any, text: str) -> list[str]:
    keys = [key for key in text.split(",") if key]
    return [str(row) for row in field.queryset.filter(pk__in=keys)]


def _holds(form: ModelForm, name: str) -> bool:
    if isinstance(form.fields[name], InlineForeignKeyField):
        return False
    try:
        form.instance._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, list | tuple | QuerySet):
        return ",".join(sorted(_text(one) for one in value))
    text = str(value).replace("\r\n", "\n").strip()
    return text if len(text) <= LONGEST else f"{text[:SHOWN]}… {hashlib.sha256(text.encode()).hexdigest()}"
