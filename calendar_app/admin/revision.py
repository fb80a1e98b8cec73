"""Revisions: the steps of the public record, to be read."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from calendar_app.models.public import Revision

from .readonly import ReadOnly


@admin.register(Revision)
class RevisionAdmin(ReadOnly):
    """Number, moment, reason, and how many publications came of it."""

    list_display = ("n", "at", "reason", "publications")
    list_display_links = ("n",)
    date_hierarchy = "at"
    ordering = ("-n",)
    search_fields = ("reason",)
    uuid_field = "decision"
    fields = ("n", "at", "reason", "publications")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        """With the number of publications."""
        revisions: QuerySet[Revision] = super().get_queryset(request)
        return revisions.annotate(count=Count("publications"))

    @admin.display(description=_("publications"), ordering="count")
    def publications(self, revision: Revision) -> SafeString:
        """A link to the publications of this revision."""
        address = reverse("admin:calendar_app_publication_changelist")
        return format_html('<a href="{}?since={}">{}</a>', address, revision.n, revision.count)  # type: ignore[attr-defined] # annotated above
