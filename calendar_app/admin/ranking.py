"""Sources by fact: what each of them says stands together, and which of them counts is decided there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext

from calendar_app import review
from calendar_app.models.desk import Citation
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Rank

from .stated import Fact, stated
from .ways import Way, Ways


class RankForm(forms.Form):
    """The rank of one citation, and the one that the page showed."""

    rank = forms.ChoiceField(choices=Rank.choices)
    was = forms.ChoiceField(choices=Rank.choices, widget=forms.HiddenInput)

    def __init__(self, citation: Citation, sent: Any = None) -> None:
        super().__init__(sent, prefix=str(citation.pk), initial={"rank": citation.rank, "was": citation.rank})
        label = Citation._meta.get_field("rank").verbose_name
        self.fields["rank"].widget.attrs["aria-label"] = f"{label}: {citation.source}"
        self.citation = citation


class Ranking(Ways):
    """Of nouns with citations: the page, the way to it, and the word that sources disagree."""

    def get_urls(self) -> list[URLPattern]:
        """`<noun>/sources/`."""
        page = self.admin_site.admin_view(self.sources)
        return [
            path("<path:object_id>/sources/", page, name=f"calendar_app_{self.opts.model_name}_sources"),
            *super().get_urls(),
        ]

    def ways(self, request: HttpRequest, noun: Any) -> list[Way]:
        """As soon as there is anything to rank."""
        here = [{"label": gettext("Sources by fact"), "href": self._page(noun)}] if noun.citations.exists() else []
        return [*here, *super().ways(request, noun)]

    def told(self, request: HttpRequest, noun: Any) -> dict[str, Any]:
        """Above the form: of which facts they say different things."""
        told = noun is not None and noun.citations.exclude(value="").exists()
        disputed = [fact for fact in stated(noun) if fact.disputed] if told else []
        more = {"disputed": disputed, "disputed_title": gettext("Sources disagree")} if disputed else {}
        return {**super().told(request, noun), **more}

    def sources(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every fact with its sources; a POST ranks them, all or none."""
        noun = self.get_object(request, object_id)
        if noun is None:
            raise Http404
        if not self.has_view_or_change_permission(request, noun):
            raise PermissionDenied
        may = self.has_change_permission(request, noun)
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            with transaction.atomic():
                Head.locked()
                if self._ranked(request, noun):
                    return HttpResponseRedirect(self._page(noun))
        facts = [fact for fact in stated(noun) if fact.citations]
        facts.sort(key=lambda fact: not fact.disputed)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Sources by fact"),
            "noun": noun,
            "back": reverse(f"admin:calendar_app_{self.opts.model_name}_change", args=[noun.pk]),
            "facts": [(fact, [(RankForm(one), one, value) for one, value in fact.voices]) for fact in facts],
            "may": may,
        }
        return TemplateResponse(request, "admin/sources.html", context)

    def _page(self, noun: Any) -> str:
        return reverse(f"admin:calendar_app_{self.opts.model_name}_sources", args=[noun.pk])

    def _ranked(self, request: HttpRequest, noun: Any) -> bool:
        """Whether it was done; said aloud either way."""
        sent = [
            RankForm(one, request.POST)
            for one in noun.citations.select_related("source")
            if f"{one.pk}-rank" in request.POST
        ]
        changed = [form for form in sent if form.is_valid() and form.cleaned_data["rank"] != form.cleaned_data["was"]]
        late = [form.citation for form in changed if form.citation.rank != form.cleaned_data["was"]]
        for citation in late:
            text = gettext(
                "Somebody ranked “%(source)s” meanwhile as %(rank)s. Nothing was saved: look and choose again."
            )
            told = {"source": citation.source, "rank": citation.get_rank_display()}
            self.message_user(request, text % told, messages.ERROR)
        if late or not all(form.is_valid() for form in sent):
            return False
        if changed:
            review.keep(noun, now=timezone.now())  # as it stood, for its history
        for form in changed:
            form.citation.rank = form.cleaned_data["rank"]
            form.citation.save(update_fields=["rank"])
        if changed:
            self._remember(request, noun, changed)
        self._tell_outranked(request, stated(noun))
        return True

    def _remember(self, request: HttpRequest, noun: Any, changed: list[RankForm]) -> None:
        by: Any = request.user
        review.edited(noun, by=by, now=timezone.now(), what="citations")
        said = [
            {
                "changed": {
                    "name": str(form.citation._meta.verbose_name),
                    "object": str(form.citation),
                    "fields": ["rank"],
                }
            }
            for form in changed
        ]
        self.log_change(request, noun, said)
        self.message_user(request, gettext("Saved at the desk; readers see it once you publish."), messages.SUCCESS)

    def _tell_outranked(self, request: HttpRequest, facts: list[Fact]) -> None:
        for fact in facts:
            if fact.outranked:
                text = gettext(
                    "%(fact)s: the preferred source says “%(value)s”, the entry says “%(said)s”. Correct the entry or the rank."
                )
                told = {"fact": fact.label, "value": fact.outranked, "said": fact.said}
                self.message_user(request, text % told, messages.WARNING)
