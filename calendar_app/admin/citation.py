"""Citations across all nouns, to be read; they are written on the pages of the nouns they speak of."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Citation

from .links import desk_link
from .readonly import ReadOnly
from .texts import in_each


@admin.register(Citation)
class CitationAdmin(ReadOnly):
    """Which source says which fact."""

    list_display = ("speaks_of", "field", "source", "rank", "value")
    list_filter = ("subject_type", "field", "rank")
    list_select_related = ("source",)
    search_fields = ("field", "value", "quote", "source__title", "source__publisher_name", *in_each("said_by__name"))
    uuid_field = "subject_id"
    fields = ("speaks_of", "field", "row", "source", "rank", "value", "quote", "said_by")

    @admin.display(description=_("speaks of"))
    def speaks_of(self, citation: Citation) -> SafeString:
        """A link to the noun."""
        return desk_link(citation.subject)
