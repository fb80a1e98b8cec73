"""An event that is cancelled, postponed or moved takes its parts along, or not, as the editor says: in the transaction that saves it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from calendar_app.models.desk import Event
from calendar_app.review.children import settle
from calendar_app.review.pending import standing

from .publishing import Publishing, wants_publishing
from .question import Question


class Parting(Publishing):
    """Hands the question to form and page, and does what was answered."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form's class for this request, with the question."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.parts = getattr(request, "parts", None)
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With the question, which has nothing to ask until the form is sent."""
        event = self.get_object(request, object_id) if object_id and request.method == "POST" else None
        request.parts = Question(event, request.POST) if isinstance(event, Event) else None  # type: ignore[attr-defined] # as `refused` is
        extra = {**(extra_context or {}), "parts": request.parts}  # type: ignore[attr-defined] # as above
        return super().changeform_view(request, object_id, form_url, extra)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The parts before the word to the readers, which takes along those that nothing else waits for."""
        parts: Question | None = form.parts
        if parts and parts.turn:
            clean = {pk for pk, of in standing(row.event for row in parts.rows).items() if of.public and not of.waiting}
            changed = settle(parts.turn, parts.fates(), by=request.user, now=timezone.now())  # type: ignore[arg-type] # editors are signed in
            request.changed = changed  # type: ignore[attr-defined] # as above
            request.along = [event.pk for event in changed if event.pk in clean]  # type: ignore[attr-defined] # as above
        super().save_related(request, form, formsets, change)

    def publish(self, request: HttpRequest, ids: Iterable[Any], *args: Any, **kwargs: Any) -> None:
        """In one revision with the parts that went the same way."""
        super().publish(request, [*ids, *getattr(request, "along", [])], *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """How many parts went along, and how readers come to see it."""
        if changed := getattr(request, "changed", []):
            self.message_user(request, _told(request, obj, changed), messages.SUCCESS)
        return super().response_change(request, obj)


def _told(request: HttpRequest, event: Event, changed: list[Event]) -> str:
    text = ngettext("%(n)s part was changed along with it.", "%(n)s parts were changed along with it.", len(changed))
    text %= {"n": len(changed)}
    if wants_publishing(request):
        return text
    ids = ",".join(str(one.pk) for one in (event, *changed))
    address = f"{reverse('admin:calendar_app_event_changelist')}?id__in={ids}"
    return format_html('{} <a href="{}">{}</a>', text, address, gettext("Publish them together"))
