"""Redacting: administrators take a text out of the past of a noun, on a page that asks which and why."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from calendar_app import review
from calendar_app.errors import Refused
from calendar_app.models.vocabulary import Action, Noun
from calendar_app.review.roles import Door, may

from .tracing import Traced


class Removal(forms.Form):
    """Which text, just as it stood, and why."""

    text = forms.CharField(label=_("Text to remove"), widget=forms.TextInput({"dir": "auto", "class": "vTextField"}))
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 4, "dir": "auto", "class": "vLargeTextField"})
    )


class Redacting(Traced):
    """A link on the page of the history, and the page behind it."""

    def get_urls(self) -> list[URLPattern]:
        """With the page."""
        view = self.admin_site.admin_view(self.redact)
        return [path("<path:object_id>/redact/", view, name=self._named()), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """With the link, for whoever may."""
        href = reverse(f"admin:{self._named()}", args=[object_id]) if self._may_redact(request) else ""
        return super().history_view(request, object_id, {**(extra_context or {}), "redact": href})

    def redact(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for the text and the reason, then remove it."""
        noun = self.found(request, object_id)
        if not self._may_redact(request):
            raise PermissionDenied
        form = Removal(request.POST or None)
        if form.is_valid() and self._removed(request, noun, form):
            return HttpResponseRedirect(self.address("history", noun))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Remove a text from the past: %(noun)s") % {"noun": noun},
            "form": form,
            "back": self.address("history", noun),
        }
        return TemplateResponse(request, "admin/redact.html", context)

    def _removed(self, request: HttpRequest, noun: Any, form: Removal) -> bool:
        data = form.cleaned_data
        try:
            n = review.redact(noun, text=data["text"], by=request.user, now=timezone.now(), reason=data["reason"])  # type: ignore[arg-type] # editors are signed in
        except Refused as refused:
            for problem in refused.problems:
                form.add_error(problem.field, problem.message)
            return False
        text = ngettext("Removed from %(n)s version.", "Removed from %(n)s versions.", n) % {"n": n}
        self.message_user(request, text, messages.SUCCESS)
        return True

    def _may_redact(self, request: HttpRequest) -> bool:
        return may(request.user, Action.REDACT, Noun(str(self.opts.model_name)), Door.ADMIN)

    def _named(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_redact"
