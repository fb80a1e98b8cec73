"""Webhooks, for operators to read; without the secrets that sign their calls."""

from django.contrib import admin

from calendar_app.models.readers import Webhook

from .readonly import ReadOnly


@admin.register(Webhook)
class WebhookAdmin(ReadOnly):
    """Which endpoint was told of what, up to which revision."""

    list_display = ("url", "email", "selection", "asked", "answered", "failing", "paused", "revision")
    list_filter = ("halt", ("answered", admin.EmptyFieldListFilter), ("failing", admin.EmptyFieldListFilter))
    date_hierarchy = "asked"
    search_fields = ("url", "email", "selection")
    fields = (
        "url", "email", "selection", "language", "asked", "confirmed", "answered", "failing", "paused", "halt", "revision",
    )  # fmt: skip
