"""Tenures belong to two nouns: whoever edits one has edited both, so that four eyes see it wherever readers will."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from calendar_app import review
from calendar_app.models.desk import Appointment, Membership
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Head

from .bases import ModelAdmin

#: The two nouns of a tenure, and what each calls it.
ENDS: dict[type, dict[str, str]] = {
    Appointment: {"person": "appointments", "post": "appointments"},
    Membership: {"member": "memberships", "organization": "members"},
}


class Tenures(ModelAdmin):
    """Pages of tenures themselves: saved and deleted with word at both ends, those of before among them."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Runs under the head's lock, as Seen takes it."""
        before = list(type(obj)._default_manager.filter(pk=obj.pk))
        super().save_model(request, obj, form, change)
        if form.changed_data:
            remember(request, ends([*before, obj]))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """As save_model."""
        with transaction.atomic():
            Head.locked()
            super().delete_model(request, obj)
            remember(request, ends([obj]))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """As delete_model."""
        with transaction.atomic():
            Head.locked()
            gone = list(queryset)
            super().delete_queryset(request, queryset)
            remember(request, ends(gone))


class WithTenures(ModelAdmin):
    """Pages of nouns with tenures under them: word at the other end too."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The noun itself is remembered where it is saved."""
        sets = [lines for lines in formsets if lines.model in ENDS]
        before = [one.instance for lines in sets for one in lines.initial_forms if one.has_changed()]
        stood = [row for old in before for row in type(old)._default_manager.filter(pk=old.pk)]
        super().save_related(request, form, formsets, change)
        changed = [row for lines in sets for row in (*lines.new_objects, *(row for row, _ in lines.changed_objects))]
        remember(request, (end for end in ends([*stood, *changed]) if end[0] != form.instance))


def ends(tenures: Iterable[Any]) -> Iterator[tuple[NounModel, str]]:
    """Both nouns of each, with what it calls them."""
    for tenure in tenures:
        for name, what in ENDS[type(tenure)].items():
            yield getattr(tenure, name), what


def remember(request: HttpRequest, found: Iterable[tuple[NounModel, str]]) -> None:
    """One word for each noun."""
    told: dict[Any, tuple[NounModel, str]] = {noun.pk: (noun, what) for noun, what in found}
    for noun, what in told.values():
        review.edited(noun, by=request.user, now=timezone.now(), what=what)  # type: ignore[arg-type] # editors are signed in
