"""Honest dates in forms: typed as people write them, kept as EDTF, said back in words; errors say what to write instead."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from calendar_app.dates import DateError, Typed, parse, typed_date, typed_days, typed_partial, zone
from calendar_app.wording.dates import period as spell_period

from .said_back import said_back


def day(text: str) -> str:
    """A date as people write it, in its canonical spelling; empty while it is to be confirmed. Raises DateError."""
    return typed_days(text)


def partial(text: str) -> str:
    """A day, month or year. Raises DateError."""
    return typed_partial(text)


def period(text: str) -> str:
    """Years or months from one to another, or one date. Raises DateError."""
    try:
        for part in text.split("/"):
            parse(part)
    except DateError:
        return typed_days(text)
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

    #: The times and the zone that stand beside it, where it has some.
    beside: Mapping[str, Any] = {}

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
            self._understood(str(value or "")),
        )

    def _understood(self, text: str) -> str:
        """Nothing below what could not be read: the error stands above it."""
        try:
            return _said(self.kind, text, self.beside)
        except DateError:
            return ""


class DateText(forms.CharField):
    """A date as text, of one of the kinds of READERS; cleaned to its canonical spelling."""

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        as_typed = {"max_length": None}  # the column holds the canonical spelling; “12 September 2025” is longer
        super().__init__(**{**kwargs, **as_typed, "widget": DateWidget(kind)})
        self.kind = kind

    #: What was understood, hours and all, where the form has inputs for them.
    found = Typed("")
    takes_hours = False

    def clean(self, value: Any) -> str:
        """Raises ValidationError that says what to write instead."""
        text: str = super().clean(value)
        try:
            if text and self.takes_hours:
                self.found = typed_date(text)
                return self.found.date
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
    """`?kind=date&text=2025-07` → `{"words": "July 2025 · known to the month", "error": ""}`, while it is typed.

    A date of the kind `date` may have `start_time`, `end_time` and `zone` beside it.
    """
    try:
        words = _said(request.GET.get("kind", ""), request.GET.get("text", "").strip(), request.GET)
    except DateError as error:
        return JsonResponse({"words": "", "error": explained(error)})
    return JsonResponse({"words": words, "error": ""})


def _said(kind: str, text: str, beside: Mapping[str, Any]) -> str:
    """What is understood of the text. Raises DateError."""
    if not text:
        return ""
    if kind != "date":
        return in_words(READERS.get(kind, day)(text))
    return said_back(typed_date(text), beside, (get_language() or "en")[:2])
