"""Events chosen in the list, as files."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from calendar_app.exchange.events import KINDS
from calendar_app.models.desk import Event

from .exports import file_of, may_export
from .steps import Stepping


class Exporting(Stepping):
    """An action for each kind of file."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """For whoever may see the events."""
        names = {f"export_{kind}": (_action(kind), f"export_{kind}", _named(kind)) for kind in KINDS}
        return {**super().get_actions(request), **(names if may_export(request) else {})}


def _named(kind: str) -> str:
    return gettext("Export as %(kind)s") % {"kind": kind.upper()}


def _action(kind: str) -> Callable[[Any, HttpRequest, QuerySet[Event]], HttpResponse]:
    def act(_page: Any, _request: HttpRequest, queryset: QuerySet[Event]) -> HttpResponse:
        return file_of(Event.objects.filter(pk__in=queryset.values("pk")), kind)

    return act
