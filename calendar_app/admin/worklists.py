"""The worklists at the desk: how much waits stands on the front page, what waits in the lists where it is mended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.models.readers import ErrorReport
from calendar_app.review import worklists
from calendar_app.wording.labels import field

LABELS: dict[str, str | Promise] = {
    "unsourced": _("Facts without a source"),
    "unreported": _("Past and not confirmed as held"),
    "unconfirmed-30": _("Date not confirmed for 30 days"),
    "unconfirmed-90": _("Date not confirmed for 90 days"),
    "unconfirmed-365": _("Date not confirmed for 365 days"),
    "embargoed": _("To be published at a set time"),
    "missed": _("Not published at the time set"),
    "expected": _("Documents still only expected"),
}


class WorkFilter(admin.SimpleListFilter):
    """One worklist of the noun at a time."""

    title = _("to be mended")
    parameter_name = "work"
    questions: Mapping[str, Callable[[date], QuerySet[Any]]] = {}

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        """By the names that stand in the address."""
        return [(name, LABELS[name]) for name in self.questions]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Raises IncorrectLookupParameters, upon which Django shows the whole list, for a worklist that is none."""
        if self.value() is None:
            return queryset
        if self.value() not in self.questions:
            raise IncorrectLookupParameters
        return queryset.filter(pk__in=self.questions[str(self.value())](timezone.now().date()).values("pk"))


class EventWork(WorkFilter):
    """Of events."""

    questions = worklists.EVENTS


class OutcomeWork(WorkFilter):
    """Of documents."""

    questions = worklists.OUTCOMES


@dataclass(frozen=True)
class Waiting:
    """One line of the front page."""

    label: str | Promise
    count: int
    url: str


def waiting(request: HttpRequest) -> list[Waiting]:
    """What waits of the nouns that this person may see, in one query each."""
    today = timezone.now().date()
    found = [
        Waiting(LABELS[name], question(today).count(), f"{_list(noun)}?work={name}")
        for noun, questions in (("event", worklists.EVENTS), ("outcome", worklists.OUTCOMES))
        if _may_see(request, noun)
        for name, question in questions.items()
    ]
    if _may_see(request, "errorreport"):
        reports = ErrorReport.objects.waiting().count()
        found.append(Waiting(_("Errors reported by readers"), reports, f"{_list('errorreport')}?done__isempty=1"))
    return found


def lacking(event: Any) -> str:
    """The facts of an event without a source, in the editor's language; asks nothing of the database."""
    language = (get_language() or "en")[:2]
    return ", ".join(field(name, language) for name in worklists.FACTS if getattr(event, f"lacks_{name}"))


def heading() -> str:
    """What stands above the worklists."""
    return gettext("To be mended")


def _may_see(request: HttpRequest, noun: str) -> bool:
    user: Any = request.user
    return any(user.has_perm(f"calendar_app.{verb}_{noun}") for verb in ("view", "change"))


def _list(noun: str) -> str:
    return reverse(f"admin:calendar_app_{noun}_changelist")
