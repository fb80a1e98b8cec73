"""Posts: offices that exist without a holder."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Appointment, Post

from .lines import Lines
from .noun import CitationInline, NounAdmin
from .tenures import WithTenures
from .texts import in_each


class HolderInline(Lines):
    """The people of one post."""

    model = Appointment
    fields = ("person", "since", "until", "acting")
    autocomplete_fields = ("person",)
    verbose_name_plural = _("holders")


@admin.register(Post)
class PostAdmin(WithTenures, NounAdmin):
    """An office of one organization."""

    list_display = ("__str__", "organization", "role", "attends", "seats", "readers")
    list_filter = ("attends", "role")
    list_select_related = ("organization",)
    search_fields = (
        "slug",
        "role",
        *in_each("name"),
        *in_each("organization__name"),
        "appointments__person__name_en",
        "appointments__person__name_ru",
        "appointments__person__name_ar",
    )
    autocomplete_fields = ("organization",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = [
        (None, {"fields": ["readers", in_each("name"), ("organization", "role", "slug"), ("attends", "seats")]}),
    ]
    inlines = (HolderInline, CitationInline)
