"""Deliveries, for operators to read: what is owed, what was sent, what failed and why."""

from django.contrib import admin

from calendar_app.models.readers import Delivery

from .readonly import ReadOnly


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    """One mail or one call."""

    list_display = ("key", "kind", "due", "claimed", "sent", "failed", "attempts")
    list_filter = ("kind", ("sent", admin.EmptyFieldListFilter), ("failed", admin.EmptyFieldListFilter))
    date_hierarchy = "due"
    search_fields = ("key", "result")
    uuid_field = "event"
    fields = (
        "key", "subscription", "webhook", "kind", "event", "revision", "due", "claimed", "sent", "failed", "attempts",
        "result",
    )  # fmt: skip
