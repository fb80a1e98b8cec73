"""Events: weeks, meetings, bilaterals and press conferences, with all that hangs on them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Event

from .dates import in_words
from .event_form import EventForm
from .event_lines import INLINES
from .noun import CitationInline, NounAdmin
from .steps import Stepping
from .texts import in_each

#: Written by the verbs of review alone.
NEVER_SAVED = ("id", "stage", "merged_into")


@admin.register(Event)
class EventAdmin(Stepping, NounAdmin):
    """Four questions that are never mixed: stage, certainty, what became of it, and how fresh that is."""

    form = EventForm
    list_display = ("__str__", "when", "forum_shown", "place", "certainty", "lifecycle", "stage", "readers")
    list_filter = ("stage", "lifecycle", "certainty", "kind", "level", ("forum", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("forum", "place")
    date_hierarchy = "first_day"
    search_fields = (
        "slug", *in_each("title"), "forum__code", *in_each("forum__name"), *in_each("forum__abbreviation"),
        "forum__other_names__name", *in_each("place__name"), "place__other_names__name",
    )  # fmt: skip
    autocomplete_fields = ("forum", "parent", "place", "country", "topics")
    prepopulated_fields = {"slug": ("title_en",)}
    readonly_fields = ("stage",)
    fieldsets = [
        (None, {"fields": [("stage", "readers"), in_each("title"), ("kind", "level", "parent")]}),
        (_("In its series"), {"fields": [("forum", "ordinal", "slug")]}),
        (_("When"), {"fields": [("date", "certainty"), ("start_time", "end_time", "zone")]}),
        (_("Where"), {"fields": [("place", "country", "online"), in_each("venue")]}),
        (_("What became of it"), {"fields": ["lifecycle", in_each("reason")]}),
        (_("About"), {"fields": ["topics", in_each("note")]}),
    ]
    inlines = (*INLINES, CitationInline)

    def save_model(self, request: HttpRequest, obj: Event, form: Any, change: bool) -> None:
        """Save what the form holds; the stage, which another editor may be moving, is not of it."""
        fields = [field.name for field in obj._meta.concrete_fields if field.name not in NEVER_SAVED]
        obj.save(update_fields=fields if change else None)

    def get_urls(self) -> list[URLPattern]:
        """With the page that asks for a reason."""
        return [*self.step_urls(), *super().get_urls()]

    @admin.display(description=_("date"), ordering="first_day")
    def when(self, event: Event) -> str:
        """In words, as precise as it is known."""
        return in_words(event.date) or event.date or gettext("to be confirmed")

    @admin.display(description=_("forum"), ordering="forum__code")
    def forum_shown(self, event: Event) -> str:
        """By its abbreviation, where it has one."""
        return "–" if event.forum is None else event.forum.abbreviation or str(event.forum)

    def instead(self) -> str:
        """An event that should not be there can be withdrawn, with a reason."""
        return gettext("Withdraw it instead: readers then see that it is gone, and why.")
