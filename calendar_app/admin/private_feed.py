"""Private feeds, for operators to read. Their addresses are kept hashed, and not even the hash is shown."""

from django.contrib import admin

from calendar_app.models.readers import PrivateFeed

from .readonly import ReadOnly


@admin.register(PrivateFeed)
class PrivateFeedAdmin(ReadOnly):
    """What is asked for, how often, since when."""

    list_display = ("id", "language", "selection", "made", "used", "revoked")
    list_filter = ("language", ("revoked", admin.EmptyFieldListFilter))
    date_hierarchy = "made"
    search_fields = ("selection",)
    fields = ("id", "language", "selection", "options", "made", "used", "revoked")
