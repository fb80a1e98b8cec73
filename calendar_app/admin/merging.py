"""Merging at the desk: two entries side by side, which of them stays, and why."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from calendar_app import review
from calendar_app.errors import Refused
from calendar_app.models.desk import Event
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Action, Stage
from calendar_app.review.states import STEPS
from calendar_app.wording.labels import field

from .dates import in_words
from .publishing import Publishing

THIS, OTHER = "this", "other"


class MergeForm(forms.Form):
    """Which other entry, which of the two stays, and how the editor knows."""

    other = forms.ModelChoiceField(Event.objects.exclude(stage=Stage.WITHDRAWN), label=_("The other entry"))
    stays = forms.ChoiceField(widget=forms.RadioSelect, label=_("Which one stays"))
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 3, "dir": "auto", "class": "vLargeTextField"})
    )

    def __init__(self, data: QueryDict | None, *, this: Event, known: Event | None, site: Any) -> None:
        public = known is not None and known.stage == Stage.PUBLISHED
        initial = {"other": known, "stays": OTHER if public or this.stage != Stage.PUBLISHED else THIS}
        super().__init__(data, initial=initial)
        other: Any = self.fields["other"]
        other.widget = AutocompleteSelect(Event._meta.get_field("parent"), site)
        other.queryset = other.queryset.exclude(pk=this.pk)
        stays: Any = self.fields["stays"]
        stays.choices = [(THIS, this), (OTHER, known or gettext("the other entry"))]


class Merging(Publishing):
    """A link on the page of an event, and the page it leads to."""

    def get_urls(self) -> list[URLPattern]:
        """`<uuid>/merge/?with=<uuid>`."""
        own = path("<uuid:pk>/merge/", self.admin_site.admin_view(self.merge), name="calendar_app_event_merge")
        return [own, *super().get_urls()]

    def may_merge(self, request: HttpRequest) -> bool:
        """By the table of roles."""
        return self.may(request, Action.MERGE)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With the link, while the event can be merged."""
        event = self.get_object(request, object_id) if object_id else None
        if event is not None and event.merged_into:
            extra_context = {**(extra_context or {}), "merged_into": event.merged_into}
        if event is not None and (event.stage, Action.MERGE) in STEPS and self.may_merge(request):
            link = {"label": gettext("Merge with another entry"), "href": merge_address(event.pk)}
            extra_context = {**(extra_context or {}), "beside": [link]}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def merge(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show both and ask, then do it."""
        if not self.may_merge(request):
            raise PermissionDenied
        this = get_object_or_404(self.get_queryset(request), pk=pk)
        known = self._known(request)
        form = MergeForm(request.POST or None, this=this, known=known, site=self.admin_site)
        if form.is_valid() and (survivor := self._merged(request, this, form)):
            return HttpResponseRedirect(reverse("admin:calendar_app_event_change", args=[survivor.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Merge two entries of one event"),
            "this": this,
            "rows": list(_compared(this, known)) if known else [],
            "known": known,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def _known(self, request: HttpRequest) -> Event | None:
        try:
            pk = UUID(request.POST.get("other") or request.GET.get("with") or "")
        except ValueError:
            return None
        found: Event | None = self.get_queryset(request).filter(pk=pk).first()
        return found

    def _merged(self, request: HttpRequest, this: Event, form: MergeForm) -> Event | None:
        """The one that stays; None where it was refused, and then the form says why."""
        ids = [this.pk, form.cleaned_data["other"].pk]
        stay, go = ids if form.cleaned_data["stays"] == THIS else reversed(ids)
        try:
            with transaction.atomic():
                Head.locked()
                survivor, loser = Event.objects.get(pk=stay), Event.objects.get(pk=go)
                revision = review.merge(
                    loser, survivor, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"]  # type: ignore[arg-type] # editors are signed in
                )  # fmt: skip
        except Refused as refused:
            for problem in refused.problems:
                form.add_error("reason" if problem.field == "reason" else None, problem.message)
            return None
        words = {"loser": loser, "survivor": survivor, "n": revision.n if revision else ""}
        text = (
            gettext("“%(loser)s” is now part of “%(survivor)s”: revision %(n)s.")
            if revision
            else gettext("“%(loser)s” is now part of “%(survivor)s” at the desk; what it took waits to be published.")
        )
        self.message_user(request, text % words, messages.SUCCESS)
        return survivor


def merge_address(pk: UUID, other: UUID | None = None) -> str:
    """Where an event is merged, with the other entry chosen already if one is given."""
    address = reverse("admin:calendar_app_event_merge", args=[pk])
    return f"{address}?with={other}" if other else address


def _compared(this: Event, other: Event) -> Iterator[tuple[str, str, str]]:
    """What an editor tells them apart by: label, and what each says."""
    one, two = _told(this), _told(other)
    for label in one:
        yield label, one[label] or "–", two[label] or "–"


def _told(event: Event) -> dict[str, str]:
    lines = event.participations.select_related("person", "organization")
    return {
        gettext("stage"): event.get_stage_display(),
        gettext("date"): in_words(event.date) or event.date or gettext("to be confirmed"),
        gettext("forum"): " · ".join(str(part) for part in (event.forum, event.ordinal) if part),
        gettext("place"): str(event.place or event.country or ""),
        field("participations", (get_language() or "en")[:2]): ", ".join(str(line) for line in lines),
        gettext("sources"): str(event.citations.values("source").distinct().count()),
        gettext("slug"): event.slug,
    }
