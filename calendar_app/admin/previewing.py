"""Previewing: what readers will see otherwise, before anything is published; now, or at a set time."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from calendar_app import review
from calendar_app.dates import zone
from calendar_app.errors import Refused
from calendar_app.models.desk import Embargo, Event
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.review.cards import card
from calendar_app.wording.dates import moment
from calendar_app.wording.differences import Cards, Change, change
from calendar_app.wording.labels import word
from calendar_app.wording.names import pick

from .dates import ZoneText
from .publishing import Publishing


class When(forms.Form):
    """Why, and when if not now. The moment is read on the clocks of the zone."""

    reason = forms.CharField(
        label=_("Reason, for readers"), required=False, widget=forms.TextInput({"dir": "auto", "class": "vTextField"})
    )
    at = forms.DateTimeField(
        label=_("Not before"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
    )
    zone = ZoneText(
        label=_("on the clocks of"), required=False, widget=forms.TextInput({"dir": "ltr", "class": "vTextField"})
    )

    def moment(self) -> datetime | None:
        """UTC; None for now."""
        at: datetime | None = self.cleaned_data["at"]
        clocks = zone(self.cleaned_data["zone"] or "UTC")
        return at.replace(tzinfo=clocks).astimezone(UTC) if at else None


@dataclass(frozen=True)
class Differing:
    """A noun whose page will read otherwise: as the readers know it, and each fact that changes."""

    kind: str
    name: str
    new: bool
    changes: list[Change] = field(default_factory=list)


class Previewing(Publishing):
    """The page before publishing."""

    def get_urls(self) -> list[URLPattern]:
        """With the page, and with the address that takes an embargo back."""
        options = self.opts
        name = f"{options.app_label}_{options.model_name}"
        views = [
            path("<path:object_id>/preview/", self.admin_site.admin_view(self.preview), name=f"{name}_preview"),
            path("<path:object_id>/lift/", self.admin_site.admin_view(self.lift), name=f"{name}_lift"),
        ]
        return [*views, *super().get_urls()]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With a link to the page, for whoever may publish."""
        shown = object_id and self.has_publish_permission(request)
        href = reverse(self._name("preview"), args=[object_id]) if shown else ""
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "preview": href})

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what would change; sent back, publish it, or set the time at which it will be."""
        noun, now = self._mine(request, object_id), timezone.now()
        form = When(
            request.POST if request.method == "POST" else None, initial={"zone": getattr(noun, "zone", "") or "UTC"}
        )
        if form.is_valid() and self._done(request, noun, form, now):
            return HttpResponseRedirect(reverse(self._name("change"), args=[noun.pk]))
        found = review.preview([noun], by=request.user, now=now)  # type: ignore[arg-type] # editors are signed in
        embargo = Embargo.objects.filter(event=noun.pk).first()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("What readers will see: %(noun)s") % {"noun": noun},
            "found": _differing(found.publications),
            "problems": found.problems,
            "embargo": embargo,
            "embargo_at": moment(embargo.at, _language()) if embargo else "",
            "form": form,
            "timed": isinstance(noun, Event),
            "back": reverse(self._name("change"), args=[noun.pk]),
            "lift": reverse(self._name("lift"), args=[noun.pk]),
        }
        return TemplateResponse(request, "admin/preview.html", context)

    def lift(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take the embargo back; only by a form."""
        noun = self._mine(request, object_id)
        if request.method == "POST":
            try:
                review.lift(noun, by=request.user, now=timezone.now())  # type: ignore[arg-type] # as above
            except Refused as refused:
                self.tell(request, refused.problems)
            else:
                text = gettext("The moment is taken back: it will not be published by itself.")
                self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse(self._name("preview"), args=[noun.pk]))

    def _done(self, request: HttpRequest, noun: Any, form: When, now: datetime) -> bool:
        at, reason = form.moment(), form.cleaned_data["reason"]
        try:
            if at is None:
                self.publish(request, [noun.pk], reason)
                return True
            review.embargo(noun, at=at, by=request.user, now=now, reason=reason)  # type: ignore[arg-type] # as above
        except Refused as refused:
            for problem in refused.problems:
                form.add_error("at" if problem.field == "at" else None, problem.message)
            return False
        said = gettext("It will be published at %(moment)s, unless somebody edits it before.")
        self.message_user(request, said % {"moment": moment(at, _language())}, messages.SUCCESS)
        return True

    def _mine(self, request: HttpRequest, object_id: str) -> Any:
        noun = self.get_object(request, object_id)
        if noun is None:
            raise Http404
        if not self.has_publish_permission(request, noun):
            raise PermissionDenied
        return noun

    def _name(self, page: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"


def _differing(found: list[Publication]) -> list[Differing]:
    standing = Publication.objects.current().filter(subject__in=[one.subject for one in found])
    before = {one.subject: one.cards for one in standing}
    return [_told(one, before.get(one.subject, {})) for one in found]


def _told(publication: Publication, before: Cards) -> Differing:
    """In words; what is named no more is called as it was called before."""
    language, kind = _language(), publication.kind
    name = pick(card(Noun(kind), publication.facts)["name"], language).text or publication.slug
    rows = [change(row, kind, {**before, **publication.cards}, language) for row in publication.changes]
    return Differing(word("noun", kind, language), name, publication.number == 1, [row for row in rows if row])


def _language() -> str:
    return (get_language() or "en")[:2]
