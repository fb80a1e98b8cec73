"""Citations under a noun: which source says which of its facts. Only the facts that this noun has can be chosen."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Citation
from calendar_app.models.vocabulary import CITED_FIELDS
from calendar_app.wording.labels import FIELDS

from .bases import Field, GenericStackedInline
from .lines import GenericLinesFormSet
from .refusals import DeskForm
from .texts import Writing

#: Relations whose rows can be cited one by one.
ROWS = ("participations", "agenda", "outcome_steps", "memberships", "members", "appointments")


class LineChoice(forms.TypedChoiceField):
    """One of the noun's own lines, by its UUID, or none."""

    def __init__(self, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(
            choices=[("", _("the whole")), *lines], coerce=UUID, empty_value=None, required=False, **kwargs
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The stored UUID and the chosen text are the same line."""
        return str(initial or "") != str(data or "")


class CitationInline(Writing, GenericStackedInline):
    """A table of sources by fact."""

    model = Citation
    form = DeskForm
    formset = GenericLinesFormSet  # type: ignore[assignment] # the stubs forget the generic kind
    ct_field = "subject_type"
    ct_fk_field = "subject_id"
    extra = 0
    fieldsets = [(None, {"fields": [("field", "row", "source", "rank"), ("value", "quote", "said_by")]})]
    autocomplete_fields = ("source", "said_by")

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest | None, **kwargs: Any) -> forms.Field | None:
        """The fact is chosen from the closed list; a quote gets room."""
        if db_field.name == "field":
            names = CITED_FIELDS[self.parent_model._meta.model_name]
            choices = [("", "—"), *((name, FIELDS.get(name, name)) for name in names)]
            return forms.ChoiceField(choices=choices, label=capfirst(db_field.verbose_name))
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "quote" and field:
            field.widget = forms.Textarea({"rows": 2, "dir": "auto", "class": "vLargeTextField one-line"})
        return field

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """With the noun's own lines to choose from."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["row"] = LineChoice(_lines(obj), label=_("Which line"))
        return formset


def _lines(noun: Any) -> list[tuple[str, str]]:
    """Id and name of each line; what is cited already stays to be chosen, even where its line is gone."""
    if noun is None:
        return []
    lines = {row.pk: str(row) for name in ROWS if hasattr(noun, name) for row in getattr(noun, name).all()}
    cited = noun.citations.exclude(row=None).values_list("row", flat=True)
    return [(str(pk), name) for pk, name in ({pk: str(pk) for pk in cited} | lines).items()]
