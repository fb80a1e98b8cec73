"""Editorial steps other than publishing: submit for review, return and withdraw, on a page that asks why."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from calendar_app.errors import Refused
from calendar_app.models.desk import Event
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Action
from calendar_app.review.clashes import clashes
from calendar_app.review.states import STEPS

from .publishing import Publishing
from .verbs import VERBS, Reason, Step


class Stepping(Publishing):
    """The steps as actions of a list and as links on a page; both lead to the page that asks for a reason."""

    actions: Sequence[str] = ("publish_chosen", "submit_chosen", "return_chosen", "withdraw_chosen", "delete_selected")

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """By the table of roles, as the next two."""
        return self.may(request, Action.SUBMIT)

    def has_return_permission(self, request: HttpRequest) -> bool:
        """As above."""
        return self.may(request, Action.RETURN)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """As above."""
        return self.may(request, Action.WITHDRAW)

    def step_urls(self) -> list[URLPattern]:
        """`step/withdraw/?ids=…`."""
        return [path("step/<slug:action>/", self.admin_site.admin_view(self.step), name="calendar_app_event_step")]

    @admin.action(permissions=["submit"], description=_("Submit for review"))
    def submit_chosen(self, request: HttpRequest, queryset: QuerySet[Event]) -> HttpResponse:
        """Leads to the step's page."""
        return _ask(Action.SUBMIT, queryset)

    @admin.action(permissions=["return"], description=_("Return with a reason"))
    def return_chosen(self, request: HttpRequest, queryset: QuerySet[Event]) -> HttpResponse:
        """Leads to the step's page."""
        return _ask(Action.RETURN, queryset)

    @admin.action(permissions=["withdraw"], description=_("Withdraw: readers see that it is gone, and why"))
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Event]) -> HttpResponse:
        """Leads to the step's page."""
        return _ask(Action.WITHDRAW, queryset)

    def step(self, request: HttpRequest, action: str) -> HttpResponse:
        """Ask for a reason, then take the step for all of the events or for none."""
        if action not in VERBS:
            raise Http404
        if not self.may(request, action):
            raise PermissionDenied
        ids = [name for name in request.GET.get("ids", "").split(",") if name]
        form = Reason(request.POST or None, needed=VERBS[action].needs_reason)
        events = self._chosen(request, ids)
        if form.is_valid() and self._taken(request, VERBS[action], ids, form):
            return HttpResponseRedirect(_back(events))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": VERBS[action].label,
            "step": VERBS[action],
            "events": events,
            "clashes": [clash for event in events for clash in clashes(event)],
            "form": form,
            "back": _back(events),
        }
        return TemplateResponse(request, "admin/step.html", context)

    def _chosen(self, request: HttpRequest, ids: list[str]) -> list[Event]:
        try:
            events = list(self.get_queryset(request).filter(pk__in=ids))
        except ValidationError as error:
            raise Http404 from error
        if not events:
            raise Http404
        return events

    def _taken(self, request: HttpRequest, step: Step, ids: list[str], form: Reason) -> bool:
        try:
            with transaction.atomic():
                Head.locked()
                events = list(Event.objects.filter(pk__in=ids))
                for event in events:
                    step.verb(event, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])
        except Refused as refused:
            for problem in refused.problems:
                form.add_error("reason" if problem.field == "reason" else None, problem.message)
            return False
        words = {"step": step.label, "n": len(events)}
        text = ngettext("%(step)s: done for %(n)s event.", "%(step)s: done for %(n)s events.", len(events)) % words
        self.message_user(request, text, messages.SUCCESS)
        return True

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With links to the steps that the event can take now."""
        event = self.get_object(request, object_id) if object_id else None
        steps = [
            {"label": step.label, "href": _address(action, [event.pk])}
            for action, step in VERBS.items()
            if event is not None and (event.stage, action) in STEPS and self.may(request, action)
        ]
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "steps": steps})


def _address(action: str, ids: list[Any]) -> str:
    return f"{reverse('admin:calendar_app_event_step', args=[action])}?ids={','.join(str(pk) for pk in ids)}"


def _ask(action: str, queryset: QuerySet[Event]) -> HttpResponse:
    return HttpResponseRedirect(_address(action, list(queryset.values_list("pk", flat=True))))


def _back(events: list[Event]) -> str:
    if len(events) == 1:
        return reverse("admin:calendar_app_event_change", args=[events[0].pk])
    return reverse("admin:calendar_app_event_changelist")
