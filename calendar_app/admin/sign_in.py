"""The log of sign-ins, for administrators to read."""

from django.contrib import admin

from calendar_app.models.accounts import SignIn

from .readonly import ReadOnly


@admin.register(SignIn)
class SignInAdmin(ReadOnly):
    """Who tried, when, from where, and what came of it; kept for 90 days."""

    list_display = ("at", "outcome", "name", "address", "browser")
    list_filter = ("outcome", ("user", admin.RelatedOnlyFieldListFilter))
    date_hierarchy = "at"
    search_fields = ("name", "address")
    fields = ("at", "outcome", "name", "user", "address", "browser")
