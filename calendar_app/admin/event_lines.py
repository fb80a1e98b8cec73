"""The lines under an event: participants, agenda, documents, and the dates it had."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import AgendaItem, Appointment, FormerDate, OutcomeStep, Participation

from .bases import ForeignKey, ModelChoiceField
from .event_form import FormerDateForm
from .lines import Blocks, Lines
from .texts import in_each


class ParticipationInline(Blocks):
    """Who takes part; the name as printed is kept whatever it is linked to."""

    model = Participation
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("organization", "person", "appointment", "raw_name"),
                    ("role", "attendance", "represents", "substitutes_for", "date", "position"),
                ]
            },
        )
    ]
    autocomplete_fields = ("organization", "person", "appointment", "represents", "substitutes_for")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest | None, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Capacities come with the names that theirs is made of."""
        if db_field.name == "appointment":
            kwargs["queryset"] = Appointment.objects.select_related("person", "post")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[arg-type] # as in Writing


class AgendaInline(Blocks):
    """What is talked about, in order."""

    model = AgendaItem
    fieldsets = [(None, {"fields": [(*in_each("title"), "topic", "position")]})]
    autocomplete_fields = ("topic",)


class StepInline(Lines):
    """The documents it is to adopt, adopted, or did not."""

    model = OutcomeStep
    fields = ("outcome", "progress")
    autocomplete_fields = ("outcome",)
    verbose_name = _("document")
    verbose_name_plural = _("documents")


class FormerDateInline(Lines):
    """Dates it had before. Publishing a moved event writes them; one known from elsewhere can be added."""

    model = FormerDate
    form = FormerDateForm
    fields = ("date", "start_time", "end_time", "zone", "replaced")
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was the date once is not rewritten."""
        return False


INLINES = (ParticipationInline, AgendaInline, StepInline, FormerDateInline)
