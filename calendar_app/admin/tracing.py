"""Tracing: every edit leaves a version; the history of a noun shows what each changed, and brings one back."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from calendar_app import review
from calendar_app.errors import Refused
from calendar_app.models.desk import Decision, Version
from calendar_app.models.vocabulary import Noun
from calendar_app.review.versions import Change, changes, rows_of
from calendar_app.wording.dates import moment
from calendar_app.wording.labels import word

from .bases import ModelAdmin
from .spelled import Told, Words
from .verbs import Reason

PAGE = 20


@dataclass
class Entry:
    """One step in the life of a noun: a decision, a version, or both."""

    at: datetime
    who: str
    what: str
    why: str = ""
    number: int | None = None
    newest: bool = False
    changed: list[Told] = field(default_factory=list)

    @property
    def when(self) -> str:
        """The moment in words."""
        return moment(self.at, _language())


class Traced(ModelAdmin):
    """Keeps versions, and shows them in place of Django's own history."""

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Before anything is written: how it stands, if no version says so yet."""
        if change:
            review.keep(form.instance, now=timezone.now())
        return super().save_form(request, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Who deleted it, what it was called and how it stood stays."""
        review.deleted([obj], by=request.user, now=timezone.now())  # type: ignore[arg-type] # editors are signed in
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """As delete_model."""
        review.deleted(list(queryset), by=request.user, now=timezone.now())  # type: ignore[arg-type] # as above
        super().delete_queryset(request, queryset)

    def get_urls(self) -> list[URLPattern]:
        """With the address that puts a version back."""
        options = self.opts
        name = f"{options.app_label}_{options.model_name}_restore"
        view = self.admin_site.admin_view(self.restore)
        return [path("<path:object_id>/restore/<int:number>/", view, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who did what, when and why, newest first; each version with what differs from the one before."""
        noun = self.found(request, object_id)
        if not self.has_view_or_change_permission(request, noun):
            raise PermissionDenied
        page = Paginator(_steps(noun.pk), PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": noun,
            "title": gettext("History: %(noun)s") % {"noun": noun},
            "entries": _entries(Noun(str(self.opts.model_name)), noun.pk, list(page.object_list)),
            "page": page,
            "back": self.address("change", noun),
            "may_restore": self.has_change_permission(request, noun),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def restore(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Ask why, then put the version back at the desk."""
        noun = self.found(request, object_id)
        if not self.has_change_permission(request, noun):
            raise PermissionDenied
        version = Version.objects.of(noun.pk).filter(number=number).first()
        if version is None:
            raise Http404
        form = Reason(request.POST or None, needed=True)
        if form.is_valid() and self._restored(request, version, form):
            return HttpResponseRedirect(self.address("change", noun))
        kind = Noun(version.subject_kind)
        found = changes(rows_of(noun), version.rows)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Put back how it stood") + f": {noun}",
            "entry": Entry(version.at, "", "", changed=_told(Words(kind, found), found)),
            "form": form,
            "back": self.address("history", noun),
        }
        return TemplateResponse(request, "admin/restore.html", context)

    def _restored(self, request: HttpRequest, version: Version, form: Reason) -> bool:
        try:
            review.restore(version, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])  # type: ignore[arg-type] # as above
        except Refused as refused:
            for problem in refused.problems:
                form.add_error(None, problem.message)
            return False
        text = gettext("Put back at the desk; readers see it once you publish.")
        self.message_user(request, text, messages.SUCCESS)
        return True

    def found(self, request: HttpRequest, object_id: str) -> Any:
        """The noun. Raises Http404."""
        noun = self.get_object(request, object_id)
        if noun is None:
            raise Http404
        return noun

    def address(self, page: str, noun: Any) -> str:
        """Of another page of the same noun."""
        options = self.opts
        return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[noun.pk])


#: Moment, decision and number of the version; at least one of the last two.
Step = tuple[datetime, Decision | None, int | None]


def _steps(subject: Any) -> list[Step]:
    """Moment, decision and number of version of every step, newest first; the versions' rows are left for the page."""
    versions = {row["decision"]: row for row in Version.objects.of(subject).values("decision", "number", "at")}
    found = Version.objects.of(subject).filter(decision=None).values_list("at", "number")
    steps: list[Step] = [(at, None, number) for at, number in found]
    for decision in Decision.objects.filter(subject=subject):
        version = versions.get(decision.pk)
        steps.append((decision.at, decision, version["number"] if version else None))
    return sorted(steps, key=lambda step: (step[0], step[1] is not None, step[2] or 0), reverse=True)


def _entries(kind: Noun, subject: Any, steps: list[Step]) -> list[Entry]:
    numbers = {number for *_, number in steps if number}
    wanted = numbers | {number - 1 for number in numbers}
    versions = {one.number: one for one in Version.objects.of(subject).filter(number__in=wanted)}
    found = {number: _differing(versions, number) for number in numbers}
    words = Words(kind, [change for some in found.values() for change in some])
    newest = Version.objects.of(subject).values_list("number", flat=True).first()
    return [_entry(step, _told(words, found.get(step[2] or 0, [])), newest) for step in steps]


def _differing(versions: dict[int, Version], number: int) -> list[Change]:
    """What the version changed; nothing for the first one that was found at the desk as it is."""
    version, before = versions[number], versions.get(number - 1)
    if before is None and version.decision_id is None:
        return []
    return changes(before.rows if before else {}, version.rows)


def _entry(step: Step, changed: list[Told], newest: int | None) -> Entry:
    at, decision, number = step
    if decision is None:
        return Entry(at, "", gettext("found so at the desk"), "", number, number == newest, changed)
    what = word("action", decision.action, _language())
    return Entry(at, decision.actor, what, decision.reason, number, number == newest, changed)


def _told(words: Words, found: list[Change]) -> list[Told]:
    return [told for change in found if (told := words.tell(change))]


def _language() -> str:
    return (get_language() or "en")[:2]
