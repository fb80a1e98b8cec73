"""Lines under a noun: the inlines, with the same inputs and the same clear refusals as the noun itself."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import UniqueConstraint

from calendar_app.wording.broken import BROKEN, TWICE

from .bases import BaseGenericFormSet, BaseInlineFormSet, ModelForm, StackedInline, TabularInline
from .refusals import DeskForm
from .texts import Writing


class Once:
    """Refuses two lines of one page that the database would not keep side by side."""

    model: Any
    forms: list[ModelForm]

    def clean(self) -> None:
        """Marks the second of two lines that break a constraint of uniqueness together."""
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                self._check(constraint)
        super().clean()  # type: ignore[misc] # of the formset beside which this class stands

    def _check(self, constraint: UniqueConstraint) -> None:
        taken: set[tuple[Any, ...]] = set()
        for form in self.forms:
            if not _counts(form, constraint):
                continue
            key = tuple(
                form.instance.serializable_value(name) for name in constraint.fields
            )  # a new noun has no id yet
            if key in taken:
                form.add_error(None, BROKEN.get(constraint.name, ("", TWICE))[1])
            taken.add(key)


def _counts(form: ModelForm, constraint: UniqueConstraint) -> bool:
    """Whether the constraint speaks of this line: filled in, to be kept, and of the kind that the constraint is for."""
    if not form.is_valid() or form.cleaned_data.get("DELETE"):
        return False
    blank = form.empty_permitted and not form.has_changed()
    conditions: Any = constraint.condition.children if constraint.condition else ()
    return not blank and all(
        (getattr(form.instance, lookup.removesuffix("__isnull")) is None) is value for lookup, value in conditions
    )


class LinesFormSet(Once, BaseInlineFormSet):
    """Lines that belong to the noun by a foreign key."""


class GenericLinesFormSet(Once, BaseGenericFormSet):
    """Lines that belong to any noun."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        """Tell each new line whom it belongs to before it is checked, not after."""
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc] # Django's hook
        form.instance.subject_type = ContentType.objects.get_for_model(self.instance)
        form.instance.subject_id = self.instance.pk
        return form


class Lines(Writing, TabularInline):
    """A table of lines."""

    form = DeskForm
    formset = LinesFormSet
    extra = 0


class Blocks(Writing, StackedInline):
    """Lines too wide for a table."""

    form = DeskForm
    formset = LinesFormSet
    extra = 0
