"""Sources: documents that say something, whose words they repeat, and what is cited from them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Citation, Source

from .bases import TabularInline
from .citing import Citing
from .links import desk_link
from .noun import CitationInline, NounAdmin
from .texts import in_each


class CitedInline(TabularInline):
    """What is cited from a source, to read."""

    model = Citation
    fk_name = "source"
    fields = readonly_fields = ("speaks_of", "field", "rank", "value", "quote")
    extra = 0
    can_delete = False
    verbose_name_plural = _("cited from it")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never here."""
        return False

    @admin.display(description=_("speaks of"))
    def speaks_of(self, citation: Citation) -> SafeString:
        """A link to the noun's page at the desk."""
        return desk_link(citation.subject)


@admin.register(Source)
class SourceAdmin(Citing, NounAdmin):
    """A republication is not a second voice."""

    list_display = ("__str__", "publisher_name", "published", "language", "republishes", "readers")
    list_filter = ("language", ("publisher", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("republishes",)
    search_fields = ("title", "publisher_name", "url", *in_each("publisher__name"), *in_each("announcer__name"))
    autocomplete_fields = ("publisher", "republishes", "announcer")
    readonly_fields = ("text_hash",)
    fieldsets = [
        (None, {"fields": ["readers", "title", "url", ("publisher_name", "publisher", "language")]}),
        (_("When"), {"fields": [("published", "retrieved")]}),
        (_("Whose words"), {"fields": [("republishes", "announcer")]}),
        (_("The text kept"), {"fields": ["text", "text_hash"], "classes": ["collapse"]}),
    ]
    inlines = (CitedInline, CitationInline)
