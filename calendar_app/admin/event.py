"""Events: weeks, meetings, bilaterals and press conferences, with all that hangs on them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Event
from calendar_app.review.worklists import lacks

from .alike import Doubting
from .dates import in_words
from .event_form import EventForm
from .event_lines import INLINES
from .exporting import Exporting
from .following import Following
from .new_week import NewWeek
from .noun import CitationInline, NounAdmin
from .parts import Parting
from .texts import in_each
from .worklists import EventWork, lacking

#: Written by the verbs of review alone.
NEVER_SAVED = ("id", "stage", "merged_into")


@admin.register(Event)
class EventAdmin(Doubting, Parting, Following, NewWeek, Exporting, NounAdmin):
    """Four questions that are never mixed: stage, certainty, what became of it, and how fresh that is."""

    form = EventForm
    list_display = ("__str__", "when", "forum_shown", "place", "certainty", "lifecycle", "stage", "readers")
    list_filter = (
        EventWork,
        "stage",
        "lifecycle",
        "certainty",
        "kind",
        "level",
        ("forum", admin.RelatedOnlyFieldListFilter),
    )
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """In the worklist of facts without a source: with what each event lacks."""
        events: QuerySet[Event] = super().get_queryset(request)
        return events.annotate(**lacks()) if _asks_for_sources(request) else events

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """In that worklist: what is lacking, beside the name."""
        first, *rest = super().get_list_display(request)
        return (first, "lacking", *rest) if _asks_for_sources(request) else (first, *rest)

    @admin.display(description=_("without a source"))
    def lacking(self, event: Event) -> str:
        """The names of the facts."""
        return lacking(event)

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


def _asks_for_sources(request: HttpRequest) -> bool:
    return request.GET.get("work") == "unsourced"
