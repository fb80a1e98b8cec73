"""A row of a file as its editor reads it: where it stands, what becomes of it, each change and each reason in words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Event
from calendar_app.models.imports import Upload, UploadedRow

from .dates import in_words

NAMES: dict[str, str | Promise] = {
    "created": _("new"),
    "updated": _("changed"),
    "unchanged": _("as at the desk"),
    "refused": pgettext_lazy("row", "refused"),
}
LONGEST = 300  # characters of a text that are shown


@dataclass(frozen=True)
class Shown:
    """One row for the template."""

    row: UploadedRow
    upload: Upload

    @property
    def where(self) -> str:
        """As the file counts: rows of a table, entries of a list, lines of a calendar."""
        number = {"number": self.row.number}
        if self.upload.kind == "ics":
            return gettext("line %(number)s") % number
        return (gettext("entry %(number)s") if self.upload.kind == "json" else gettext("row %(number)s")) % number

    @property
    def name(self) -> str | Promise:
        """Its verdict."""
        return NAMES[self.row.verdict]

    @cached_property
    def changes(self) -> list[dict[str, str]]:
        """Field, before and after, in the editor's words."""
        return [
            {"field": label(name), "before": spelled(name, before), "after": spelled(name, after)}
            for name, before, after in self.row.changes
        ]

    @cached_property
    def problems(self) -> list[dict[str, str]]:
        """The column that each is about, if any, and what to do."""
        return [{"field": label(name), "why": why} for name, why in self.row.problems]

    @property
    def address(self) -> str:
        """The event's page at the desk, once there is one."""
        there = self.row.applied or self.row.verdict in ("updated", "unchanged")
        return reverse("admin:calendar_app_event_change", args=[self.row.event]) if there and self.row.event else ""


def label(name: str) -> str:
    """What the editor calls a column."""
    try:
        field: Any = Event._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(field.verbose_name)


def spelled(name: str, text: str) -> str:
    """A cell in words: dates, closed lists, yes and no; a long text is cut."""
    field: Any = Event._meta.get_field(name)
    if name == "date":
        return in_words(text) or text
    if name == "online":
        return gettext("yes") if text == "true" else gettext("no")
    words = {str(value): str(word) for value, word in field.flatchoices} if hasattr(field, "flatchoices") else {}
    shown = words.get(text, text)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
