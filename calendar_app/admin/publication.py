"""Publications: what readers saw, number by number, and what changed from one to the next."""

import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.review.facts import MODELS
from calendar_app.wording.dates import moment
from calendar_app.wording.labels import field

from .links import desk_link
from .readonly import ReadOnly


class CurrentFilter(admin.SimpleListFilter):
    """What stands now, or what stood once."""

    title = _("current")
    parameter_name = "current"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Two words."""
        return [("yes", gettext("stands now")), ("no", gettext("stood once"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Publication]) -> QuerySet[Publication]:
        """By whether a later one took its place."""
        return queryset if self.value() is None else queryset.filter(until_rev__isnull=self.value() == "yes")


@admin.register(Publication)
class PublicationAdmin(ReadOnly):
    """Immutable: to be read."""

    list_display = ("slug", "kind", "number", "since", "published", "sequence", "changed", "until_rev", "tombstone")
    list_filter = ("kind", CurrentFilter, "tombstone")
    list_select_related = ("since",)
    search_fields = ("slug",)
    uuid_field = "subject"
    ordering = ("-since", "kind", "slug")
    fields = (
        "noun", "kind", "slug", "number", "since", "published", "until_rev", "sequence", "tombstone", "changes_shown",
        "facts_shown",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        """With the moment of the revision."""
        publications: QuerySet[Publication] = super().get_queryset(request)
        return publications.select_related("since")

    @admin.display(description=_("published"), ordering="since__at")
    def published(self, publication: Publication) -> str:
        """The moment of its revision."""
        return moment(publication.since.at, _language())

    @admin.display(description=_("what changed"))
    def changed(self, publication: Publication) -> str:
        """The names of the fields."""
        return ", ".join(field(row["field"], _language()) for row in publication.changes)

    @admin.display(description=_("what changed"))
    def changes_shown(self, publication: Publication) -> SafeString:
        """Field by field, before and after."""
        rows = [
            (
                field(row["field"], _language()),
                _text(row.get("before", row.get("removed"))),
                _text(row.get("after", row.get("added"))),
            )
            for row in publication.changes
        ]
        if not rows:
            return format_html("{}", "–")
        body = format_html_join("", "<tr><th>{}</th><td><del>{}</del></td><td><ins>{}</ins></td></tr>", rows)
        return format_html('<table class="changes">{}</table>', body)

    @admin.display(description=_("what readers see"))
    def facts_shown(self, publication: Publication) -> SafeString:
        """The facts as published."""
        return format_html(
            '<pre class="facts" dir="ltr">{}</pre>', json.dumps(publication.facts, ensure_ascii=False, indent=1)
        )

    @admin.display(description=_("at the desk"))
    def noun(self, publication: Publication) -> SafeString:
        """The row it was published from."""
        model = MODELS[Noun(publication.kind)]
        return desk_link(model._default_manager.filter(pk=publication.subject).first())


def _text(value: object) -> str:
    """A fact on one line or a few: what is empty is left out."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_text(part)}" for key, part in value.items() if part not in (None, "", []))
    if isinstance(value, list):
        return "\n\n".join(_text(part) for part in value)
    return "" if value is None else str(value)


def _language() -> str:
    return (get_language() or "en")[:2]
