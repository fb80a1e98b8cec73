"""The desk's events as files, drafts included: a page that asks which."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.dates import DateError, partial_bounds
from calendar_app.exchange.events import KINDS, written
from calendar_app.models.desk import Event
from calendar_app.models.vocabulary import Noun, Stage
from calendar_app.review.roles import VIEW, Door, may

from .dates import explained, partial

CHUNK = 1000  # events in memory at a time
LABELS: dict[str, str | Promise] = {
    "csv": _("CSV: a table for any spreadsheet"),
    "xlsx": _("XLSX: a workbook"),
    "ics": _("ICS: a calendar; events without a date are left out"),
    "json": _("JSON: as the record ships"),
}


def may_export(request: HttpRequest) -> bool:
    """Whoever may see the desk's events."""
    return may(request.user, VIEW, Noun.EVENT, Door.ADMIN)


def entry() -> dict[str, Any]:
    """Its line on the front page, as Django has them of models."""
    named = {"name": gettext("Export events"), "object_name": "Export"}
    return {**named, "admin_url": reverse("admin:export"), "add_url": None, "view_only": True, "perms": {}}


class Which(forms.Form):
    """Which events, and as what."""

    kind = forms.ChoiceField(label=_("Format"), choices=list(LABELS.items()), widget=forms.RadioSelect, initial="csv")
    since = forms.CharField(label=_("From the day"), required=False)
    until = forms.CharField(label=_("To the day"), required=False)
    stage = forms.ChoiceField(label=_("stage"), choices=[("", _("any")), *Stage.choices], required=False)

    def clean_since(self) -> Any:
        """The first day meant."""
        return self._bounds("since")

    def clean_until(self) -> Any:
        """The day after the last one meant."""
        return self._bounds("until")

    def _bounds(self, name: str) -> Any:
        text = self.cleaned_data[name]
        try:
            return partial_bounds(partial(text)) if text else None
        except DateError as error:
            raise forms.ValidationError(explained(error)) from error

    def events(self) -> QuerySet[Event]:
        """Those that may fall between the two; an event without a date only where no bound is given."""
        found, asked = Event.objects.all(), self.cleaned_data
        if asked["since"]:
            found = found.filter(end_day__gt=asked["since"].first)
        if asked["until"]:
            found = found.filter(first_day__lt=asked["until"].end)
        return found.filter(stage=asked["stage"]) if asked["stage"] else found


def export(request: HttpRequest) -> HttpResponse:
    """The page; with `?kind=csv`, the file."""
    if not may_export(request):
        raise PermissionDenied
    form = Which(request.GET if "kind" in request.GET else None)
    if form.is_valid():
        return file_of(form.events(), form.cleaned_data["kind"])
    context = {**admin.site.each_context(request), "title": gettext("Export events"), "form": form}
    return TemplateResponse(request, "admin/export.html", context)


def file_of(events: QuerySet[Event], kind: str) -> HttpResponse:
    """The events as a file to be saved."""
    language, now = (get_language() or "en")[:2], timezone.now()
    body = written(_each(events), kind, language=language, site=settings.SITE_URL, now=now)
    name = f"desk-events-{now:%Y-%m-%d}.{kind}"
    return HttpResponse(body, KINDS[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _each(events: QuerySet[Event]) -> Iterator[Event]:
    linked = events.order_by("first_day", "slug").select_related("forum", "place__country", "country", "parent")
    return linked.prefetch_related("topics").iterator(chunk_size=CHUNK)
