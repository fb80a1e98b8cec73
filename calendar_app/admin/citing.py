"""A source cited for facts of events, from the page of the source: choose events, then what it says of them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from calendar_app import review
from calendar_app.models.desk import Citation, Event, Source
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Noun, Rank
from calendar_app.review.roles import CHANGE, Door, may

from .stated import Fact, stated
from .ways import Way, Ways

#: Events found by a search, and events whose facts are shown at once.
MOST_FOUND, MOST_CHOSEN = 20, 10


class CiteForm(forms.Form):
    """What the source says of one fact of an event. A tick, a value or a quote cites it."""

    cite = forms.BooleanField(required=False)
    value = forms.CharField(
        max_length=300, required=False, widget=forms.TextInput({"dir": "auto", "class": "vTextField"})
    )
    quote = forms.CharField(
        required=False, widget=forms.Textarea({"dir": "auto", "rows": 2, "class": "vLargeTextField one-line"})
    )
    rank = forms.ChoiceField(choices=Rank.choices, initial=Rank.NORMAL)

    def __init__(self, event: Event, fact: Fact, source: Source, sent: Any = None) -> None:
        super().__init__(sent, prefix=f"{event.pk.hex}-{fact.name}-{fact.row.hex if fact.row else ''}")
        self.event, self.fact, self.source = event, fact, source
        #: What this source is cited for already.
        self.standing = next((one for one in fact.citations if one.source_id == source.pk), None)
        self.others = [(one, value) for one, value in fact.voices if one is not self.standing]
        columns = {"cite": "field", "value": "value", "quote": "quote", "rank": "rank"}
        for name, column in columns.items():
            label: Any = Citation._meta.get_field(column)
            self.fields[name].widget.attrs["aria-label"] = f"{fact.label}: {label.verbose_name}"

    @property
    def wanted(self) -> bool:
        """Whether it is to be cited now."""
        said = self.cleaned_data if self.is_valid() else {}
        return self.standing is None and any(said.get(name) for name in ("cite", "value", "quote"))

    def citation(self) -> Citation:
        """Not saved yet; with the place of the quote in the kept text, where it stands there once."""
        said = self.cleaned_data
        start = (
            self.source.text.find(said["quote"])
            if said["quote"] and self.source.text.count(said["quote"]) == 1
            else None
        )
        end = start + len(said["quote"]) if start is not None else None
        return Citation(
            subject=self.event, field=self.fact.name, row=self.fact.row, source=self.source, rank=said["rank"],
            value=said["value"], quote=said["quote"], quote_start=start, quote_end=end,
        )  # fmt: skip


class Citing(Ways):
    """Of sources: the page and the way to it."""

    def get_urls(self) -> list[URLPattern]:
        """`<source>/cite/?q=…&event=…`."""
        page = self.admin_site.admin_view(self.cite)
        return [path("<path:object_id>/cite/", page, name="calendar_app_source_cite"), *super().get_urls()]

    def ways(self, request: HttpRequest, noun: Any) -> list[Way]:
        """For whoever may change events."""
        here = [{"label": gettext("Cite it for events"), "href": _page(noun)}] if _may(request) else []
        return [*here, *super().ways(request, noun)]

    def cite(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Search, choose, and cite: all that is sent or nothing."""
        source = self.get_object(request, object_id)
        if source is None:
            raise Http404
        if not _may(request):
            raise PermissionDenied
        chosen = _chosen(request)
        forms: list[CiteForm] = []
        with transaction.atomic():
            if request.method == "POST":
                Head.locked()  # before the facts are read: what somebody else cites meanwhile is not cited twice
            forms = [CiteForm(event, fact, source, request.POST or None) for event in chosen for fact in stated(event)]
            if request.method == "POST" and self._cited(request, forms):
                return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Cite it for events"),
            "source": source,
            "back": reverse("admin:calendar_app_source_change", args=[source.pk]),
            "asked": request.GET.get("q", ""),
            "found": self._found(request, source, chosen),
            "chosen": [(event, [form for form in forms if form.event is event]) for event in chosen],
        }
        return TemplateResponse(request, "admin/cite.html", context)

    def _found(self, request: HttpRequest, source: Source, chosen: list[Event]) -> list[tuple[Event, bool]]:
        """Events to choose from, and whether each is chosen: those, what the search finds, or what the source is cited for."""
        page: Any = self.admin_site.get_model_admin(Event)
        events = Event.objects.order_by("-first_day", "slug")
        if text := request.GET.get("q", "").strip():
            events, _ = page.get_search_results(request, events, text)
        else:
            events = events.filter(pk__in=source.supports.values("subject_id"))
        others = events.exclude(pk__in=[event.pk for event in chosen])[:MOST_FOUND]
        return [*((event, True) for event in chosen), *((event, False) for event in others)]

    def _cited(self, request: HttpRequest, forms: list[CiteForm]) -> bool:
        """Whether all that was sent is cited now; what is to be mended stands in the forms, or is said."""
        wanted = [form for form in forms if form.wanted]
        if not all(form.is_valid() for form in forms):
            self.message_user(request, gettext("Nothing was saved yet: mend what is marked."), messages.ERROR)
            return False
        if not wanted:
            self.message_user(
                request,
                gettext("Nothing to cite yet: tick a fact, or write what the source says of it."),
                messages.ERROR,
            )
            return False
        by: Any = request.user
        for event in dict.fromkeys(form.event for form in wanted):
            citations = [form.citation() for form in wanted if form.event is event]
            review.keep(event, now=timezone.now())  # as it stood, for its history
            for citation in citations:
                citation.full_clean()
                citation.save()
            review.edited(event, by=by, now=timezone.now(), what="citations")
            added = [{"added": {"name": str(one._meta.verbose_name), "object": str(one)}} for one in citations]
            self.admin_site.get_model_admin(Event).log_change(request, event, added)
        told = ngettext(
            "Cited for %(n)s fact; readers see it once you publish.",
            "Cited for %(n)s facts; readers see it once you publish.",
            len(wanted),
        )
        self.message_user(request, told % {"n": len(wanted)}, messages.SUCCESS)
        return True


def _may(request: HttpRequest) -> bool:
    return may(request.user, CHANGE, Noun.EVENT, Door.ADMIN)


def _chosen(request: HttpRequest) -> list[Event]:
    ids = [pk for text in request.GET.getlist("event") if (pk := _uuid(text))][:MOST_CHOSEN]
    return list(Event.objects.filter(pk__in=ids))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(source: Source) -> str:
    return reverse("admin:calendar_app_source_cite", args=[source.pk])
