"""Appointments: who held which post and when; found here by those who look for a capacity."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from calendar_app.models.desk import Appointment

from .refusals import DeskForm
from .search import Searching
from .seen import Seen
from .tenures import Tenures
from .texts import Writing, in_each


@admin.register(Appointment)
class AppointmentAdmin(Tenures, Writing, Seen, Searching):
    """Readers see it with its person: publish that."""

    form = DeskForm
    list_display = ("person", "post", "since", "until", "acting")
    list_filter = ("acting", ("post__organization", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "post")
    search_fields = (
        *in_each("person__name"), "person__other_names__name", *in_each("post__name"), *in_each("post__organization__name"),
    )  # fmt: skip
    autocomplete_fields = ("person", "post")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the names that its own name is made of."""
        return super().get_queryset(request).select_related("person", "post")
