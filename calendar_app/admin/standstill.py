"""The switch that stops everything that is sent: adding its one row stops, deleting it goes on."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from calendar_app.models.readers import Standstill

from .bases import ModelAdmin


@admin.register(Standstill)
class StandstillAdmin(ModelAdmin):
    """Who stopped it, since when, and why."""

    list_display = ("reason", "since", "by")
    fields = ("reason",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one switch."""
        return super().has_add_permission(request) and not Standstill.objects.exists()

    def save_model(self, request: HttpRequest, obj: Standstill, form: Any, change: Any) -> None:
        """Note who, and when first."""
        if not change:
            obj.since, obj.by = timezone.now(), request.user.get_username()
        super().save_model(request, obj, form, change)
