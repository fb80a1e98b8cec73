"""Documents that meetings are expected to adopt, adopted, or did not."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Outcome, OutcomeStep

from .lines import Lines
from .noun import CitationInline, NounAdmin
from .texts import in_each
from .worklists import OutcomeWork


class StepInline(Lines):
    """What each event did with the document."""

    model = OutcomeStep
    fields = ("event", "progress")
    autocomplete_fields = ("event",)
    verbose_name_plural = _("what became of it, by event")


@admin.register(Outcome)
class OutcomeAdmin(NounAdmin):
    """Its progress is derived from its steps."""

    list_display = ("__str__", "kind", "period", "readers")
    list_filter = (OutcomeWork, "kind", "steps__progress")
    search_fields = ("slug", *in_each("title"), *in_each("steps__event__title"))
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = [(None, {"fields": ["readers", in_each("title"), ("kind", "period", "slug"), "url"]})]
    inlines = (StepInline, CitationInline)
