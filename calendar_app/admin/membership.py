"""Memberships: who belonged to what, and when."""

from django.contrib import admin

from calendar_app.models.desk import Membership

from .refusals import DeskForm
from .search import Searching
from .seen import Seen
from .tenures import Tenures
from .texts import Writing, in_each


@admin.register(Membership)
class MembershipAdmin(Tenures, Writing, Seen, Searching):
    """Readers see it with its two organizations: publish those."""

    form = DeskForm
    list_display = ("member", "organization", "status", "since", "until")
    list_filter = ("status", ("organization", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("member", "organization")
    search_fields = (
        "member__code", *in_each("member__name"), *in_each("member__abbreviation"),
        "organization__code", *in_each("organization__name"), *in_each("organization__abbreviation"),
    )  # fmt: skip
    autocomplete_fields = ("member", "organization")
