"""Decisions: the log of every editorial step, to be read."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Decision
from calendar_app.models.vocabulary import Noun
from calendar_app.review.facts import MODELS

from .links import desk_link
from .readonly import ReadOnly


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    """Who did what, when and why."""

    list_display = ("at", "actor", "action", "subject_kind", "noun", "reason", "revision")
    list_display_links = ("at",)
    list_filter = ("action", "subject_kind", ("by", admin.RelatedOnlyFieldListFilter))
    date_hierarchy = "at"
    search_fields = ("actor", "reason")
    uuid_field = "subject"
    fields = ("at", "actor", "by", "action", "subject_kind", "noun", "reason", "revision")

    @admin.display(description=_("about"))
    def noun(self, decision: Decision) -> SafeString:
        """A link to what was decided about."""
        model = MODELS[Noun(decision.subject_kind)]
        return desk_link(model._default_manager.filter(pk=decision.subject).first())
