"""What a browser would send: a page of the admin as it stands, with some inputs changed."""

from typing import Any

from django.db.models import Model
from django.forms import BaseForm, Widget
from django.test import Client
from django.urls import reverse


def address(noun: Model | type[Model], page: str = "change") -> str:
    """The path of a noun's page, or of its model's `changelist` or `add` page."""
    name = f"admin:calendar_app_{noun._meta.model_name}_{page}"
    return reverse(name, args=[noun.pk] if isinstance(noun, Model) else [])


def filled(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """Every input of the page at the path as it stands, then the changes."""
    context = client.get(path).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    seen = {"seen": context["seen"]} if context.get("seen") else {}
    return {key: value for form in forms for key, value in _inputs(form)} | seen | changes


def _inputs(form: BaseForm) -> list[tuple[str, Any]]:
    values = [(bound.html_name, _inner(bound.field.widget), bound.value()) for bound in form]
    shown = [
        (name, widget.format_value(value)) for name, widget, value in values if str(value) not in ("None", "", "False")
    ]
    return [(name, value) for name, value in shown if value not in (None, [], [""])]


def _inner(widget: Any) -> Widget:
    """What stands inside the frame of type-ahead and links."""
    inner: Widget = getattr(widget, "widget", widget)
    return inner


def errors(response: Any) -> dict[str, list[str]]:
    """What the page says of each input, by its name on the page; empty where everything was saved."""
    if response.context is None:
        return {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [form for form in inline.formset.forms if form.is_bound]
    found = [(form, field, list(messages)) for form in forms for field, messages in form.errors.items()]
    return {form.add_prefix(field) if form.prefix else field: messages for form, field, messages in found}


def said(response: Any) -> list[str]:
    """The messages on the page that follows."""
    return [str(message) for message in response.context["messages"]]
