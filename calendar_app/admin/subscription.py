"""Subscriptions by e-mail, for operators to read when a reader asks what became of one."""

from django.contrib import admin

from calendar_app.models.readers import Reminder, Subscription

from .bases import TabularInline
from .readonly import ReadOnly, ToRead


class ReminderInline(ToRead, TabularInline):
    """How long before."""

    model = Reminder
    fields = ("minutes_before",)
    extra = 0


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly):
    """Who asked for which selection; without the address by which it is managed."""

    list_display = ("email", "language", "selection", "asked", "confirmed", "paused", "ended")
    list_filter = ("language", ("confirmed", admin.EmptyFieldListFilter), ("ended", admin.EmptyFieldListFilter))
    date_hierarchy = "asked"
    search_fields = ("email", "selection")
    fields = (
        "email", "user", "selection", "language", "zone", "local_hour", "options", "asked", "confirmed", "paused", "ended",
    )  # fmt: skip
    inlines = (ReminderInline,)
