"""Deleting: only what readers never saw. What was public stays on record; an event can be withdrawn."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.models.public import Publication

from .bases import ModelAdmin


class Deleting(ModelAdmin):
    """Guards the three ways by which Django's admin deletes: the page, the action, and rows that hang on others."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never for a row that readers have seen."""
        return super().has_delete_permission(request, obj) and not (obj and seen([obj.pk]))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Explain instead of forbidding."""
        noun = self.get_object(request, object_id)
        if noun is None or not seen([noun.pk]) or not super().has_delete_permission(request, noun):
            return super().delete_view(request, object_id, extra_context)
        self._explain(request, [noun])
        options = self.opts
        return HttpResponseRedirect(reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[noun.pk]))

    @admin.action(permissions=["delete"], description=_("Delete selected %(verbose_name_plural)s"))
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Django's own action, once none of the rows was ever public."""
        public = seen(queryset.values_list("pk", flat=True))
        if public:
            self._explain(request, list(queryset.filter(pk__in=public)))
            return None
        answer: HttpResponse | None = delete_selected(self, request, queryset)
        return answer

    def _explain(self, request: HttpRequest, nouns: list[Any]) -> None:
        names = ", ".join(f"“{noun}”" for noun in nouns)
        text = gettext("%(names)s can't be deleted: readers have seen it, and the record keeps what it showed.")
        self.message_user(request, f"{text % {'names': names}} {self.instead()}".strip(), messages.ERROR)

    def instead(self) -> str:
        """What to do instead of deleting."""
        return gettext("Correct it and publish the correction.")


def seen(ids: Any) -> set[Any]:
    """Which of these nouns have, or had, a publication."""
    return set(Publication.objects.filter(subject__in=list(ids)).values_list("subject", flat=True))
