"""Publishing from the desk: “Save and publish”, and “Publish” for the rows chosen in a list. One verb does both."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calendar_app import review
from calendar_app.errors import Problem, Refused
from calendar_app.models.public import Head, Revision
from calendar_app.models.vocabulary import Action, Noun
from calendar_app.review.roles import Door, may

from .readers import Readers, standing_of

#: The longest reason (characters) that the page of a noun takes for its history.
WHY = 500


class Publishing(Readers):
    """Puts the verb behind a button and an action, and says what became of it."""

    actions: Sequence[str] = ("publish_chosen",)

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever holds the permission to publish such nouns, by a group or by hand."""
        return self.may(request, Action.PUBLISH)

    def may(self, request: HttpRequest, act: str) -> bool:
        """Whether the table of roles lets this account do it here."""
        return may(request.user, act, Noun(str(self.opts.model_name)), Door.ADMIN)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Save and publish in one transaction; what is refused is not saved either, and comes back as a form."""
        label = gettext("Save and publish") if self.has_publish_permission(request) else ""
        extra = {
            **(extra_context or {}),
            "publish": label,
            "why": {"text": request.POST.get("why", ""), "longest": WHY},
        }
        if not wants_publishing(request):
            return super().changeform_view(request, object_id, form_url, extra)
        try:
            with transaction.atomic():
                Head.locked()  # before any row of the desk, as publishing does: two editors never wait for each other
                return super().changeform_view(request, object_id, form_url, extra)
        except Refused as refused:
            request.refused = refused.problems  # type: ignore[attr-defined] # the form's class picks it up
            return super().changeform_view(request, object_id, form_url, extra)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The last thing to be saved is the word to the readers."""
        super().save_related(request, form, formsets, change)
        if what := [*form.changed_data, *(lines.prefix for lines in formsets if lines.has_changed())]:
            review.edited(form.instance, by=request.user, now=timezone.now(), what=_why(request) or ", ".join(what))  # type: ignore[arg-type] # as below
        if wants_publishing(request):
            self.publish(request, [form.instance.pk])

    def publish(self, request: HttpRequest, ids: Iterable[Any], reason: str = "") -> None:
        """Publish rows as they now stand, and say so. Raises Refused, and PermissionDenied for other people's rows."""
        with transaction.atomic():
            Head.locked()
            nouns = list(self.model._default_manager.filter(pk__in=ids))
            if not all(self.has_publish_permission(request, noun) for noun in nouns):
                raise PermissionDenied
            revision = review.publish(nouns, by=request.user, now=timezone.now(), reason=reason)  # type: ignore[arg-type] # editors are signed in
        self.message_user(request, _told(revision), messages.SUCCESS if revision else messages.INFO)

    @admin.action(permissions=["publish"], description=_("Publish: readers see it as the desk has it"))
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """All of the chosen rows in one revision, or none."""
        try:
            self.publish(request, list(queryset.values_list("pk", flat=True)))
        except Refused as refused:
            self.tell(request, refused.problems)

    def tell(self, request: HttpRequest, problems: Iterable[Problem]) -> None:
        """One message for each problem, before it the word that nothing was done."""
        self.message_user(request, gettext("Nothing was done:"), messages.ERROR)
        for problem in problems:
            self.message_user(request, problem.message, messages.ERROR)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Before the page that follows: who sees what was saved."""
        self._remind(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """As response_add."""
        self._remind(request, obj)
        return super().response_change(request, obj)

    def _remind(self, request: HttpRequest, noun: Any) -> None:
        of = standing_of(noun)
        if of.publication is None or of.waiting:
            text = gettext("Saved at the desk; readers see it once you publish.")
            self.message_user(request, text, messages.WARNING)
        elif wants_publishing(request) and (address := self.view_on_site(noun)):
            self.message_user(request, format_html('<a href="{}">{}</a>', address, gettext("The public page")))


def _why(request: HttpRequest) -> str:
    """What the editor wrote for the history."""
    return " ".join(request.POST.get("why", "").split())[:WHY]


def wants_publishing(request: HttpRequest) -> bool:
    """Whether the editor pressed “Save and publish”."""
    return request.method == "POST" and "_publish" in request.POST


def _told(revision: Revision | None) -> str:
    if revision is None:
        return gettext("Readers see it so already: nothing was published.")
    return gettext("Published as revision %(n)s.") % {"n": revision.n}
