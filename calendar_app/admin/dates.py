"""Honest dates in forms: EDTF in, the date in words back, and an error that says what to write instead."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from calendar_app.dates import DateError, parse, partial_bounds, zone
from calendar_app.wording.dates import period as spell_period


def day(text: str) -> str:
    """Any date of the subset, in its canonical spelling. Raises DateError."""
    return parse(text).text


def partial(text: str) -> str:
    """A day, month or year. Raises DateError."""
    partial_bounds(text)
    return text


def period(text: str) -> str:
    """Years or months from one to another, or one date. Raises DateError."""
    for part in text.split("/"):
        parse(part)
    return text


#: How the text fields that hold dates are read, by name.
READERS: dict[str, Callable[[str], str]] = {
    "date": day,
    "since": partial,
    "until": partial,
    "founded": partial,
    "published": partial,
    "period": period,
}


def in_words(text: str) -> str:
    """What was understood, in the editor's language; empty for no text, for no date, and where words add nothing."""
    words = spell_period(text, (get_language() or "en")[:2]) if text else ""
    return "" if words == text else words


def explained(error: DateError) -> str:
    """The error in the editor's language: the text, and what to write instead."""
    return str(DateError(error.text, gettext(error.why)))


class DateWidget(forms.TextInput):
    """A text input, left to right in every language, with the date in words below it."""

    class Media:
        js = ["admin_desk/dates.js"]

    def __init__(self, kind: str) -> None:
        super().__init__({"dir": "ltr", "class": "vDateText", "autocomplete": "off", "spellcheck": "false"})
        self.kind = kind

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The input, and what the server read in it; `data-reader` is where a script may ask again."""
        return format_html(
            '{}<output class="understood" data-reader="{}?kind={}">{}</output>',
            super().render(name, value, attrs, renderer),
            reverse_lazy("admin:read_date"),
            self.kind,
            in_words(str(value or "")),
        )


class DateText(forms.CharField):
    """A date as text, of one of the kinds of READERS; cleaned to its canonical spelling."""

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "widget": DateWidget(kind)})
        self.kind = kind

    def clean(self, value: Any) -> str:
        """Raises ValidationError that says what to write instead."""
        text: str = super().clean(value)
        try:
            return READERS[self.kind](text) if text else text
        except DateError as error:
            raise forms.ValidationError(explained(error)) from error


class ZoneText(forms.CharField):
    """The name of a zone of the IANA database."""

    def clean(self, value: Any) -> str:
        """Raises ValidationError that says how zones are named."""
        text: str = super().clean(value)
        try:
            return zone(text).key if text else text
        except DateError as error:
            raise forms.ValidationError(explained(error)) from error


def read_date(request: HttpRequest) -> JsonResponse:
    """`?kind=date&text=2025-07` → `{"words": "July 2025", "error": ""}`: what is understood while it is typed."""
    text = request.GET.get("text", "").strip()
    try:
        if text:
            READERS.get(request.GET.get("kind", ""), day)(text)
    except DateError as error:
        return JsonResponse({"words": "", "error": explained(error)})
    return JsonResponse({"words": in_words(text), "error": ""})
